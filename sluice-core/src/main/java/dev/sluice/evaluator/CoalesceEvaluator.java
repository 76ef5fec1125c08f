package dev.sluice.evaluator;

import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// COALESCE: each argument is evaluated only for the rows that are still null.
record CoalesceEvaluator(List<Evaluator> arguments, DataType type) implements Evaluator {

    @Override
    public Vector evaluate(Chunk chunk) {
        var branches = new Branches(type, chunk);
        Selection left = chunk.selection();
        for (Evaluator argument : arguments) {
            if (left.size() == 0) break;
            Vector value = argument.evaluate(chunk.select(left));
            if (!value.mayHaveNulls() && left == chunk.selection()) return value;
            Selection present = present(left, value);
            branches.take(present, value);
            left = Branches.without(left, present);
        }
        return branches.merged();
    }

    private static Selection present(Selection rows, Vector value) {
        int[] kept = new int[rows.size()];
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            kept[count] = row;
            count += value.isNull(row) ? 0 : 1;
        }
        return count == rows.size() ? rows : new Selection(kept, count);
    }
}
