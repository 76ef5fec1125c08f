package dev.sluice.execution.operator;

import dev.sluice.error.SluiceException;
import dev.sluice.function.Accumulator;
import dev.sluice.function.BoundAggregate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.Set;

/// An aggregate over the frame of each row.
///
/// ```text
/// the whole partition     each row once, for all rows of the partition
/// from its first row on   each row once, where the frame reaches it: frames only grow
/// narrow, or inexact      the rows of each frame anew
/// wide                    halves of halves of the rows, of which a frame is a few (see [FrameTree])
/// ```
///
/// Sums of floating-point numbers depend on the order in which they are made, so their frames are always added up anew:
/// the work is that of all frames together.
final class FrameAggregate {

    /// Frames of fewer rows than this, on average, are added up anew.
    private static final int WIDE = 32;

    /// Of floating-point numbers, yet exact.
    private static final Set<String> EXTREMES = Set.of("min", "max");

    private final BoundAggregate function;
    private final Vector[] arguments;
    private final Selection taken;
    private final boolean[] isTaken;
    private final WindowRows rows;

    private FrameAggregate(BoundAggregate function, Vector[] arguments, Selection taken, WindowRows rows) {
        this.function = function;
        this.arguments = arguments;
        this.taken = taken;
        isTaken = new boolean[rows.count()];
        for (int i = 0; i < taken.size(); i++) isTaken[taken.row(i)] = true;
        this.rows = rows;
    }

    static Vector of(
            BoundAggregate function, Vector[] arguments, Selection taken, WindowRows rows, int[] lower, int[] upper) {
        var aggregate = new FrameAggregate(function, arguments, taken, rows);
        if (lower != rows.partitionStart()) return aggregate.sliding(lower, upper);
        return upper == rows.partitionEnd() ? aggregate.whole() : aggregate.growing(upper);
    }

    private Vector whole() {
        int[] slots = new int[rows.count()];
        int partitions = 0;
        for (int row = 0; row < slots.length; row++) {
            if (rows.partitionStart()[row] == row) partitions++;
            slots[row] = partitions - 1;
        }
        MutableVector[] state = state(function, partitions);
        int[] takenSlots = new int[taken.size()];
        for (int i = 0; i < takenSlots.length; i++) takenSlots[i] = slots[taken.row(i)];
        accumulator().add(state, takenSlots, arguments, taken);
        int[] all = Selection.all(partitions).toArray();
        return Vectors.gather(accumulator().result(state, all, partitions), slots, slots.length);
    }

    private Vector growing(int[] upper) {
        VectorBuilder results = VectorBuilder.of(function.result(), rows.count());
        MutableVector[] state = state(function, 1);
        int[] slot = new int[1];
        Vector result = accumulator().result(state, slot, 1);
        int added = 0;
        for (int row = 0; row < rows.count(); row++) {
            boolean begins = rows.partitionStart()[row] == row;
            if (begins) {
                for (MutableVector column : state) column.clear(0);
                added = row;
            }
            if (added < upper[row]) {
                Selection more = between(added, upper[row]);
                accumulator().add(state, new int[more.size()], arguments, more);
                added = upper[row];
                result = accumulator().result(state, slot, 1);
            } else if (begins) {
                result = accumulator().result(state, slot, 1);
            }
            results.append(result, 0);
        }
        return results.build();
    }

    private Selection between(int from, int to) {
        int[] places = new int[to - from];
        int count = 0;
        for (int row = from; row < to; row++) {
            if (isTaken[row]) places[count++] = row;
        }
        return new Selection(places, count);
    }

    private Vector sliding(int[] lower, int[] upper) {
        long total = 0;
        for (int row = 0; row < rows.count(); row++) total += upper[row] - lower[row];
        if (total > (long) WIDE * rows.count() && isExact(function)) {
            try {
                return FrameTree.of(function, arguments, taken, rows).results(lower, upper);
            } catch (SluiceException e) {
                // A part may be too large for a sum though no frame is; if a frame is, adding it up says so.
                return anew(lower, upper);
            }
        }
        return anew(lower, upper);
    }

    private Vector anew(int[] lower, int[] upper) {
        var results = new FrameResults(function, arguments, accumulator()::add);
        for (int row = 0; row < rows.count(); row++) {
            results.begin();
            for (int other = lower[row]; other < upper[row]; other++) {
                if (isTaken[other]) results.take(other);
            }
        }
        return results.build();
    }

    private Accumulator accumulator() {
        return function.accumulator();
    }

    static MutableVector[] state(BoundAggregate function, int slots) {
        MutableVector[] state = function.state().stream().map(MutableVector::of).toArray(MutableVector[]::new);
        for (MutableVector column : state) column.ensure(slots);
        return state;
    }

    /// Whether parts may be put together in any way without a different result.
    private static boolean isExact(BoundAggregate function) {
        return EXTREMES.contains(function.name()) || function.state().stream().noneMatch(FrameAggregate::isInexact);
    }

    private static boolean isInexact(DataType type) {
        return switch (type) {
            case DataType.Array(DataType element, _) -> isInexact(element);
            case DataType.Map map -> isInexact(map.key()) || isInexact(map.value());
            case DataType.Struct struct -> struct.fields().stream().anyMatch(field -> isInexact(field.type()));
            case Atomic atomic -> List.of(Atomic.FLOAT, Atomic.DOUBLE).contains(atomic);
            case DataType.Decimal _, DataType.Interval _ -> false;
        };
    }
}
