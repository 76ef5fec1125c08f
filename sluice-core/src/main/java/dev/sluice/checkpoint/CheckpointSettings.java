package dev.sluice.checkpoint;

/// When a segment of the log is full, when a snapshot is worth its work, and how much history is kept.
///
/// @param segmentBytes from how many bytes on a segment is followed by the next one
/// @param snapshotLogBytes a snapshot is due once the log has grown by this and by as much as the last snapshot has: so
///     snapshots write no more than the log does
/// @param snapshotBatches or once it has grown by so many micro-batches
/// @param minBatchesToRetain for how many micro-batches back the log is kept (`spark.sql.streaming.minBatchesToRetain`)
/// @param historyMillis and for how long back
/// @param historyBytes a history that is kept for its time alone ends where it is this large
public record CheckpointSettings(
        long segmentBytes,
        long snapshotLogBytes,
        long snapshotBatches,
        long minBatchesToRetain,
        long historyMillis,
        long historyBytes) {

    public static final CheckpointSettings DEFAULT =
            new CheckpointSettings(16 << 20, 16 << 20, 100_000, 100, 3_600_000, 4L << 30);

    /// For a checkpoint in memory that nobody opens again: as little as possible is kept.
    public static final CheckpointSettings TEMPORARY = new CheckpointSettings(1 << 20, 1 << 20, 100_000, 0, 0, 0);

    public CheckpointSettings {
        if (segmentBytes < 1 || segmentBytes > 1 << 30) {
            throw new IllegalArgumentException("segments of " + segmentBytes + " bytes");
        }
    }

    /// History by count alone.
    public CheckpointSettings(long segmentBytes, long snapshotLogBytes, long snapshotBatches, long minBatchesToRetain) {
        this(segmentBytes, snapshotLogBytes, snapshotBatches, minBatchesToRetain, 0, 0);
    }

    public CheckpointSettings retaining(long minBatches, long millis, long bytes) {
        return new CheckpointSettings(segmentBytes, snapshotLogBytes, snapshotBatches, minBatches, millis, bytes);
    }
}
