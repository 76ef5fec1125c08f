package dev.sluice.analyzer;

import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.function.BoundAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Gathers the aggregates that a SELECT uses; the same aggregate said twice is computed once.
final class AggregateCollector {

    private final List<AggregateCall> calls = new ArrayList<>();
    private final LongSupplier ids;
    private final @Nullable Subqueries subqueries;
    private final @Nullable GroupingSets sets;

    /// @param subqueries gathers those that are asked inside the aggregates, of the rows before they are grouped; null
    ///     where none may be
    /// @param sets the groupings, if there are several
    AggregateCollector(LongSupplier ids, @Nullable Subqueries subqueries, @Nullable GroupingSets sets) {
        this.ids = ids;
        this.subqueries = subqueries;
        this.sets = sets;
    }

    @Nullable
    Subqueries subqueries() {
        return subqueries;
    }

    Optional<GroupingSets> sets() {
        return Optional.ofNullable(sets);
    }

    /// The column in which the aggregate's value will be.
    ///
    /// @param name for the column
    Expression add(
            BoundAggregate function,
            List<Expression> arguments,
            boolean distinct,
            @Nullable Expression filter,
            String name) {
        var column = new Column(ids.getAsLong(), name, function.result(), function.nullable());
        var call = new AggregateCall(column, function, arguments, distinct, filter);
        for (AggregateCall known : calls) {
            if (known.sameAs(call)) return new Expression.ColumnRef(known.column());
        }
        calls.add(call);
        return new Expression.ColumnRef(column);
    }

    List<AggregateCall> calls() {
        return List.copyOf(calls);
    }
}
