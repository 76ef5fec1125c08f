package dev.sluice.function;

import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;

/// How an aggregate collects values: many groups at once, each group a slot of the state's columns.
///
/// A slot that was never touched is null in all columns; that must mean "nothing yet". `slots[i]` is the slot of the
/// i-th selected row; one slot may occur many times.
public interface Accumulator {

    /// Takes in the selected rows' arguments.
    void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows);

    /// Takes in states that were collected elsewhere.
    ///
    /// @param partial one vector for each state column
    void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows);

    /// The aggregate's value for each of the first `count` slots.
    Vector result(MutableVector[] state, int[] slots, int count);

    /// Whether it does the same as another that belongs to an aggregate of the same name and types, see
    /// [Kernel#sameAs].
    default boolean sameAs(Accumulator other) {
        return true;
    }
}
