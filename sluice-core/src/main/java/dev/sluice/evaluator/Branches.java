package dev.sluice.evaluator;

import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts together a vector whose rows come from several others. Rows that no branch took are null.
final class Branches {

    private static final int NONE = -1;

    private final DataType type;
    private final Chunk chunk;
    private final int[] branchOf;
    private final List<Vector> branches = new ArrayList<>();

    Branches(DataType type, Chunk chunk) {
        this.type = type;
        this.chunk = chunk;
        branchOf = new int[chunk.size()];
        Arrays.fill(branchOf, NONE);
    }

    void take(Selection rows, Evaluator from) {
        if (rows.size() > 0) take(rows, from.evaluate(chunk.select(rows)));
    }

    void take(Selection rows, Vector from) {
        for (int i = 0; i < rows.size(); i++) branchOf[rows.row(i)] = branches.size();
        branches.add(from);
    }

    Vector merged() {
        VectorBuilder out = VectorBuilder.of(type, chunk.size());
        for (int row = 0; row < chunk.size(); row++) {
            if (branchOf[row] == NONE) {
                out.appendNull();
            } else {
                out.append(branches.get(branchOf[row]), row);
            }
        }
        return out.build();
    }

    /// The rows of the first that are not in the second; the second is a part of the first.
    static Selection without(Selection rows, Selection taken) {
        if (taken.size() == 0) return rows;
        int[] left = new int[rows.size() - taken.size()];
        for (int i = 0, j = 0, k = 0; i < rows.size(); i++) {
            if (j < taken.size() && taken.row(j) == rows.row(i)) {
                j++;
            } else {
                left[k++] = rows.row(i);
            }
        }
        return new Selection(left, left.length);
    }
}
