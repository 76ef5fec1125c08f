package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.IntervalWords;
import dev.sluice.format.MalformedInterval;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time in figures, from one unit to another: `1 02:03:04.5` is DAY TO SECOND, `02:03` HOUR TO MINUTE.
///
/// Only the first unit may be as large as it likes; hours end at 23, minutes and seconds at 59.
///
/// @param from index in [#UNITS], as is `to`, the larger one
record DayTimeText(int from, int to) {

    static final List<String> UNITS = List.of("DAY", "HOUR", "MINUTE", "SECOND");

    private static final int SECOND = 3;
    private static final long[] MICROS = {86_400_000_000L, 3_600_000_000L, 60_000_000L, 1_000_000L};
    private static final int[] MOST = {Integer.MAX_VALUE, 23, 59, 59};
    private static final List<String> PICTURES = List.of("d", "h", "m", "s.n");

    DataType type() {
        return new DataType.DayTimeInterval(from, to);
    }

    long micros(String text) throws MalformedInterval {
        Matcher parts = pattern().matcher(text.strip());
        if (!parts.matches()) throw unmatched();
        try {
            long micros = 0;
            for (int unit = from; unit <= to; unit++) {
                micros = Math.addExact(micros, Math.multiplyExact(count(parts, unit), MICROS[unit]));
            }
            if (to == SECOND && parts.group("fraction") != null) {
                micros = Math.addExact(micros, IntervalWords.fractionMicros(parts.group("fraction")));
            }
            return "-".equals(parts.group("sign")) ? -micros : micros;
        } catch (ArithmeticException | NumberFormatException _) {
            throw new MalformedInterval(ErrorCondition.INVALID_INTERVAL_ARITHMETIC.error());
        }
    }

    private long count(Matcher parts, int unit) throws MalformedInterval {
        long count = Long.parseLong(parts.group(UNITS.get(unit)));
        if (unit == from || count <= MOST[unit]) return count;
        throw new MalformedInterval(ErrorCondition.INVALID_INTERVAL_DAY_TIME
                .error()
                .with(
                        "msg",
                        UNITS.get(unit).toLowerCase(Locale.ROOT) + " " + count + " outside range [0, " + MOST[unit]
                                + "]"));
    }

    private Pattern pattern() {
        var pattern = new StringBuilder("(?<sign>[+-])?(?<" + UNITS.get(from) + ">\\d+)");
        for (int unit = from + 1; unit <= to; unit++) {
            pattern.append(separator(unit))
                    .append("(?<")
                    .append(UNITS.get(unit))
                    .append(">\\d{1,2})");
        }
        if (to == SECOND) pattern.append("(?:\\.(?<fraction>\\d{1,9}))?");
        return Pattern.compile(pattern.toString());
    }

    private MalformedInterval unmatched() {
        String range = UNITS.get(from) + " TO " + UNITS.get(to);
        return new MalformedInterval(ErrorCondition.INVALID_INTERVAL_PATTERN
                .error()
                .with("intervalStr", "day-time")
                .with(
                        "supportedFormat",
                        "`[+|-]" + picture() + "`, `INTERVAL [+|-]'[+|-]" + picture() + "' " + range + "`")
                .with("typeName", "interval " + range.toLowerCase(Locale.ROOT)));
    }

    /// The form for people: `d h:m:s.n`.
    private String picture() {
        var picture = new StringBuilder(PICTURES.get(from));
        for (int unit = from + 1; unit <= to; unit++)
            picture.append(separator(unit)).append(PICTURES.get(unit));
        return picture.toString();
    }

    private static char separator(int unit) {
        return unit == 1 ? ' ' : ':';
    }
}
