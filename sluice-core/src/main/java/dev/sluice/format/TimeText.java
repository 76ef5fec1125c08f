package dev.sluice.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/// Dates and timestamps as text, in Spark's default forms: `2020-01-02` and `2020-01-02 03:04:05.1`.
///
/// Years have at least four digits, a sign if they are negative or have more. Days are those of the proleptic Gregorian
/// calendar.
public final class TimeText {

    static final long MICROS_PER_SECOND = 1_000_000;
    static final long SECONDS_PER_DAY = 86_400;
    static final long MICROS_PER_DAY = SECONDS_PER_DAY * MICROS_PER_SECOND;

    private TimeText() {}

    /// Appends `yyyy-MM-dd`.
    ///
    /// @param days since 1970-01-01
    public static void appendDate(StringBuilder out, long days) {
        // Counted from 0000-03-01 in eras of 400 years, so that the leap day is the last one of a year.
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        appendYear(out, yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
        out.append('-');
        appendTwoDigits(out, month);
        out.append('-');
        appendTwoDigits(out, day);
    }

    /// Appends `yyyy-MM-dd HH:mm:ss` as a clock in the zone shows it, with as many digits of the second as are not
    /// zero.
    ///
    /// @param micros since 1970-01-01T00:00:00Z
    public static void appendTimestamp(StringBuilder out, long micros, ZoneId zone) {
        appendWallClock(out, micros + offsetSeconds(zone, micros) * MICROS_PER_SECOND);
    }

    /// Appends `yyyy-MM-dd HH:mm:ss` of a timestamp without time zone, with as many digits of the second as are not
    /// zero.
    public static void appendWallClock(StringBuilder out, long micros) {
        appendSecond(out, micros, ' ');
        appendFraction(out, (int) Math.floorMod(micros, MICROS_PER_SECOND));
    }

    /// How far clocks in the zone are ahead of UTC at a moment.
    public static int offsetSeconds(ZoneId zone, long micros) {
        if (zone instanceof ZoneOffset offset) return offset.getTotalSeconds();
        ZoneRules rules = zone.getRules();
        Instant moment =
                rules.isFixedOffset() ? Instant.EPOCH : Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND));
        return rules.getOffset(moment).getTotalSeconds();
    }

    /// Appends date, separator and time down to the second.
    static void appendSecond(StringBuilder out, long micros, char separator) {
        long days = Math.floorDiv(micros, MICROS_PER_DAY);
        int second = (int) ((micros - days * MICROS_PER_DAY) / MICROS_PER_SECOND);
        appendDate(out, days);
        out.append(separator);
        appendTwoDigits(out, second / 3600);
        out.append(':');
        appendTwoDigits(out, second / 60 % 60);
        out.append(':');
        appendTwoDigits(out, second % 60);
    }

    /// Appends a point and the digits of a part of a second, without zeros at its end; nothing if it is zero.
    static void appendFraction(StringBuilder out, int micros) {
        if (micros == 0) return;
        out.append('.');
        int rest = micros;
        for (int unit = 100_000; rest > 0; unit /= 10) {
            out.append((char) ('0' + rest / unit));
            rest %= unit;
        }
    }

    static void appendTwoDigits(StringBuilder out, int value) {
        out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    private static void appendYear(StringBuilder out, long year) {
        if (year < 0) {
            out.append('-');
        } else if (year > 9999) {
            out.append('+');
        }
        long size = Math.abs(year);
        if (size < 1000) out.append('0');
        if (size < 100) out.append('0');
        if (size < 10) out.append('0');
        out.append(size);
    }
}
