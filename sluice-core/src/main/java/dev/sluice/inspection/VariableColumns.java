package dev.sluice.inspection;

import dev.sluice.state.StateSpec;
import dev.sluice.state.VariableProperties;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rows of a state variable of `transformWithState` as Spark shows them, an element or entry a row.
///
/// @param group the columns of the grouping key
/// @param inner those behind it in the store's key: a number, a user's key, a time; or none
/// @param value the columns of the value
/// @param mortal whether the end of its life stands behind them
record VariableColumns(Kind kind, DataType.Struct group, DataType.Struct inner, DataType.Struct value, boolean mortal)
        implements ShownColumns {

    private enum Kind {
        VALUE,
        LIST,
        MAP,
        TIMERS
    }

    /// Whether a store is one of a state variable.
    static boolean isVariable(StateSpec spec) {
        return spec.properties().containsKey(VariableProperties.KIND);
    }

    static VariableColumns of(StateSpec spec) {
        List<Field> keys = spec.key().fields();
        String word = spec.properties().getOrDefault(VariableProperties.KIND, "");
        Kind kind = switch (word) {
            case "ListState" -> Kind.LIST;
            case "MapState" -> Kind.MAP;
            case "TimerState" -> Kind.TIMERS;
            default -> Kind.VALUE;
        };
        boolean mortal = kind != Kind.TIMERS && spec.time() != StateSpec.TIMELESS;
        List<Field> values = spec.value().fields();
        return new VariableColumns(
                kind,
                new DataType.Struct(keys.subList(0, spec.routingColumns())),
                new DataType.Struct(keys.subList(spec.routingColumns(), keys.size())),
                new DataType.Struct(mortal ? values.subList(0, values.size() - 1) : values),
                mortal);
    }

    /// A value, with the end of its life beside it if it has one.
    DataType.Struct element() {
        return mortal ? DataType.Struct.of(Field.of("value", value), Field.of("ttlExpirationMs", Atomic.LONG)) : value;
    }

    boolean isCollection() {
        return kind == Kind.LIST || kind == Kind.MAP;
    }

    boolean isMap() {
        return kind == Kind.MAP;
    }

    @Override
    public List<Field> fields() {
        Field key = Field.of("key", group);
        return switch (kind) {
            case VALUE -> List.of(key, Field.of("value", element()));
            case LIST -> List.of(key, Field.of("list_element", element()));
            case MAP -> List.of(key, Field.of("user_map_key", inner), Field.of("user_map_value", element()));
            case TIMERS -> List.of(key, Field.of("expiration_timestamp_ms", Atomic.LONG));
        };
    }

    @Override
    public Vector[] present(Vector[] keys, Vector[] values, int size) {
        return columns(keys, element(values, size), size);
    }

    @Override
    public Vector[] removed(Vector[] keys, int size) {
        DataType.Struct type = element();
        Vector[] fields = new Vector[type.size()];
        Arrays.fill(fields, new NullVector(size));
        boolean[] nulls = new boolean[size];
        Arrays.fill(nulls, true);
        return columns(keys, new StructVector(fields, nulls, size), size);
    }

    private Vector[] columns(Vector[] keys, Vector element, int size) {
        List<Vector> columns = new ArrayList<>();
        columns.add(new StructVector(Arrays.copyOf(keys, group.size()), null, size));
        Vector[] behind = Arrays.copyOfRange(keys, group.size(), keys.length);
        switch (kind) {
            case VALUE, LIST -> columns.add(element);
            case MAP -> {
                columns.add(new StructVector(behind, null, size));
                columns.add(element);
            }
            case TIMERS -> columns.add(behind[0]);
        }
        return columns.toArray(Vector[]::new);
    }

    private Vector element(Vector[] values, int size) {
        var own = new StructVector(Arrays.copyOf(values, value.size()), null, size);
        if (!mortal) return own;
        var micros = (LongVector) Vectors.flatten(values[value.size()]);
        long[] millis = new long[size];
        for (int i = 0; i < size; i++) millis[i] = Math.floorDiv(micros.values()[i], 1_000L);
        return new StructVector(new Vector[] {own, new LongVector(millis, null, size)}, null, size);
    }
}
