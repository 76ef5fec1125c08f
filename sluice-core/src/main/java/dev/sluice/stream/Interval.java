package dev.sluice.stream;

import dev.sluice.error.ErrorCondition;
import java.util.Locale;
import java.util.Map;

/// Lengths of time as options say them, of units that are always equally long.
public final class Interval {

    private Interval() {}

    /// The milliseconds of an interval such as `1 minute 30 seconds`; it may be negative.
    ///
    /// @throws dev.sluice.error.SluiceException if it is no interval, or of months
    public static long millis(String interval) {
        String[] words = interval.strip().toLowerCase(Locale.ROOT).split("\\s+");
        int start = words[0].equals("interval") ? 1 : 0;
        long sum = 0;
        for (int i = start; i < words.length; i += 2) {
            sum = Math.addExact(sum, millis(interval, words[i], i + 1 < words.length ? words[i + 1] : ""));
        }
        return sum;
    }

    private static long millis(String interval, String number, String unit) {
        Map<String, Long> units = Map.of(
                "millisecond",
                1L,
                "second",
                1_000L,
                "minute",
                60_000L,
                "hour",
                3_600_000L,
                "day",
                86_400_000L,
                "week",
                604_800_000L);
        long count;
        try {
            count = Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw ErrorCondition.INVALID_TRIGGER
                    .error()
                    .with("input", interval.strip())
                    .with("number", number)
                    .cause(e)
                    .build();
        }
        Long factor = units.get(unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit);
        if (factor == null) {
            throw ErrorCondition.INVALID_INTERVAL_UNIT
                    .error()
                    .with("input", interval.strip())
                    .with("unit", unit)
                    .build();
        }
        return Math.multiplyExact(count, factor);
    }
}
