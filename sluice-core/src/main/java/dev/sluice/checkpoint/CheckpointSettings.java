package dev.sluice.checkpoint;

/// When a segment of the log is full, when a snapshot is worth its work, and how much history is kept.
///
/// @param segmentBytes from how many bytes on a segment is followed by the next one
/// @param snapshotLogBytes a snapshot is due once the log has grown by this and by as much as the last snapshot has: so
///     snapshots write no more than the log does
/// @param snapshotBatches or once it has grown by so many micro-batches
/// @param shareRows how many rows of state in memory a micro-batch hands over to a snapshot that is being made
/// @param sharePercent or as many as this percentage of the rows that it changed, if that is more
/// @param minBatchesToRetain for how many micro-batches back the log is kept (`spark.sql.streaming.minBatchesToRetain`)
/// @param historyMillis and for how long back
/// @param historyBytes a history that is kept for its time alone ends where it is this large
public record CheckpointSettings(
        long segmentBytes,
        long snapshotLogBytes,
        long snapshotBatches,
        long shareRows,
        long sharePercent,
        long minBatchesToRetain,
        long historyMillis,
        long historyBytes) {

    public static final CheckpointSettings DEFAULT =
            new CheckpointSettings(16 << 20, 16 << 20, 100_000, 1_024, 100, 100, 3_600_000, 4L << 30);

    /// For a checkpoint in memory that nobody opens again: as little as possible is kept.
    public static final CheckpointSettings TEMPORARY =
            new CheckpointSettings(1 << 20, 1 << 20, 100_000, 1_024, 400, 0, 0, 0);

    public CheckpointSettings {
        if (segmentBytes < 1 || segmentBytes > 1 << 30) {
            throw new IllegalArgumentException("segments of " + segmentBytes + " bytes");
        }
        if (shareRows < 1) throw new IllegalArgumentException("shares of " + shareRows + " rows");
    }

    /// History by count alone.
    public CheckpointSettings(long segmentBytes, long snapshotLogBytes, long snapshotBatches, long minBatchesToRetain) {
        this(segmentBytes, snapshotLogBytes, snapshotBatches, 1_024, 100, minBatchesToRetain, 0, 0);
    }

    public CheckpointSettings retaining(long minBatches, long millis, long bytes) {
        return new CheckpointSettings(
                segmentBytes, snapshotLogBytes, snapshotBatches, shareRows, sharePercent, minBatches, millis, bytes);
    }

    public CheckpointSettings sharing(long rows, long percent) {
        return new CheckpointSettings(
                segmentBytes,
                snapshotLogBytes,
                snapshotBatches,
                rows,
                percent,
                minBatchesToRetain,
                historyMillis,
                historyBytes);
    }

    /// How many rows a micro-batch hands over to a snapshot.
    long share(long changedRows) {
        return Math.max(shareRows, changedRows * sharePercent / 100);
    }
}
