package dev.sluice.inspection;

import dev.sluice.state.StateSpec;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The key and the value of a store as Spark shows them: two structs, without what only Sluice keeps, and with the
/// columns of nothing that Spark has where there is nothing to keep.
///
/// @param keysShown how many of the store's key columns are shown
/// @param valuesShown how many of its value columns are; the time at which a row is due stands behind them
/// @param together how many of the value columns Spark shows as one struct, which the column behind them says is there,
///     or [#APART]
record StateColumns(DataType.Struct key, DataType.Struct value, int keysShown, int valuesShown, int together)
        implements ShownColumns {

    private static final int APART = -1;
    private static final String GROUP_STATE = "flatMapGroupsWithState";

    /// @param side whether a side of a join is asked for, and not the store that its rows are in
    static StateColumns of(StateSpec spec, boolean side) {
        boolean hidesTime = spec.time() != StateSpec.TIMELESS
                && (spec.isOnClock() || spec.value().field(spec.time()).name().equals("due"));
        List<Field> keys = new ArrayList<>(spec.key().fields());
        List<Field> values = new ArrayList<>(spec.value().fields());
        if (hidesTime) values.removeLast();
        if (StateOperators.isJoin(spec)) {
            keys.replaceAll(field -> renamed(field, field.name().replace("key_", "field")));
            keys.set(keys.size() - 1, renamed(keys.getLast(), "index"));
            if (side) keys.removeLast();
            if (side) values.removeLast();
        }
        boolean isLimit = spec.name().equals("globalLimit");
        int together = spec.name().equals(GROUP_STATE) ? values.size() - (hidesTime ? 2 : 1) : APART;
        if (isLimit) values.replaceAll(field -> renamed(field, "value"));
        int keysShown = keys.size();
        int valuesShown = values.size();
        if (together != APART) {
            var state = new DataType.Struct(values.subList(0, together));
            values.subList(0, together + 1).clear();
            values.addFirst(Field.of("groupState", state));
        }
        if (isLimit) keys.add(Field.of("key", Atomic.NULL));
        if (values.isEmpty()) values.add(Field.of("__dummy__", Atomic.NULL));
        return new StateColumns(
                new DataType.Struct(keys), new DataType.Struct(values), keysShown, valuesShown, together);
    }

    private static Field renamed(Field field, String name) {
        return new Field(name, field.type(), field.nullable());
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.of("key", key), Field.of("value", value));
    }

    @Override
    public Vector[] present(Vector[] keys, Vector[] values, int size) {
        Vector[] shown = Arrays.copyOf(values, valuesShown);
        return new Vector[] {
            struct(Arrays.copyOf(keys, keysShown), key, size),
            struct(together == APART ? shown : together(shown, size), value, size)
        };
    }

    private Vector[] together(Vector[] columns, int size) {
        var exists = (BooleanVector) Vectors.flatten(columns[together]);
        boolean[] nulls = new boolean[size];
        for (int row = 0; row < size; row++) nulls[row] = !exists.values()[row];
        var state = new StructVector(Arrays.copyOf(columns, together), nulls, size);
        Vector[] shown = Arrays.copyOfRange(columns, together, columns.length);
        shown[0] = state;
        return shown;
    }

    @Override
    public Vector[] removed(Vector[] keys, int size) {
        Vector[] fields = new Vector[value.size()];
        Arrays.fill(fields, new NullVector(size));
        boolean[] nulls = new boolean[size];
        Arrays.fill(nulls, true);
        return new Vector[] {struct(Arrays.copyOf(keys, keysShown), key, size), new StructVector(fields, nulls, size)};
    }

    private static StructVector struct(Vector[] columns, DataType.Struct type, int size) {
        Vector[] fields = columns.length == type.size() ? columns : new Vector[] {new NullVector(size)};
        return new StructVector(fields, null, size);
    }
}
