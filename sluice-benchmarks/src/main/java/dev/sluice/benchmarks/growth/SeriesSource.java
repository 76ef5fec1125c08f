package dev.sluice.benchmarks.growth;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Stretches of equal micro-batches, which it times itself: each from the moment when its rows are there to that when
/// the driver asks for the next ones. So a cycle has all that a micro-batch costs, the sync of the one before it
/// included.
///
/// Where micro-batches are paced, [#latest] waits until the next rows are due. Its offset is the number of rows so far.
final class SeriesSource implements Source {

    private final long keys;
    private final int splitCount;
    private final List<Stretch> stretches;
    private final List<List<Cycle>> cycles = new ArrayList<>();

    private int current;
    private long stretchStart;
    private long due;
    private Cycle.@Nullable Start released;
    private long releasedFrom = -1;
    private long releasedTo;
    private volatile long rowsDone;

    SeriesSource(long keys, int splitCount, List<Stretch> stretches) {
        this.keys = keys;
        this.splitCount = splitCount;
        this.stretches = List.copyOf(stretches);
        stretches.forEach(_ -> cycles.add(new ArrayList<>()));
    }

    /// The micro-batches of each stretch; to be asked when the query has ended.
    List<List<Cycle>> cycles() {
        return cycles;
    }

    /// How many rows are done with; may be asked by any thread.
    long rowsDone() {
        return rowsDone;
    }

    @Override
    public DataType.Struct schema() {
        return KeyRows.SCHEMA;
    }

    @Override
    public String description() {
        return "Series[keys=" + keys + "]";
    }

    @Override
    public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
        long row = row(from);
        if (row == releasedFrom) return Optional.of(offset(releasedTo));
        if (released != null) cycles.get(current).add(released.end((int) (releasedTo - releasedFrom)));
        released = null;
        rowsDone = row;
        if (!advance(row)) return Optional.of(offset(row));
        Stretch stretch = stretches.get(current);
        long wait;
        while ((wait = due - System.nanoTime()) > 0) LockSupport.parkNanos(wait);
        due = Math.max(due, System.nanoTime()) + stretch.paceNanos();
        releasedFrom = row;
        releasedTo = stretch.end(row);
        released = Cycle.Start.now();
        return Optional.of(offset(releasedTo));
    }

    /// Goes to the stretch that the next micro-batch belongs to.
    ///
    /// @return false if all are over
    private boolean advance(long row) {
        if (row == 0) stretchStart = System.nanoTime();
        while (stretches.get(current).isOver(row, cycles.get(current).size(), System.nanoTime() - stretchStart)) {
            if (current == stretches.size() - 1) return false;
            current++;
            stretchStart = System.nanoTime();
        }
        return true;
    }

    @Override
    public boolean freeze() {
        return true;
    }

    @Override
    public InputRange range(@Nullable Offset from, Offset to) {
        return new InputRange(from, to, JsonValue.JsonNull.NULL);
    }

    @Override
    public List<Split> splits(InputRange range) {
        return KeyRows.splits(keys, row(range.from()), row(range.to()), splitCount);
    }

    @Override
    public OptionalLong rowCount(InputRange range) {
        return OptionalLong.of(row(range.to()) - row(range.from()));
    }

    @Override
    public void close() {}

    private static Offset offset(long row) {
        return new Offset(JsonValue.of(row));
    }

    private static long row(@Nullable Offset offset) {
        return offset == null ? 0 : offset.json().asLong();
    }
}
