package dev.sluice.function;

import java.time.ZoneId;

/// What a function may know besides its arguments; fixed for a whole micro-batch, and logged, so that a re-run gives
/// the same answer.
///
/// @param zone the session's time zone
/// @param timestampMicros the time of the query or micro-batch, microseconds since 1970
/// @param chance where random numbers begin of which nobody said where; another for each run, the same for a re-run
/// @param streams whether the run is a micro-batch, of which each has other random numbers
public record CallContext(ZoneId zone, long timestampMicros, long chance, boolean streams) {

    /// Where chance has no part.
    public CallContext(ZoneId zone, long timestampMicros) {
        this(zone, timestampMicros, 0, false);
    }
}
