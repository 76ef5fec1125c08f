package dev.sluice.function;

import java.time.ZoneId;
import java.util.UUID;

/// What a function may know besides its arguments; fixed for a whole micro-batch, and logged, so that a re-run gives
/// the same answer.
///
/// @param zone the session's time zone
/// @param timestampMicros the time of the query or micro-batch, microseconds since 1970
/// @param run what tells random numbers of one query from those of others: the id of a streaming query, the same in all
///     its runs; of a batch query another for each run
/// @param batchId which micro-batch it is, of which each has other random numbers; -1 in a batch query
public record CallContext(ZoneId zone, long timestampMicros, UUID run, long batchId) {

    private static final UUID NOWHERE = new UUID(0, 0);
    private static final long NONE = -1;

    /// Where chance has no part.
    public CallContext(ZoneId zone, long timestampMicros) {
        this(zone, timestampMicros, NOWHERE);
    }

    /// Of a batch query.
    public CallContext(ZoneId zone, long timestampMicros, UUID run) {
        this(zone, timestampMicros, run, NONE);
    }

    /// Whether the run is a micro-batch.
    public boolean streams() {
        return batchId != NONE;
    }
}
