package dev.sluice.format;

import dev.sluice.type.DataType.DayTimeInterval;
import dev.sluice.type.DataType.YearMonthInterval;

/// Intervals as text, in the form of SQL literals: `INTERVAL '1 02:03:04.5' DAY TO SECOND`, `INTERVAL '1-2' YEAR TO
/// MONTH`.
public final class IntervalText {

    private static final long[] MICROS = {
        TimeText.MICROS_PER_DAY, 3_600_000_000L, 60_000_000L, TimeText.MICROS_PER_SECOND
    };

    private static final int MONTHS_PER_YEAR = 12;

    private IntervalText() {}

    /// Appends a length in microseconds with the units of its type.
    public static void append(StringBuilder out, long micros, DayTimeInterval type) {
        out.append("INTERVAL '");
        if (micros < 0) out.append('-');
        long rest = micros;
        for (int unit = type.from(); unit <= type.to(); unit++) {
            // The sign stands in front: only sizes from here on. (Not negated as a whole, since the least long has no
            // opposite.)
            long count = Math.abs(rest / MICROS[unit]);
            rest %= MICROS[unit];
            if (unit > type.from()) out.append(unit == 1 ? ' ' : ':');
            if (unit > 0 && count < 10) out.append('0');
            out.append(count);
        }
        if (type.to() == 3) TimeText.appendFraction(out, (int) Math.abs(rest));
        out.append("' ").append(type.shownUnits());
    }

    /// Appends a length in months with the units of its type.
    public static void appendMonths(StringBuilder out, int months, YearMonthInterval type) {
        long size = Math.abs((long) months);
        out.append("INTERVAL '");
        if (months < 0) out.append('-');
        out.append(type.from() == 0 ? size / MONTHS_PER_YEAR : size);
        if (type.from() != type.to()) out.append('-').append(size % MONTHS_PER_YEAR);
        out.append("' ").append(type.shownUnits());
    }
}
