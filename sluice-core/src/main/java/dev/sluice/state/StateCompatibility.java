package dev.sluice.state;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Whether a query may go on with the state that an earlier form of it left.
///
/// It may if it has the same stateful operators, and the columns of their state have the same types in the same order;
/// names and nullability may differ.
public final class StateCompatibility {

    private StateCompatibility() {}

    /// @param stored what the checkpoint holds
    /// @param planned what the query wants now
    /// @throws SluiceException in Spark's words, if the query cannot go on
    public static void check(Collection<StateSpec> stored, Collection<StateSpec> planned) {
        Map<String, StateSpec> before = byOperator(stored);
        Map<String, StateSpec> now = byOperator(planned);
        if (!before.keySet().equals(now.keySet())) {
            throw ErrorCondition.STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA
                    .error()
                    .with("OpsInMetadataSeq", String.join(", ", new TreeSet<>(before.keySet())))
                    .with("OpsInCurBatchSeq", String.join(", ", new TreeSet<>(now.keySet())))
                    .build();
        }
        before.forEach((operator, spec) -> check(spec, now.getOrDefault(operator, spec)));
    }

    private static void check(StateSpec stored, StateSpec planned) {
        if (!sameTypes(stored.key(), planned.key()) || stored.routingColumns() != planned.routingColumns()) {
            throw ErrorCondition.STATE_STORE_KEY_SCHEMA_NOT_COMPATIBLE
                    .error()
                    .with("storedKeySchema", stored.key().toDdl())
                    .with("newKeySchema", planned.key().toDdl())
                    .build();
        }
        if (!sameTypes(stored.value(), planned.value())) {
            throw ErrorCondition.STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE
                    .error()
                    .with("storedValueSchema", stored.value().toDdl())
                    .with("newValueSchema", planned.value().toDdl())
                    .build();
        }
    }

    private static boolean sameTypes(DataType a, DataType b) {
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
            case DataType.Atomic _, DataType.Decimal _, DataType.DayTimeInterval _ -> a.equals(b);
        };
    }

    private static Map<String, StateSpec> byOperator(Collection<StateSpec> specs) {
        return specs.stream().collect(Collectors.toMap(StateSpec::operator, Function.identity()));
    }
}
