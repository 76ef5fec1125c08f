package dev.sluice.aws.kinesis;

/// Where a query begins in a shard of which it has read nothing.
///
/// A query that begins at the latest notes the time when it does: in shards of which it had read nothing when it ended,
/// a later run begins at that time.
///
/// @param millis records that came then or later, since 1970; negative for the oldest there is
record Begin(long millis) {

    static final Begin OLDEST = new Begin(-1);

    static Begin at(long millis) {
        return new Begin(Math.max(0, millis));
    }

    boolean isOldest() {
        return millis < 0;
    }
}
