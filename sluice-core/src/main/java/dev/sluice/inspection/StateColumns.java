package dev.sluice.inspection;

import dev.sluice.state.StateSpec;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The key and the value of a store as Spark shows them: two structs, without what only Sluice keeps, and with the
/// columns of nothing that Spark has where there is nothing to keep.
///
/// @param shown how many of the value columns are shown; the time at which a row is due stands behind them
record StateColumns(DataType.Struct key, DataType.Struct value, int shown) {

    static StateColumns of(StateSpec spec) {
        boolean hidesTime = spec.time() != StateSpec.TIMELESS
                && spec.value().field(spec.time()).name().equals("due");
        List<Field> values = new ArrayList<>(spec.value().fields());
        if (hidesTime) values.removeLast();
        boolean isLimit = spec.name().equals("globalLimit");
        if (isLimit) values.replaceAll(field -> new Field("value", field.type(), field.nullable()));
        int shown = values.size();
        if (values.isEmpty()) values.add(Field.of("__dummy__", Atomic.NULL));
        DataType.Struct key = isLimit ? DataType.Struct.of(Field.of("key", Atomic.NULL)) : spec.key();
        return new StateColumns(key, new DataType.Struct(values), shown);
    }

    /// @param columns key columns, then value columns
    /// @param keyCount how many of them are of the key
    StructVector keys(Vector[] columns, int keyCount, int size) {
        return struct(Arrays.copyOf(columns, keyCount), key, size, null);
    }

    StructVector values(Vector[] columns, int keyCount, int size) {
        return struct(Arrays.copyOfRange(columns, keyCount, keyCount + shown), value, size, null);
    }

    /// The value of rows that are gone.
    StructVector noValues(int size) {
        Vector[] fields = new Vector[value.size()];
        Arrays.fill(fields, new NullVector(size));
        boolean[] nulls = new boolean[size];
        Arrays.fill(nulls, true);
        return new StructVector(fields, nulls, size);
    }

    private static StructVector struct(Vector[] columns, DataType.Struct type, int size, boolean @Nullable [] nulls) {
        Vector[] fields = columns.length == type.size() ? columns : new Vector[] {new NullVector(size)};
        return new StructVector(fields, nulls, size);
    }
}
