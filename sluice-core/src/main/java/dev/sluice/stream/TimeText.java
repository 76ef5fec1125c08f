package dev.sluice.stream;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as settings and options of Spark say them: `7d`, `100ms`, or a number alone.
public final class TimeText {

    private static final Pattern TIME = Pattern.compile("(-?[0-9]+)([a-z]+)?");
    private static final Map<String, TimeUnit> UNITS = Map.of(
            "us", TimeUnit.MICROSECONDS,
            "ms", TimeUnit.MILLISECONDS,
            "s", TimeUnit.SECONDS,
            "m", TimeUnit.MINUTES,
            "min", TimeUnit.MINUTES,
            "h", TimeUnit.HOURS,
            "d", TimeUnit.DAYS);

    private TimeText() {}

    /// @param bare the unit of a number without one
    /// @param in the unit of the result; a longer unit's rest is cut off
    /// @throws SluiceException if it is no length of time
    public static long read(String said, TimeUnit bare, TimeUnit in) {
        String text = said.strip().toLowerCase(Locale.ROOT);
        Matcher parts = TIME.matcher(text);
        TimeUnit unit = !parts.matches() ? null : parts.group(2) == null ? bare : UNITS.get(parts.group(2));
        if (unit == null) throw invalid(text);
        try {
            return in.convert(Long.parseLong(parts.group(1)), unit);
        } catch (NumberFormatException e) {
            throw invalid(text);
        }
    }

    private static SluiceException invalid(String text) {
        return ErrorCondition.INVALID_TIME_STRING.error().with("value", text).build();
    }
}
