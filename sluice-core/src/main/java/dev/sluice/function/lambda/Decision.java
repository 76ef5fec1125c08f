package dev.sluice.function.lambda;

import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction.Bound;
import dev.sluice.function.LambdaBody;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// Whether a condition holds for any item, or for all: the first item whose value is `deciding` settles it; if none
/// does, and the condition is null for one, it is null.
///
/// @param deciding true for "any", false for "all"
record Decision(boolean deciding) {

    Bound bind(List<Argument> values, List<Argument> bodies) {
        boolean nullable = values.getFirst().nullable() || bodies.getFirst().nullable();
        return new Bound(Atomic.BOOLEAN, nullable, this::decide);
    }

    private Vector decide(Vector[] values, List<LambdaBody> bodies, Selection rows, int size) {
        var lists = (ArrayVector) values[0];
        try {
            return atOnce(lists, bodies.getFirst(), rows, size);
        } catch (SluiceException e) {
            // The item with the error may be one that is never reached, behind one that settles it.
            return inSteps(lists, bodies.getFirst(), rows, size);
        }
    }

    private BooleanVector atOnce(ArrayVector lists, LambdaBody body, Selection rows, int size) {
        Items items = Items.of(lists, rows, size);
        Vector truths = body.evaluate(items.parents(), items.count(), items.take(lists.elements()));
        boolean[] out = undecided(size);
        boolean[] nulls = nullsOf(lists, size);
        boolean[] unknown = new boolean[size];
        for (int at = 0; at < items.count(); at++) take(truths, at, items.parents()[at], out, unknown);
        return result(out, nulls, unknown, size);
    }

    private BooleanVector inSteps(ArrayVector lists, LambdaBody body, Selection rows, int size) {
        boolean[] out = undecided(size);
        boolean[] nulls = nullsOf(lists, size);
        boolean[] unknown = new boolean[size];
        var steps = new Steps(lists, rows);
        while (keepOpen(steps, out)) {
            Vector truths = body.evaluate(steps.rows(), steps.count(), steps.items());
            for (int i = 0; i < steps.count(); i++) take(truths, i, steps.rows()[i], out, unknown);
            steps.next();
        }
        return result(out, nulls, unknown, size);
    }

    /// @return whether there are any
    private boolean keepOpen(Steps steps, boolean[] out) {
        int[] open = new int[steps.count()];
        int count = 0;
        for (int i = 0; i < steps.count(); i++) {
            open[count] = i;
            count += steps.hasItem(i) && out[steps.rows()[i]] != deciding ? 1 : 0;
        }
        steps.keep(open, count);
        return count > 0;
    }

    private boolean[] undecided(int size) {
        boolean[] out = new boolean[size];
        Arrays.fill(out, !deciding);
        return out;
    }

    private void take(Vector truths, int at, int row, boolean[] out, boolean[] unknown) {
        if (truths instanceof NullVector || truths.isNull(at)) {
            unknown[row] = true;
        } else if (((BooleanVector) truths).values()[at] == deciding) {
            out[row] = deciding;
        }
    }

    private static boolean[] nullsOf(ArrayVector lists, int size) {
        boolean[] nulls = new boolean[size];
        for (int row = 0; row < size; row++) nulls[row] = lists.isNull(row);
        return nulls;
    }

    private BooleanVector result(boolean[] out, boolean[] nulls, boolean[] unknown, int size) {
        for (int row = 0; row < size; row++) nulls[row] |= unknown[row] && out[row] != deciding;
        return new BooleanVector(out, nulls, size);
    }
}
