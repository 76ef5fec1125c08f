package dev.sluice.aws.kinesis;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/// Reads one shard forward from a position.
///
/// The service answers a sequence number that is gone with what is left, and says nothing. So a shard is opened at a
/// record that is known to have been there: the last one that was read, or the first of a range. If another one comes,
/// something may be lost.
final class ShardCursor {

    /// How far the service's clock may be behind ours, before a time that is still to come there is an error.
    private static final long MOST_BEHIND_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final KinesisCalls calls;
    private final String shard;
    private final Begin begin;
    private final DataLoss loss;

    private Position position;
    private @Nullable String iterator;

    /// The record that comes first, and whether it is one of those to be read.
    private @Nullable String known;

    private boolean knownIsNew;

    /// Whether it is opened behind the newest record, which is more exact than the time.
    private boolean fromLatest;

    /// When its beginning was refused first.
    private @Nullable Long refusedNanos;

    private boolean caughtUp;
    private boolean silent;
    private long behindMillis;

    /// @param first the first record behind the position, if it is known
    ShardCursor(
            KinesisCalls calls, String shard, Position position, Begin begin, @Nullable String first, DataLoss loss) {
        this.calls = calls;
        this.shard = shard;
        this.position = position;
        this.begin = begin;
        this.loss = loss;
        known = first;
        knownIsNew = first != null;
    }

    /// Begins behind the newest record: for a shard that a new query begins with.
    ShardCursor fromLatest() {
        fromLatest = true;
        return this;
    }

    /// How far it has read.
    Position position() {
        return position;
    }

    /// Whether nothing was left behind what it got last.
    boolean isCaughtUp() {
        return caughtUp;
    }

    /// Whether there was nothing at all when it looked last.
    boolean isSilent() {
        return silent;
    }

    /// How far behind the newest record it is.
    long behindMillis() {
        return behindMillis;
    }

    /// The next records; none if there are none at the moment.
    List<Record> next() {
        caughtUp = false;
        silent = false;
        if (position instanceof Position.Ended) return List.of();
        try {
            if (iterator == null && !open()) return List.of();
            return take(calls.records(String.valueOf(iterator)));
        } catch (ExpiredIteratorException e) {
            iterator = null; // nobody has asked for minutes
            return List.of();
        } catch (SdkException e) {
            throw calls.failed("read " + shard, e);
        }
    }

    private List<Record> take(GetRecordsResponse response) {
        List<Record> records = response.records();
        behindMillis = response.millisBehindLatest() == null ? 0 : response.millisBehindLatest();
        caughtUp = behindMillis == 0 && !calls.isFull(response);
        silent = caughtUp && records.isEmpty();
        iterator = response.nextShardIterator();
        boolean ended = iterator == null;
        if (known != null && (!records.isEmpty() || silent || ended)) records = checked(records, known);
        if (!records.isEmpty()) position = new Position.After(records.getLast().sequenceNumber());
        if (ended) position = new Position.Ended();
        return records;
    }

    /// Looks whether the record that is known comes first, and passes over it if it was read.
    private List<Record> checked(List<Record> records, String expected) {
        known = null;
        boolean there =
                !records.isEmpty() && records.getFirst().sequenceNumber().equals(expected);
        if (!there) loss.report("the record " + expected + " of " + shard + " is not there any more");
        return there && !knownIsNew ? records.subList(1, records.size()) : records;
    }

    /// Finds the place.
    ///
    /// @return false if the shard is gone, or not begun yet
    private boolean open() {
        if (position instanceof Position.After(String read)) {
            known = read;
            knownIsNew = false;
        }
        boolean latest = fromLatest;
        fromLatest = false;
        try {
            if (known != null) {
                iterator = calls.iteratorAt(shard, known);
            } else {
                iterator = latest ? calls.latestIterator(shard) : calls.iteratorAt(shard, begin);
            }
            return true;
        } catch (ResourceNotFoundException e) {
            loss.report(shard + " is not there any more");
            position = new Position.Ended();
            return false;
        } catch (InvalidArgumentException e) {
            if (known == null) return isToCome(latest, e);
            loss.report("the record " + known + " is none of " + shard + " as it is now");
            known = null;
            iterator = calls.iteratorAt(shard, Begin.OLDEST);
            return true;
        }
    }

    /// The time of the beginning is still to come for the service if its clock is behind ours. So it is asked
    /// again, for a while.
    private boolean isToCome(boolean latest, InvalidArgumentException refusal) {
        long now = System.nanoTime();
        if (refusedNanos == null) refusedNanos = now;
        if (latest || begin.isOldest() || now - refusedNanos > MOST_BEHIND_NANOS) throw refusal;
        return false;
    }
}
