package dev.sluice.function;

import java.time.ZoneId;

/// What a function may know besides its arguments; fixed for a whole micro-batch, and logged, so that a re-run gives
/// the same answer.
///
/// @param zone the session's time zone
/// @param timestampMicros the time of the query or micro-batch, microseconds since 1970
public record CallContext(ZoneId zone, long timestampMicros) {}
