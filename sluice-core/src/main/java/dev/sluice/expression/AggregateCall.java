package dev.sluice.expression;

import dev.sluice.function.BoundAggregate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An aggregate over the rows of a group.
///
/// @param column what its value becomes
/// @param distinct whether equal arguments count once
/// @param filter which rows count, or null for all
public record AggregateCall(
        Column column,
        BoundAggregate function,
        List<Expression> arguments,
        boolean distinct,
        @Nullable Expression filter) {

    public AggregateCall {
        arguments = List.copyOf(arguments);
    }

    /// Whether it means the same as another, whatever column it becomes.
    public boolean sameAs(AggregateCall other) {
        return function.name().equals(other.function.name())
                && function.parameters().equals(other.function.parameters())
                && function.accumulator().sameAs(other.function.accumulator())
                && arguments.equals(other.arguments)
                && distinct == other.distinct
                && arguments.stream().allMatch(Expression::deterministic)
                && java.util.Objects.equals(filter, other.filter);
    }

    @Override
    public String toString() {
        String list = arguments.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return function.name() + "(" + (distinct ? "DISTINCT " : "") + (list.isEmpty() ? "1" : list) + ")"
                + (filter == null ? "" : " FILTER (WHERE " + filter + ")") + " AS " + column;
    }
}
