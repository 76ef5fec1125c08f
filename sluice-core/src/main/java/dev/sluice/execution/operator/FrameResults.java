package dev.sluice.execution.operator;

import dev.sluice.function.BoundAggregate;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;

/// The results of an aggregate over frames that are told one after the other, each by what it takes.
final class FrameResults {

    /// So many frames, and so many things that they take, go through the accumulator at once.
    private static final int FRAMES = 1 << 10;

    private static final int TAKEN = 1 << 12;

    /// How a state takes in values: rows, or states of many rows.
    @FunctionalInterface
    interface Taking {
        void into(MutableVector[] state, int[] slots, Vector[] values, Selection rows);
    }

    private final BoundAggregate function;
    private final Vector[] values;
    private final Taking taking;
    private final VectorBuilder results;
    private final MutableVector[] state;
    private final int[] slots = new int[TAKEN];
    private final int[] taken = new int[TAKEN];
    private int frames;
    private int count;

    /// @param values what frames take, by place
    FrameResults(BoundAggregate function, Vector[] values, Taking taking) {
        this.function = function;
        this.values = values;
        this.taking = taking;
        results = VectorBuilder.of(function.result(), FRAMES);
        state = FrameAggregate.state(function, FRAMES);
    }

    /// The next frame, of nothing so far.
    void begin() {
        if (frames == FRAMES) finish();
        frames++;
    }

    /// The frame takes what is at the place, behind what it has taken.
    void take(int place) {
        if (count == TAKEN) flush();
        slots[count] = frames - 1;
        taken[count++] = place;
    }

    private void flush() {
        Vector[] gathered = new Vector[values.length];
        for (int i = 0; i < gathered.length; i++) gathered[i] = Vectors.gather(values[i], taken, count);
        taking.into(state, slots, gathered, Selection.all(count));
        count = 0;
    }

    private void finish() {
        flush();
        Vector finished =
                function.accumulator().result(state, Selection.all(frames).toArray(), frames);
        results.appendAll(finished, Selection.all(frames));
        for (MutableVector column : state) {
            column.reset();
            column.ensure(FRAMES);
        }
        frames = 0;
    }

    /// A result for each frame.
    Vector build() {
        finish();
        return results.build();
    }
}
