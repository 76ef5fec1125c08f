package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;

/// Joins whole numbers, or truths, bit by bit. The state is what came out so far.
record Bits(Operation operation) implements Accumulator {

    enum Operation {
        AND,
        OR,
        XOR
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        var known = (MutableVector.Longs) state[0];
        Vector flat = Vectors.flatten(arguments[0]);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (flat.isNull(row)) continue;
            long value = valueOf(flat, row);
            known.set(slots[i], known.isNull(slots[i]) ? value : join(known.get(slots[i]), value));
        }
    }

    private long join(long a, long b) {
        return switch (operation) {
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
        };
    }

    private static long valueOf(Vector flat, int row) {
        return switch (flat) {
            case LongVector v -> v.values()[row];
            case IntVector v -> v.values()[row];
            case BooleanVector v -> v.values()[row] ? 1 : 0;
            default -> throw new IllegalArgumentException("not a whole number: " + flat.physical());
        };
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        add(state, slots, partial, rows);
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        return state[0].gather(slots, count);
    }
}
