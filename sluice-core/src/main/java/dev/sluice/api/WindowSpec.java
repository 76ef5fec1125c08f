package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.WindowSpec.Bound;
import dev.sluice.ast.WindowSpec.Frame;
import dev.sluice.type.DataType.Atomic;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which rows a function over rows sees, for [Column#over]; see [Window].
public final class WindowSpec {

    static final WindowSpec EMPTY = new WindowSpec(List.of(), List.of(), null);

    private final List<Expr> partition;
    private final List<Relation.SortKey> order;
    private final @Nullable Frame frame;

    private WindowSpec(List<Expr> partition, List<Relation.SortKey> order, @Nullable Frame frame) {
        this.partition = partition;
        this.order = order;
        this.frame = frame;
    }

    dev.sluice.ast.WindowSpec said() {
        return new dev.sluice.ast.WindowSpec(null, partition, order, frame, null);
    }

    public WindowSpec partitionBy(Column... columns) {
        return new WindowSpec(Dataset.exprs(columns), order, frame);
    }

    public WindowSpec partitionBy(String first, String... rest) {
        return partitionBy(functions.cols(first, rest));
    }

    public WindowSpec orderBy(Column... columns) {
        return new WindowSpec(
                partition, Arrays.stream(columns).map(Column::sortKey).toList(), frame);
    }

    public WindowSpec orderBy(String first, String... rest) {
        return orderBy(functions.cols(first, rest));
    }

    /// See [Window#rowsBetween]; in rows, a bound is a whole number of 32 bits.
    public WindowSpec rowsBetween(long start, long end) {
        return new WindowSpec(partition, order, new Frame(true, rows(start), rows(end), null));
    }

    /// See [Window#rangeBetween].
    public WindowSpec rangeBetween(long start, long end) {
        return new WindowSpec(partition, order, new Frame(false, range(start), range(end), null));
    }

    private static Bound rows(long bound) {
        Bound edge = edge(bound);
        if (edge != null) return edge;
        if (bound != (int) bound) {
            throw new IllegalArgumentException("a frame of rows reaches " + bound + " rows far; at most "
                    + Integer.MAX_VALUE + ", or Window.unboundedFollowing");
        }
        return new Bound.Offset(new Expr.Literal((int) bound, Atomic.INT, null), false);
    }

    /// A number that fits is an INT, which dates are moved by too.
    private static Bound range(long bound) {
        Bound edge = edge(bound);
        if (edge != null) return edge;
        return bound == (int) bound ? rows(bound) : new Bound.Offset(new Expr.Literal(bound, Atomic.LONG, null), false);
    }

    private static @Nullable Bound edge(long bound) {
        if (bound == Window.unboundedPreceding) return new Bound.UnboundedPreceding();
        if (bound == Window.unboundedFollowing) return new Bound.UnboundedFollowing();
        return bound == Window.currentRow ? new Bound.CurrentRow() : null;
    }
}
