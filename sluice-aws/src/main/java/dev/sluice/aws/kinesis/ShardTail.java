package dev.sluice.aws.kinesis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/// What has been received of a shard, and is not done with.
///
/// ```text
/// ───────┬───────────────────┬──────▶
///      from    waiting    received
/// ```
final class ShardTail {

    /// What a record takes of memory besides its data, about.
    private static final int RECORD_BYTES = 300;

    private final ShardCursor cursor;
    private Position from;
    private Position received;
    private final List<Record> waiting = new ArrayList<>();
    private long waitingBytes;
    private long dueMillis;
    private boolean frozen;

    /// Whether nothing was left behind the last records. It is asked once more then: it may have been split meanwhile.
    private boolean caughtUp;

    ShardTail(ShardCursor cursor) {
        this.cursor = cursor;
        from = cursor.position();
        received = from;
    }

    /// Whether there may be something new.
    boolean isOpen() {
        return !frozen && !hasEnded();
    }

    boolean hasEnded() {
        return received instanceof Position.Ended;
    }

    /// When it was to be asked again.
    long dueMillis() {
        return dueMillis;
    }

    /// Whether it may be asked again. A clock that was put back does not put that off.
    boolean isDue(long nowMillis, long pauseMillis) {
        dueMillis = Math.min(dueMillis, nowMillis + pauseMillis);
        return dueMillis <= nowMillis;
    }

    long behindMillis() {
        return cursor.behindMillis();
    }

    int waitingCount() {
        return waiting.size();
    }

    /// The sequence number of the first record that waits, if there is one.
    @Nullable
    String firstWaiting() {
        return waiting.isEmpty() ? null : waiting.getFirst().sequenceNumber();
    }

    /// How much memory the records that wait take, about.
    long waitingBytes() {
        return waitingBytes;
    }

    /// Gets what there is. Of a shard that has an end, nothing at the moment is not the end; one that gets its end
    /// only now has it for a query that ends with what was there before.
    ///
    /// @param againMillis when it may be asked again
    /// @param ending whether a shard is left where nothing is left to get
    /// @param endMillis what came later than that is not taken
    /// @param closed whether the shard has an end
    /// @return whether nothing is left to get
    boolean fetch(long againMillis, boolean ending, long endMillis, boolean closed) {
        dueMillis = againMillis;
        for (Record record : cursor.next()) {
            if (record.approximateArrivalTimestamp().toEpochMilli() > endMillis) {
                frozen = true;
                return true;
            }
            waiting.add(record);
            waitingBytes += memory(record);
            received = new Position.After(record.sequenceNumber());
        }
        boolean ended = cursor.position() instanceof Position.Ended;
        if (ended && (closed || !ending)) received = cursor.position();
        boolean done = ended || (!closed && (cursor.isSilent() || (cursor.isCaughtUp() && caughtUp)));
        caughtUp = cursor.isCaughtUp() && !done;
        frozen = ending && done;
        return done;
    }

    /// What has been read for good is needed no more.
    void forget(Position upTo) {
        int done = 0;
        while (done < waiting.size() && !upTo.isBefore(waiting.get(done).sequenceNumber())) {
            waitingBytes -= memory(waiting.get(done++));
        }
        waiting.subList(0, done).clear();
        from = upTo;
    }

    /// How far so many records and bytes reach: at least one record.
    Position reach(long mostRecords, long mostBytes) {
        int taken = 0;
        for (long bytes = 0; taken < waiting.size() && taken < mostRecords; taken++) {
            bytes += bytes(waiting.get(taken));
            if (taken > 0 && bytes > mostBytes) break;
        }
        if (taken == waiting.size() && hasEnded()) return new Position.Ended();
        return taken == 0 ? from : new Position.After(waiting.get(taken - 1).sequenceNumber());
    }

    /// How many records lie before a position, and how many bytes of data they have.
    Size sizeTo(Position to) {
        int count = countTo(to);
        long bytes = 0;
        for (int i = 0; i < count; i++) bytes += bytes(waiting.get(i));
        return new Size(count, bytes);
    }

    record Size(int records, long bytes) {}

    private int countTo(Position to) {
        if (to instanceof Position.Ended) return waiting.size();
        int count = 0;
        while (count < waiting.size() && !to.isBefore(waiting.get(count).sequenceNumber())) count++;
        return count;
    }

    /// The sequence number of the first record between two positions, empty if there is none; null if what lies between
    /// them is not all here.
    @Nullable
    String first(Position start, Position end) {
        if (!has(start, end)) return null;
        String first = firstWaiting();
        return first == null || end.isBefore(first) ? "" : first;
    }

    /// The records between two positions, or null if they are not all here.
    @Nullable
    List<Record> between(Position start, Position end) {
        return has(start, end) ? List.copyOf(waiting.subList(0, countTo(end))) : null;
    }

    private boolean has(Position start, Position end) {
        return start.equals(from) && received.reaches(end);
    }

    private static long memory(Record record) {
        return bytes(record) + RECORD_BYTES;
    }

    private static long bytes(Record record) {
        return record.data().asByteArrayUnsafe().length;
    }
}
