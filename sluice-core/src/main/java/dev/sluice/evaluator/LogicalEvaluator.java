package dev.sluice.evaluator;

import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;

/// AND and OR. The right side is evaluated only for the rows that the left leaves open.
record LogicalEvaluator(boolean and, Evaluator left, Evaluator right) implements Evaluator {

    @Override
    public Vector evaluate(Chunk chunk) {
        Vector first = left.evaluate(chunk);
        Selection rows = chunk.selection();
        int[] open = new int[rows.size()];
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            open[count] = row;
            count += decides(first, row) ? 0 : 1;
        }
        boolean[] values = new boolean[chunk.size()];
        boolean[] nulls = new boolean[chunk.size()];
        java.util.Arrays.fill(values, !and);
        if (count > 0) {
            Selection undecided = new Selection(open, count);
            Vector second = right.evaluate(chunk.select(undecided));
            for (int i = 0; i < count; i++) {
                int row = open[i];
                boolean unknown = first.isNull(row) ? !decides(second, row) : second.isNull(row);
                nulls[row] = unknown;
                values[row] = decides(second, row) ? !and : and;
            }
        }
        return new BooleanVector(values, nulls, chunk.size());
    }

    /// Whether the value settles the result alone: false for AND, true for OR.
    private boolean decides(Vector vector, int row) {
        return !vector.isNull(row) && Truth.at(vector, row) != and;
    }
}
