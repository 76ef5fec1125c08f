package dev.sluice.expression;

import dev.sluice.function.WindowFunction;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A function over the rows around each row.
///
/// @param column what its value becomes
/// @param filter which rows an aggregate takes, or null for all
/// @param said how Spark's errors write it
public record WindowCall(
        Column column,
        WindowValue value,
        List<Expression> arguments,
        @Nullable Expression filter,
        WindowFrame frame,
        Said said) {

    /// @param function as it was called
    /// @param window the partition, the order and the frame, with the table before each column
    public record Said(String function, String window) {}

    public WindowCall {
        arguments = List.copyOf(arguments);
    }

    /// The place of each row in its partition, from 1.
    ///
    /// @param place INT
    public static WindowCall rowNumber(Column place) {
        return new WindowCall(
                place,
                new WindowValue.Place(WindowFunction.ROW_NUMBER),
                List.of(),
                null,
                WindowFrame.PARTITION,
                new Said("row_number()", "()"));
    }

    /// The same call, each expression that it reads replaced.
    public WindowCall map(UnaryOperator<Expression> change) {
        return new WindowCall(
                column,
                value,
                arguments.stream().map(change).toList(),
                filter == null ? null : change.apply(filter),
                frame.map(change),
                said);
    }

    /// Whether it means the same as another, whatever column it becomes.
    public boolean sameAs(WindowCall other) {
        return value.equals(other.value)
                && arguments.equals(other.arguments)
                && Objects.equals(filter, other.filter)
                && frame.equals(other.frame);
    }

    /// What it reads: its arguments, and the keys that its frame is bound by.
    public List<Expression> reads() {
        return Stream.of(arguments.stream(), Stream.ofNullable(filter), reads(frame.lower()), reads(frame.upper()))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<Expression> reads(WindowFrame.Bound bound) {
        return bound instanceof WindowFrame.Bound.Values(Expression key, Expression limit, _, _, _)
                ? Stream.of(key, limit)
                : Stream.of();
    }

    @Override
    public String toString() {
        return value.name() + arguments.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"))
                + (filter == null ? "" : " FILTER (WHERE " + filter + ")") + " AS " + column;
    }
}
