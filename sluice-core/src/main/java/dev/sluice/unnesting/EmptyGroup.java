package dev.sluice.unnesting;

import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Expression;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What aggregates are of no rows: a count is zero then, and not NULL as where a join found no group.
final class EmptyGroup {

    private EmptyGroup() {}

    /// The aggregate's value, also where there is no group.
    static Expression valueOf(AggregateCall call) {
        var value = new Expression.ColumnRef(call.column().withNullable(true));
        Object empty = value(call);
        if (empty == null) return value;
        return new Expression.Coalesce(
                List.of(value, new Expression.Literal(empty, call.column().type())));
    }

    private static @Nullable Object value(AggregateCall call) {
        MutableVector[] state =
                call.function().state().stream().map(MutableVector::of).toArray(MutableVector[]::new);
        for (MutableVector column : state) column.ensure(1);
        var result = call.function().accumulator().result(state, new int[] {0}, 1);
        return Values.get(result, 0, call.column().type());
    }
}
