package dev.sluice.state;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads changes that were written for an earlier form of a state as changes of today's: fields by their names, those
/// that are gone left out, those that are new null, or zero where a null can't be, and numbers widened. What may be
/// null stays so. Source: the schema resolution of Avro, with which Spark keeps the state of `transformWithState`.
///
/// Slow, value by value: only what was written before a change of the program is read this way.
public final class StateEvolution {

    private final StateSpec stored;
    private final StateSpec planned;
    private final StateChange.Codec codec;
    private final boolean same;

    /// @throws SluiceException if the one can't become the other
    public StateEvolution(StateSpec stored, StateSpec planned) {
        this.stored = stored;
        this.planned = planned;
        codec = new StateChange.Codec(stored);
        same = StateCompatibility.sameColumns(stored.value(), planned.value());
        if (!same && !canBecome(stored.value(), planned.value())) {
            throw ErrorCondition.STATE_STORE_INVALID_VALUE_SCHEMA_EVOLUTION
                    .error()
                    .with("newValueSchema", planned.value().toDdl())
                    .with("oldValueSchema", stored.value().toDdl())
                    .build();
        }
    }

    /// A store in another form, with what it has; the store itself is used no more.
    public static StateStore evolve(StateStore store, StateSpec form, Function<StateSpec, StateStore> opening) {
        StateStore evolved = opening.apply(form);
        if (store.rowCount() == 0) {
            store.close();
            return evolved;
        }
        var evolution = new StateEvolution(store.spec(), form);
        store.dump(changes -> {
            StateChange change = evolution.decode(changes);
            evolved.apply(change, Selection.all(change.upserted().count()), Selection.all(0));
        });
        store.close();
        return evolved;
    }

    public StateChange decode(byte[] bytes) {
        StateChange change = codec.decode(bytes);
        if (same) return change;
        int count = change.upserted().count();
        List<Field> fields = planned.value().fields();
        Vector[] values = new Vector[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            int from = place(stored.value(), field.name());
            VectorBuilder builder = VectorBuilder.of(field.type(), count);
            for (int row = 0; row < count; row++) {
                builder.appendValue(from < 0 ? initial(field) : valueOf(change.values()[from], row, from, field));
            }
            values[i] = builder.build();
        }
        return new StateChange(change.upserted(), values, change.removed());
    }

    private @Nullable Object valueOf(Vector column, int row, int from, Field to) {
        DataType type = stored.value().field(from).type();
        return become(Values.get(column, row, type), type, to.type());
    }

    private static int place(Struct struct, String name) {
        for (int i = 0; i < struct.size(); i++) {
            if (struct.field(i).name().equals(name)) return i;
        }
        return -1;
    }

    // ---- whether

    private static boolean canBecome(DataType from, DataType to) {
        return switch (to) {
            case Struct(var fields) ->
                from instanceof Struct before
                        && fields.stream().allMatch(field -> {
                            int place = place(before, field.name());
                            return place < 0
                                    || ((field.nullable()
                                                    || !before.field(place).nullable())
                                            && canBecome(before.field(place).type(), field.type()));
                        });
            case DataType.Array(var element, var nulls) ->
                from instanceof DataType.Array before
                        && (nulls || !before.containsNull())
                        && canBecome(before.element(), element);
            case DataType.Map(var key, var value, var nulls) ->
                from instanceof DataType.Map before
                        && before.key().equals(key)
                        && (nulls || !before.valueContainsNull())
                        && canBecome(before.value(), value);
            case Atomic _, DataType.Decimal _, DataType.Interval _ -> from.equals(to) || isWider(from, to);
        };
    }

    private static boolean isWider(DataType from, DataType to) {
        return switch (to) {
            case Atomic.INT -> from == Atomic.BYTE || from == Atomic.SHORT;
            case Atomic.SHORT -> from == Atomic.BYTE;
            case Atomic.LONG -> isWhole(from) && from != Atomic.LONG;
            case Atomic.FLOAT -> isWhole(from);
            case Atomic.DOUBLE -> isWhole(from) || from == Atomic.FLOAT;
            default -> false;
        };
    }

    private static boolean isWhole(DataType type) {
        return type == Atomic.BYTE || type == Atomic.SHORT || type == Atomic.INT || type == Atomic.LONG;
    }

    // ---- how

    private static @Nullable Object become(@Nullable Object value, DataType from, DataType to) {
        if (value == null || from.equals(to)) return value;
        return switch (to) {
            case Struct(var fields) -> {
                var before = (Struct) from;
                List<@Nullable Object> made = new ArrayList<>();
                for (Field field : fields) {
                    int place = place(before, field.name());
                    made.add(
                            place < 0
                                    ? initial(field)
                                    : become(
                                            ((List<?>) value).get(place),
                                            before.field(place).type(),
                                            field.type()));
                }
                yield made;
            }
            case DataType.Array(var element, _) -> {
                List<@Nullable Object> made = new ArrayList<>();
                for (Object each : (List<?>) value) {
                    made.add(become(each, ((DataType.Array) from).element(), element));
                }
                yield made;
            }
            case DataType.Map(_, var valueType, _) -> {
                Map<@Nullable Object, @Nullable Object> made = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, each) -> made.put(key, become(each, ((DataType.Map) from).value(), valueType)));
                yield made;
            }
            case Atomic.LONG -> ((Number) value).longValue();
            case Atomic.FLOAT -> ((Number) value).floatValue();
            case Atomic.DOUBLE -> ((Number) value).doubleValue();
            case Atomic _, DataType.Decimal _, DataType.Interval _ -> value;
        };
    }

    /// What a field is that was not there.
    private static @Nullable Object initial(Field field) {
        if (field.nullable()) return null;
        return switch (field.type()) {
            case Atomic.BOOLEAN -> false;
            case Atomic.BYTE, Atomic.SHORT, Atomic.INT -> 0;
            case Atomic.LONG -> 0L;
            case Atomic.FLOAT -> 0f;
            case Atomic.DOUBLE -> 0d;
            case Atomic _, DataType.Decimal _, DataType.Interval _, Struct _, DataType.Array _, DataType.Map _ -> null;
        };
    }
}
