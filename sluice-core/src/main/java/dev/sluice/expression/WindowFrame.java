package dev.sluice.expression;

import java.util.function.UnaryOperator;

/// The rows of a partition, around a row, that a function over a window sees.
public record WindowFrame(Bound lower, Bound upper) {

    public static final WindowFrame PARTITION = new WindowFrame(new Bound.Unbounded(), new Bound.Unbounded());
    /// Up to the current row, and those that are equal to it in the order.
    public static final WindowFrame RUNNING = new WindowFrame(new Bound.Unbounded(), new Bound.Peers());

    /// The same frame, each of its expressions replaced.
    public WindowFrame map(UnaryOperator<Expression> change) {
        return new WindowFrame(map(lower, change), map(upper, change));
    }

    private static Bound map(Bound bound, UnaryOperator<Expression> change) {
        return bound instanceof Bound.Values(var key, var limit, boolean ascending, boolean nullsFirst, boolean onwards)
                ? new Bound.Values(change.apply(key), change.apply(limit), ascending, nullsFirst, onwards)
                : bound;
    }

    /// Where the frame begins or ends.
    public sealed interface Bound {

        /// At the end of the partition, on this bound's side.
        record Unbounded() implements Bound {}

        /// At the first, or last, of the rows that are equal to the current one in the order.
        record Peers() implements Bound {}

        /// So many rows behind the current one; before it, if negative.
        record Rows(int distance) implements Bound {}

        /// Where the key of the order reaches a limit that depends on the current row.
        ///
        /// @param key what rows are in order by, in the limit's type
        /// @param limit the key moved by the distance that was said; null of a null key, and where it is too large
        /// @param ascending whether keys grow
        /// @param nullsFirst whether null keys come before all others
        /// @param onwards whether the limit lies further in the order than the key, or before it
        record Values(Expression key, Expression limit, boolean ascending, boolean nullsFirst, boolean onwards)
                implements Bound {}
    }
}
