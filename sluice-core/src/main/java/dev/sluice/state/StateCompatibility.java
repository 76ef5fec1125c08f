package dev.sluice.state;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether a query may go on with the state that an earlier form of it left.
///
/// It may if it has the same stateful operators, and the columns of their state have the same types in the same order;
/// names may differ, and what could not be null may be null now. The variables of a processor may change more: see
/// [StateEvolution].
public final class StateCompatibility {

    private StateCompatibility() {}

    /// @param stored what the checkpoint holds
    /// @param planned what the query wants now
    /// @throws SluiceException in Spark's words, if the query cannot go on
    public static void check(Collection<StateSpec> stored, Collection<StateSpec> planned) {
        check(stored, planned, null);
    }

    /// Whether one can go on with what the other left.
    public static boolean same(StateSpec stored, StateSpec planned) {
        return fits(stored.key(), planned.key())
                && stored.routingColumns() == planned.routingColumns()
                && fits(stored.value(), planned.value());
    }

    /// @param hint what to do then, or null for the usual
    public static void check(Collection<StateSpec> stored, Collection<StateSpec> planned, @Nullable String hint) {
        Map<String, StateSpec> before = byOperator(stored);
        Map<String, StateSpec> now = byOperator(planned);
        Set<String> operatorsBefore = operators(stored);
        Set<String> operatorsNow = operators(planned);
        if (!operatorsBefore.equals(operatorsNow)) {
            throw ErrorCondition.STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA
                    .error()
                    .with("OpsInMetadataSeq", String.join(", ", operatorsBefore))
                    .with("OpsInCurBatchSeq", String.join(", ", operatorsNow))
                    .hint(hint)
                    .build();
        }
        now.forEach((operator, spec) -> {
            StateSpec stores = before.get(operator);
            if (stores != null) check(stores, spec, hint);
        });
    }

    /// What a query keeps: what it wants, and the variables of its processors that it has dropped without deleting
    /// them, since a later form may want them back. As in Spark.
    ///
    /// @param forgotten ids of those that it deleted
    public static List<StateSpec> carried(
            Collection<StateSpec> stored, Collection<StateSpec> planned, Collection<String> forgotten) {
        List<StateSpec> carried = new ArrayList<>(planned);
        Set<String> known = byOperator(planned).keySet();
        stored.stream()
                .filter(spec -> isVariable(spec) && !known.contains(spec.operator()))
                .filter(spec -> !forgotten.contains(spec.operator()))
                .forEach(carried::add);
        return carried;
    }

    /// Whether a state is one of those of a processor, of which there may be others after a restart.
    public static boolean isVariable(StateSpec spec) {
        return spec.properties().containsKey(VariableProperties.KIND);
    }

    private static Set<String> operators(Collection<StateSpec> specs) {
        return specs.stream()
                .filter(spec -> !isVariable(spec))
                .map(StateSpec::operator)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void check(StateSpec stored, StateSpec planned, @Nullable String hint) {
        sameConfiguration(VariableProperties.TIME_MODE, stored, planned);
        sameConfiguration(VariableProperties.OUTPUT_MODE, stored, planned);
        String kind = stored.properties().get(VariableProperties.KIND);
        if (kind != null && !kind.equals(planned.properties().get(VariableProperties.KIND))) {
            throw ErrorCondition.STATE_STORE_INVALID_VARIABLE_TYPE_CHANGE
                    .error()
                    .with(
                            "stateVarName",
                            planned.operator().substring(planned.operator().indexOf('/') + 1))
                    .with("oldType", kind)
                    .with("newType", planned.properties().getOrDefault(VariableProperties.KIND, ""))
                    .build();
        }
        if (!fits(stored.key(), planned.key()) || stored.routingColumns() != planned.routingColumns()) {
            throw ErrorCondition.STATE_STORE_KEY_SCHEMA_NOT_COMPATIBLE
                    .error()
                    .with("storedKeySchema", stored.key().toDdl())
                    .with("newKeySchema", planned.key().toDdl())
                    .hint(hint)
                    .build();
        }
        if (kind != null) {
            var _ = new StateEvolution(stored, planned);
        } else if (!fits(stored.value(), planned.value())) {
            throw ErrorCondition.STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE
                    .error()
                    .with("storedValueSchema", stored.value().toDdl())
                    .with("newValueSchema", planned.value().toDdl())
                    .hint(hint)
                    .build();
        }
    }

    private static void sameConfiguration(String name, StateSpec stored, StateSpec planned) {
        String before = stored.properties().get(name);
        String now = planned.properties().get(name);
        if (before == null || before.equals(now)) return;
        throw ErrorCondition.STATE_STORE_INVALID_CONFIG_AFTER_RESTART
                .error()
                .with("configName", name)
                .with("oldConfig", before)
                .with("newConfig", now == null ? "none" : now)
                .build();
    }

    /// Whether what was written for the one can be read as the other: the same types, and of a processor's variable the
    /// same names too.
    static boolean sameColumns(Struct stored, Struct planned) {
        return fits(stored, planned) && sameNames(stored, planned);
    }

    /// The same types, and nulls only where there may be some now.
    private static boolean fits(DataType stored, DataType planned) {
        return sameTypes(stored, planned) && nullsFit(stored, planned);
    }

    /// @param planned of the same types
    private static boolean nullsFit(DataType stored, DataType planned) {
        return switch (stored) {
            case Struct(var fields) -> {
                boolean fit = true;
                for (int i = 0; fit && i < fields.size(); i++) {
                    Field now = ((Struct) planned).field(i);
                    fit = (now.nullable() || !fields.get(i).nullable())
                            && nullsFit(fields.get(i).type(), now.type());
                }
                yield fit;
            }
            case DataType.Array(var element, var containsNull) -> {
                var now = (DataType.Array) planned;
                yield (now.containsNull() || !containsNull) && nullsFit(element, now.element());
            }
            case DataType.Map(var key, var value, var containsNull) -> {
                var now = (DataType.Map) planned;
                yield (now.valueContainsNull() || !containsNull)
                        && nullsFit(key, now.key())
                        && nullsFit(value, now.value());
            }
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ -> true;
        };
    }

    private static boolean sameNames(DataType a, DataType b) {
        return switch (a) {
            case Struct(var fields) -> {
                boolean same = true;
                for (int i = 0; same && i < fields.size(); i++) {
                    Field other = ((Struct) b).field(i);
                    same = fields.get(i).name().equals(other.name())
                            && sameNames(fields.get(i).type(), other.type());
                }
                yield same;
            }
            case DataType.Array(var element, _) -> sameNames(element, ((DataType.Array) b).element());
            case DataType.Map(_, var value, _) -> sameNames(value, ((DataType.Map) b).value());
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ -> true;
        };
    }

    public static boolean sameTypes(DataType a, DataType b) {
        return switch (a) {
            case Struct(var fields) -> {
                boolean same = b instanceof Struct other && other.size() == fields.size();
                for (int i = 0; same && i < fields.size(); i++) {
                    same = sameTypes(fields.get(i).type(), ((Struct) b).field(i).type());
                }
                yield same;
            }
            case DataType.Array(var element, _) ->
                b instanceof DataType.Array other && sameTypes(element, other.element());
            case DataType.Map(var key, var value, _) ->
                b instanceof DataType.Map other && sameTypes(key, other.key()) && sameTypes(value, other.value());
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ -> a.equals(b);
        };
    }

    private static Map<String, StateSpec> byOperator(Collection<StateSpec> specs) {
        return specs.stream().collect(Collectors.toMap(StateSpec::operator, Function.identity()));
    }
}
