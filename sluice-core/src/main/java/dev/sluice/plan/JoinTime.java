package dev.sluice.plan;

import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// How long a join of two streams has to remember the rows of each side.
///
/// With a time of events among the keys, a row can match until the watermark has passed its key. Otherwise a condition
/// such as `leftTime > rightTime - INTERVAL 8 MINUTES` says it: as no right row before the watermark is still to come,
/// no left row 8 minutes before it can match. Source: Spark, `StreamingSymmetricHashJoinHelper.getStateWatermark`.
///
/// @param key the place among the keys of the one that is a time of events, if there is one
/// @param left how far behind the join's own watermark left rows are still wanted, in milliseconds (as a rule
///     negative); nothing if there is no end
/// @param right the same of the right rows
public record JoinTime(OptionalInt key, OptionalLong left, OptionalLong right) {

    public static JoinTime of(LogicalPlan.Join join) {
        OptionalInt key = key(join);
        if (key.isPresent()) return new JoinTime(key, OptionalLong.of(0), OptionalLong.of(0));
        Column left = time(join.left());
        Column right = time(join.right());
        return new JoinTime(
                OptionalInt.empty(), bound(join.condition(), left, right), bound(join.condition(), right, left));
    }

    /// The column of a side that is its time of events, or null.
    public static @Nullable Column time(LogicalPlan side) {
        return EventTime.columns(side).stream().findFirst().orElse(null);
    }

    /// How far the watermark behind the join lies from the join's own.
    OptionalLong output() {
        return LongStream.concat(LongStream.of(0), LongStream.concat(left.stream(), right.stream()))
                .min();
    }

    private static OptionalInt key(LogicalPlan.Join join) {
        OptionalInt left = place(join.leftKeys(), join.left());
        return left.isPresent() ? left : place(join.rightKeys(), join.right());
    }

    private static OptionalInt place(List<Expression> keys, LogicalPlan side) {
        var times = EventTime.columns(side).stream().map(Column::id).collect(Collectors.toSet());
        return IntStream.range(0, keys.size())
                .filter(i -> keys.get(i) instanceof Expression.ColumnRef(Column column) && times.contains(column.id()))
                .findFirst();
    }

    /// Of all conditions that bound the rows of one side the one that keeps them longest.
    private static OptionalLong bound(@Nullable Expression condition, @Nullable Column own, @Nullable Column other) {
        if (own == null || other == null) return OptionalLong.empty();
        return Conjuncts.of(condition).stream()
                .map(part -> boundOf(part, own, other))
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .min();
    }

    private static Optional<Long> boundOf(Expression condition, Column own, Column other) {
        if (!(condition instanceof Expression.Call call) || call.arguments().size() != 2) return Optional.empty();
        Expression a = call.arguments().get(0);
        Expression b = call.arguments().get(1);
        return switch (call.function().name()) {
            case "<" -> lessThan(a, b, own, other);
            case "<=" -> lessThan(a, b, own, other).map(bound -> bound - 1); // at the bound it still matches
            case ">" -> lessThan(b, a, own, other);
            case ">=" -> lessThan(b, a, own, other).map(bound -> bound - 1);
            default -> Optional.empty();
        };
    }

    /// Solves `small < large` for the own time: `other + constant < own`.
    private static Optional<Long> lessThan(Expression small, Expression large, Column own, Column other) {
        Optional<TimeTerms> left = TimeTerms.of(small);
        Optional<TimeTerms> right = TimeTerms.of(large);
        if (left.isEmpty() || right.isEmpty()) return Optional.empty();
        TimeTerms rest = left.get().plus(right.get(), -1);
        boolean bounds = rest.columns().size() == 2
                && rest.columns().getOrDefault(other.id(), 0) == 1
                && rest.columns().getOrDefault(own.id(), 0) == -1;
        return bounds ? Optional.of((long) Math.floor(rest.micros() / 1_000)) : Optional.empty();
    }
}
