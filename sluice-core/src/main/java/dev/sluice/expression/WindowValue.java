package dev.sluice.expression;

import dev.sluice.function.BoundAggregate;
import dev.sluice.function.WindowFunction;

/// What is computed of a row and the rows around it. Constants among the arguments are known already.
public sealed interface WindowValue {

    /// An aggregate over the frame.
    record Aggregate(BoundAggregate function) implements WindowValue {}

    /// The place of the row in its partition; it has no arguments.
    record Place(WindowFunction function) implements WindowValue {}

    /// Which of so many parts of the partition the row is in.
    record Tile(int parts) implements WindowValue {}

    /// The first argument so many rows behind, or before if negative; where there is no such row, the second argument
    /// of the current one.
    record Neighbour(int distance, boolean ignoresNulls) implements WindowValue {}

    /// The argument at the frame's row of this number, from 1.
    ///
    /// @param fromEnd whether rows are counted from the frame's last
    record Nth(int number, boolean fromEnd, boolean ignoresNulls) implements WindowValue {}

    default String name() {
        return switch (this) {
            case Aggregate(BoundAggregate function) -> function.name();
            case Place(WindowFunction function) -> function.sqlName();
            case Tile _ -> "ntile";
            case Neighbour(int distance, _) -> distance < 0 ? "lag" : "lead";
            case Nth(int number, boolean fromEnd, _) ->
                number > 1 ? "nth_value" : fromEnd ? "last_value" : "first_value";
        };
    }
}
