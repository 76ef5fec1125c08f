package dev.sluice.evaluator;

import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// CASE: each branch is evaluated only for the rows that reach it.
///
/// @param values one for each condition, and the ELSE last
record CaseEvaluator(List<Evaluator> conditions, List<Evaluator> values, DataType type) implements Evaluator {

    @Override
    public Vector evaluate(Chunk chunk) {
        var branches = new Branches(type, chunk);
        Selection left = chunk.selection();
        for (int i = 0; i < conditions.size() && left.size() > 0; i++) {
            Selection chosen = left.where(conditions.get(i).evaluate(chunk.select(left)));
            branches.take(chosen, values.get(i));
            left = Branches.without(left, chosen);
        }
        branches.take(left, values.getLast());
        return branches.merged();
    }
}
