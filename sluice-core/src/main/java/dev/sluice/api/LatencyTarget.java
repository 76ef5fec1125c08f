package dev.sluice.api;

import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.Interval;
import dev.sluice.stream.Trigger;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long after they came the rows of a query should be committed, as its option `latencyTarget` says, or else the
/// session's setting.
final class LatencyTarget {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})\\s*(us|ms|s|m|min|h)");
    private static final Map<String, Long> MICROS = Map.of(
            "us", 1L,
            "ms", 1_000L,
            "s", 1_000_000L,
            "m", 60_000_000L,
            "min", 60_000_000L,
            "h", 3_600_000_000L);

    private LatencyTarget() {}

    /// @return null if none is said. A setting of the session does not count for triggers that it does not go with.
    /// @throws SluiceException if the option does not go with the trigger, or is no duration
    static @Nullable Duration of(Options options, SessionConf conf, Trigger trigger) {
        boolean own = options.has(OptionCheck.LATENCY_TARGET);
        String said = options.get(OptionCheck.LATENCY_TARGET, conf.get(SessionConf.LATENCY_TARGET));
        if (said.isEmpty() && !own) return null;
        Duration target = parse(said, own ? OptionCheck.LATENCY_TARGET : SessionConf.LATENCY_TARGET);
        if (goesWith(trigger)) return target;
        if (!own) return null;
        throw ErrorCondition.LATENCY_TARGET_AND_TRIGGER
                .error()
                .with("trigger", trigger)
                .build();
    }

    private static boolean goesWith(Trigger trigger) {
        return switch (trigger) {
            case Trigger.ProcessingTimeTrigger(long interval) -> interval == 0;
            case Trigger.AvailableNowTrigger _ -> true;
            case Trigger.OneTimeTrigger _, Trigger.ContinuousTrigger _, Trigger.RealTimeTrigger _ -> false;
        };
    }

    /// A duration as options write it (`10ms`, `10 ms`), or an interval (`1 second`).
    private static Duration parse(String said, String name) {
        Matcher parts = SHORT.matcher(said.strip().toLowerCase(Locale.ROOT));
        try {
            Duration target = parts.matches()
                    ? Duration.ofNanos(Long.parseLong(parts.group(1)) * MICROS.getOrDefault(parts.group(2), 0L) * 1_000)
                    : Duration.ofMillis(Interval.millis(said));
            if (target.isPositive()) return target;
        } catch (SluiceException | ArithmeticException _) {
            // Said below, as for one that is not above zero.
        }
        throw ErrorCondition.INVALID_OPTION
                .error()
                .with("value", said)
                .with("option", name)
                .with("requirement", "a duration above zero, such as '10 ms' or '1 second'")
                .build();
    }
}
