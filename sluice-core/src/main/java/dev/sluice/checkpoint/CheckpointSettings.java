package dev.sluice.checkpoint;

/// When a segment of the log is full, when a snapshot is worth its work, and how much history is kept.
///
/// @param segmentBytes from how many bytes on a segment is followed by the next one
/// @param snapshotLogBytes a snapshot is due once the log has grown by this and by as much as the last snapshot has: so
///     snapshots write no more than the log does
/// @param snapshotBatches or once it has grown by so many micro-batches
/// @param minBatchesToRetain for how many micro-batches back the log is kept (`spark.sql.streaming.minBatchesToRetain`)
public record CheckpointSettings(
        long segmentBytes, long snapshotLogBytes, long snapshotBatches, long minBatchesToRetain) {

    public static final CheckpointSettings DEFAULT = new CheckpointSettings(16 << 20, 16 << 20, 100_000, 100);

    /// For a checkpoint in memory that nobody opens again: as little as possible is kept.
    public static final CheckpointSettings TEMPORARY = new CheckpointSettings(1 << 20, 1 << 20, 100_000, 0);

    public CheckpointSettings {
        if (segmentBytes < 1 || segmentBytes > 1 << 30) {
            throw new IllegalArgumentException("segments of " + segmentBytes + " bytes");
        }
    }
}
