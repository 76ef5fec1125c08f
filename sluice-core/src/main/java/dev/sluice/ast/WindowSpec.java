package dev.sluice.ast;

import dev.sluice.error.SourcePosition;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Which rows a function over rows sees, and in what order: `(PARTITION BY partition ORDER BY order frame)`.
///
/// @param name the window of a WINDOW clause that is meant; null once that has been put in its place
/// @param frame null where none was said
public record WindowSpec(
        @Nullable String name,
        List<Expr> partition,
        List<Relation.SortKey> order,
        @Nullable Frame frame,
        @Nullable SourcePosition at) {

    public WindowSpec {
        partition = List.copyOf(partition);
        order = List.copyOf(order);
    }

    /// @param rows whether bounds count rows (ROWS), or are values of the order (RANGE)
    public record Frame(
            boolean rows,
            Bound lower,
            Bound upper,
            @Nullable SourcePosition at) {}

    /// Where a frame begins or ends.
    public sealed interface Bound {

        /// At the partition's first row, as a lower bound it is what is usual.
        record UnboundedPreceding() implements Bound {}

        /// At the partition's last row.
        record UnboundedFollowing() implements Bound {}

        record CurrentRow() implements Bound {}

        /// @param preceding whether it was said `offset PRECEDING`
        record Offset(Expr offset, boolean preceding) implements Bound {}
    }

    /// The same window over other expressions. Bounds are constants, and stay.
    WindowSpec mapChildren(UnaryOperator<Expr> change) {
        return new WindowSpec(
                name,
                partition.stream().map(change).toList(),
                order.stream().map(key -> key.mapValue(change)).toList(),
                frame,
                at);
    }
}
