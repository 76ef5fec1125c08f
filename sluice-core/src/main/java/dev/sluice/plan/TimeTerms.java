package dev.sluice.plan;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A time as a sum: columns, each counted so many times, and a constant. Numbers beside times are seconds, as CAST of a
/// timestamp to a number gives them. Source: Spark, `StreamingJoinHelper.collectTerms`.
///
/// @param columns by id; none is counted zero times
record TimeTerms(Map<Long, Integer> columns, double micros) {

    private static final double MICROS_PER_SECOND = 1e6;

    TimeTerms {
        columns = Map.copyOf(columns);
    }

    /// The sum that an expression says, if it says nothing else.
    static Optional<TimeTerms> of(Expression expression) {
        return switch (expression) {
            case Expression.ColumnRef(Column column) -> Optional.of(new TimeTerms(Map.of(column.id(), 1), 0));
            case Expression.Literal literal -> constant(literal);
            case Expression.Cast cast when isNumber(cast.type()) || isTimestamp(cast.type()) -> of(cast.value());
            case Expression.Call call -> sum(call);
            case Expression.Cast _,
                    Expression.Case _,
                    Expression.Coalesce _,
                    Expression.Logical _,
                    Expression.FieldOf _,
                    Expression.MakeStruct _,
                    Expression.Variable _,
                    Expression.HigherOrderCall _ -> Optional.empty();
        };
    }

    private static Optional<TimeTerms> sum(Expression.Call call) {
        return switch (call.function().name()) {
            case "+" -> call.arguments().size() == 1 ? of(call.arguments().getFirst()) : both(call, 1);
            case "-" -> call.arguments().size() == 1 ? negative(call) : both(call, -1);
            case "negative" -> negative(call);
            default -> Optional.empty();
        };
    }

    private static Optional<TimeTerms> negative(Expression.Call call) {
        var nothing = new TimeTerms(Map.of(), 0);
        return of(call.arguments().getFirst()).map(terms -> nothing.plus(terms, -1));
    }

    private static Optional<TimeTerms> both(Expression.Call call, int sign) {
        Optional<TimeTerms> left = of(call.arguments().get(0));
        Optional<TimeTerms> right = of(call.arguments().get(1));
        return left.flatMap(a -> right.map(b -> a.plus(b, sign)));
    }

    /// This and the other, counted `sign` times.
    TimeTerms plus(TimeTerms other, int sign) {
        Map<Long, Integer> all = new HashMap<>(columns);
        other.columns.forEach((id, times) -> all.merge(id, sign * times, Integer::sum));
        all.values().removeIf(times -> times == 0);
        return new TimeTerms(all, micros + sign * other.micros);
    }

    private static Optional<TimeTerms> constant(Expression.Literal literal) {
        if (literal.value() instanceof Long value
                && (literal.type() instanceof DataType.DayTimeInterval || isTimestamp(literal.type()))) {
            return Optional.of(new TimeTerms(Map.of(), value));
        }
        if (!isNumber(literal.type())) return Optional.empty();
        return literal.value() instanceof Number number
                ? Optional.of(new TimeTerms(Map.of(), number.doubleValue() * MICROS_PER_SECOND))
                : Optional.empty();
    }

    private static boolean isTimestamp(DataType type) {
        return type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ;
    }

    private static boolean isNumber(DataType type) {
        return type instanceof DataType.Decimal
                || type == Atomic.BYTE
                || type == Atomic.SHORT
                || type == Atomic.INT
                || type == Atomic.LONG
                || type == Atomic.FLOAT
                || type == Atomic.DOUBLE;
    }
}
