package dev.sluice.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long values of a state variable live after they were last written, in processing time.
///
/// @param ttlDuration zero if they live for ever
public record TTLConfig(@Nullable Duration ttlDuration) {

    /// For ever.
    public static final TTLConfig NONE = new TTLConfig(Duration.ZERO);

    /// For ever: as Spark's users call it.
    public static TTLConfig NONE() {
        return NONE;
    }

    public static TTLConfig apply(Duration ttlDuration) {
        return new TTLConfig(ttlDuration);
    }

    /// Whether values have an end at all.
    public boolean isLimited() {
        return ttlDuration == null || !ttlDuration.isZero();
    }
}
