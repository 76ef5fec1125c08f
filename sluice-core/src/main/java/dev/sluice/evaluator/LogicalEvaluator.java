package dev.sluice.evaluator;

import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// AND and OR. The right side is evaluated only for the rows that the left leaves open.
record LogicalEvaluator(boolean and, Evaluator left, Evaluator right) implements Evaluator {

    @Override
    public Vector evaluate(Chunk chunk) {
        BooleanVector first = truths(left.evaluate(chunk));
        Selection open = open(first.values(), first.nulls(), chunk.selection());
        boolean[] values = new boolean[chunk.size()];
        boolean[] nulls = new boolean[chunk.size()];
        if (!and) Arrays.fill(values, true);
        if (open.size() > 0) decide(open, first, truths(right.evaluate(chunk.select(open))), values, nulls);
        return new BooleanVector(values, nulls, chunk.size());
    }

    private static BooleanVector truths(Vector vector) {
        return switch (Vectors.flatten(vector)) {
            case BooleanVector truths -> truths;
            case NullVector(int size) -> new BooleanVector(new boolean[size], allTrue(size), size);
            default -> throw new IllegalArgumentException("not a condition: " + vector.physical());
        };
    }

    private static boolean[] allTrue(int size) {
        boolean[] all = new boolean[size];
        Arrays.fill(all, true);
        return all;
    }

    /// The rows whose first value does not settle the result alone, as false does for AND and true for OR.
    private Selection open(boolean[] first, boolean @Nullable [] nulls, Selection rows) {
        int[] open = new int[rows.size()];
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            open[count] = row;
            count += first[row] == and || nulls != null && nulls[row] ? 1 : 0;
        }
        return new Selection(open, count);
    }

    private void decide(Selection open, BooleanVector first, BooleanVector second, boolean[] values, boolean[] nulls) {
        for (int i = 0; i < open.size(); i++) {
            int row = open.row(i);
            boolean decides = !second.isNull(row) && second.values()[row] != and;
            nulls[row] = !decides && (first.isNull(row) || second.isNull(row));
            values[row] = decides != and;
        }
    }
}
