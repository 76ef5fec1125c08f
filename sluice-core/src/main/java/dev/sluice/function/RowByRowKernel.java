package dev.sluice.function;

import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The kernel of a function that gives something else for each row, such as `rand`: it has a state, so each operator
/// opens its own. What calls it is not deterministic: it must not be moved past what drops or repeats rows.
///
/// @param fresh makes the state of a turn: of one task's rows in one run
public record RowByRowKernel<S>(Fresh<S> fresh, Compute<S> compute) implements Kernel {

    public interface Fresh<S> {
        /// @param arguments those of the first rows
        /// @param row the first row
        /// @param number tells calls apart, see [TaskPlace#nextNumber]
        S begin(Vector[] arguments, int row, TaskPlace place, long number, CallContext context);
    }

    public interface Compute<S> {
        Vector apply(S state, Vector[] arguments, Selection rows, int size, CallContext context);
    }

    /// The kernel for an operator.
    public Kernel open(TaskPlace place) {
        long number = place.nextNumber();
        return new Kernel() {
            private long turn = -1;
            private @Nullable S state;

            @Override
            public Vector apply(Vector[] arguments, Selection rows, int size, CallContext context) {
                if (turn != place.turn()) {
                    turn = place.turn();
                    state = fresh.begin(arguments, rows.row(0), place, number, context);
                }
                return compute.apply(Objects.requireNonNull(state), arguments, rows, size, context);
            }
        };
    }

    @Override
    public boolean deterministic() {
        return false;
    }

    @Override
    public Vector apply(Vector[] arguments, Selection rows, int size, CallContext context) {
        return open(new TaskPlace()).apply(arguments, rows, size, context);
    }
}
