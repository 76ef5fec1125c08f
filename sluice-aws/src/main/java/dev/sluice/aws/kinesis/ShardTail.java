package dev.sluice.aws.kinesis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/// What has been received of a shard, and is not done with.
///
/// ```text
/// ───────┬───────────────────┬──────▶
///      from    waiting     position
/// ```
final class ShardTail {

    /// Beyond it nothing is fetched until something is done with.
    private static final long MOST_BYTES = 32L << 20;

    private final ShardCursor cursor;
    private Position from;
    private final List<Record> waiting = new ArrayList<>();
    private long waitingBytes;
    private long dueMillis;
    private boolean frozen;

    ShardTail(ShardCursor cursor) {
        this.cursor = cursor;
        from = cursor.position();
    }

    /// Whether there may be something new, and room for it.
    boolean wants() {
        return !frozen && !hasEnded() && waitingBytes < MOST_BYTES;
    }

    boolean hasEnded() {
        return cursor.position() instanceof Position.Ended;
    }

    /// When it may be asked again.
    long dueMillis() {
        return dueMillis;
    }

    long behindMillis() {
        return cursor.behindMillis();
    }

    int waitingCount() {
        return waiting.size();
    }

    /// Gets what there is. Of a shard that has an end, nothing at the moment is not the end.
    ///
    /// @param freezing whether this ends with what is there now
    /// @return whether nothing is left to get
    boolean fetch(long nowMillis, long pauseMillis, boolean freezing, boolean closed) {
        dueMillis = nowMillis + pauseMillis;
        for (Record record : cursor.next()) {
            waiting.add(record);
            waitingBytes += bytes(record);
        }
        boolean done = hasEnded() || (cursor.isCaughtUp() && !closed);
        frozen = freezing && done;
        return done;
    }

    /// What has been read for good is needed no more.
    void forget(Position upTo) {
        int done = 0;
        while (done < waiting.size() && !upTo.isBefore(waiting.get(done).sequenceNumber())) {
            waitingBytes -= bytes(waiting.get(done++));
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

    /// The sequence number of the first record that waits, if one does.
    @Nullable
    String first() {
        return waiting.isEmpty() ? null : waiting.getFirst().sequenceNumber();
    }

    /// The records between two positions, or null if they are not all here.
    @Nullable
    List<Record> between(Position start, Position end) {
        if (!start.equals(from) || !cursor.position().reaches(end)) return null;
        return List.copyOf(waiting.subList(0, countTo(end)));
    }

    private static long bytes(Record record) {
        return record.data().asByteArrayUnsafe().length;
    }
}
