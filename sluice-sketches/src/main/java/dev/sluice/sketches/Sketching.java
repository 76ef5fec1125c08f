package dev.sluice.sketches;

import dev.sluice.vector.Vector;
import org.jspecify.annotations.Nullable;

/// How values become a sketch, and sketches one: what an aggregate is for [SketchAccumulator].
///
/// @param <S> a sketch that is being made; null before there is any value
interface Sketching<S> {

    /// Takes in a row whose first argument is not null.
    ///
    /// @param arguments flat vectors
    /// @return the same sketch, or the first
    S add(@Nullable S sketch, Vector[] arguments, int row);

    /// Both in one; either may be changed for it.
    S merge(S left, S right);

    /// What [#write] wrote.
    S read(byte[] bytes);

    byte[] write(S sketch);

    /// The aggregate's value.
    byte[] result(@Nullable S sketch);
}
