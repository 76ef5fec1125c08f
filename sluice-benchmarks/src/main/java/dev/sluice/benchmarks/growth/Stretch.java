package dev.sluice.benchmarks.growth;

/// Equal micro-batches, one after the other.
///
/// @param rowsPerBatch how many rows each has
/// @param untilRow the row where it ends, or [#ANY] if it ends by time
/// @param leastBatches how many there are at least
/// @param nanos how long it goes on at least
/// @param paceNanos how long after each other they come; 0: as fast as they are done
record Stretch(int rowsPerBatch, long untilRow, int leastBatches, long nanos, long paceNanos) {

    static final long ANY = Long.MAX_VALUE;

    static Stretch upTo(long row, int rowsPerBatch, int paceMillis) {
        return new Stretch(rowsPerBatch, row, 0, 0, paceMillis * 1_000_000L);
    }

    static Stretch lasting(double seconds, int leastBatches, int rowsPerBatch) {
        return new Stretch(rowsPerBatch, ANY, leastBatches, (long) (seconds * 1e9), 0);
    }

    /// As often as that, after each other like those of [#upTo].
    static Stretch times(int batches, int rowsPerBatch, int paceMillis) {
        return new Stretch(rowsPerBatch, ANY, batches, 0, paceMillis * 1_000_000L);
    }

    boolean isOver(long row, int batches, long passedNanos) {
        return row >= untilRow || untilRow == ANY && batches >= leastBatches && passedNanos >= nanos;
    }

    /// Where a micro-batch ends that begins at a row.
    long end(long row) {
        return Math.min(untilRow, row + rowsPerBatch);
    }
}
