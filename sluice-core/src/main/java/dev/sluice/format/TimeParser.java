package dev.sluice.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads dates and timestamps in the forms that Spark takes without a pattern, as its casts, JSON and CSV do.
///
/// ```text
/// date        [+-]yyyy*   [+-]yyyy*-[m]m   [+-]yyyy*-[m]m-[d]d   … followed by a space or T and anything
/// timestamp   a date, or a date, a space or T, and [h]h:[m]m:[s]s.[f…][zone]; parts may be left out from the right
/// zone        Z  +h  +hh:mm  UTC+1  Europe/Berlin  …
/// ```
///
/// Space around is ignored, digits behind the microsecond are cut off. A time in a gap of the zone is read with the
/// offset before it, a time that happens twice as the earlier one.
public final class TimeParser {

    /// What the methods here return for a text that is not of the form.
    public static final long NONE = Long.MIN_VALUE;

    private static final Pattern ONE_DIGIT_HOUR = Pattern.compile("([+-])(\\d):");
    private static final Pattern ONE_DIGIT_MINUTE = Pattern.compile("([+-])(\\d\\d):(\\d)$");

    /// Where the seconds of the most common form end.
    private static final int SECONDS_END = 19;

    private static final int HOUR = 3;
    private static final int SECOND = 5;
    private static final int FRACTION = 6;

    /// Year, month, day, hour, minute, second, micros, and two that a zone written without sign would fill.
    private final int[] segments = {1, 1, 1, 0, 0, 0, 0, 0, 0};
    private boolean timeAlone;
    private @Nullable String zone;

    private TimeParser() {}

    /// The days since 1970-01-01 that the bytes from `start` to `end` say, or [#NONE].
    public static long date(byte[] bytes, int start, int end) {
        int at = trimmedStart(bytes, start, end);
        int to = trimmedEnd(bytes, at, end);
        if (at == to) return NONE;
        int sign = bytes[at] == '-' ? -1 : 1;
        if (bytes[at] == '-' || bytes[at] == '+') at++;
        int[] segments = {1, 1, 1};
        int segment = 0;
        int value = 0;
        int digits = 0;
        for (; at < to && bytes[at] != ' ' && bytes[at] != 'T'; at++) {
            byte b = bytes[at];
            if (segment < 2 && b == '-') {
                if (!isDateSegment(segment, digits)) return NONE;
                segments[segment++] = value;
                value = 0;
                digits = 0;
            } else {
                if (b < '0' || b > '9') return NONE;
                value = value * 10 + b - '0';
                if (++digits > 7) return NONE;
            }
        }
        // A year or a month alone stands for itself: nothing may follow it.
        if (!isDateSegment(segment, digits) || (segment < 2 && at < to)) return NONE;
        segments[segment] = value;
        long days = epochDay(sign * segments[0], segments[1], segments[2]);
        return days == (int) days ? days : NONE;
    }

    /// The microseconds since 1970-01-01T00:00:00Z that the bytes say, or [#NONE].
    ///
    /// @param zone what a text without zone means
    public static long timestamp(byte[] bytes, int start, int end, ZoneId zone) {
        return timestamp(bytes, start, end, zone, NONE);
    }

    /// The same, where a time alone (`12:30`) is one of today.
    ///
    /// @param nowMicros the moment that is in today; [#NONE] makes a time alone no timestamp
    public static long timestamp(byte[] bytes, int start, int end, ZoneId zone, long nowMicros) {
        long wanted = mostCommon(bytes, start, end, zone);
        if (wanted != NONE) return wanted;
        var parser = new TimeParser();
        if (!parser.parse(bytes, start, end)) return NONE;
        try {
            ZoneId in = parser.zone == null ? zone : zoneOf(parser.zone);
            long wall = parser.wallSecond(in, nowMicros);
            // Clocks of some zones show times that are too late for a clock without zone.
            return wall == NONE ? NONE : parser.micros(toInstantSecond(wall, in));
        } catch (DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }

    /// The form that computers write, `yyyy-mm-dd hh:mm:ss[.f…][Z]`, with up to six digits behind the point; [#NONE]
    /// for all others.
    private static long mostCommon(byte[] bytes, int start, int end, ZoneId zone) {
        if (end - start < SECONDS_END || (bytes[start + 10] != 'T' && bytes[start + 10] != ' ')) return NONE;
        boolean separated = bytes[start + 4] == '-'
                && bytes[start + 7] == '-'
                && bytes[start + 13] == ':'
                && bytes[start + 16] == ':';
        int century = twoDigits(bytes, start);
        int year = twoDigits(bytes, start + 2);
        int month = twoDigits(bytes, start + 5);
        int day = twoDigits(bytes, start + 8);
        int hour = twoDigits(bytes, start + 11);
        int minute = twoDigits(bytes, start + 14);
        int second = twoDigits(bytes, start + 17);
        if (!separated || (century | year | month | day | hour | minute | second) < 0) return NONE;
        if (hour > 23 || minute > 59 || second > 59) return NONE;
        long epochDay = epochDay(century * 100 + year, month, day);
        if (epochDay == NONE) return NONE;
        int at = start + SECONDS_END;
        int fraction = 0;
        if (at < end && bytes[at] == '.') {
            int digits = 0;
            for (at++; at < end && digits < 6 && bytes[at] >= '0' && bytes[at] <= '9'; at++, digits++) {
                fraction = fraction * 10 + bytes[at] - '0';
            }
            for (; digits < 6; digits++) fraction *= 10;
        }
        boolean utc = at + 1 == end && bytes[at] == 'Z';
        if (at != end && !utc) return NONE;
        long seconds = epochDay * TimeText.SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
        long wall = seconds * TimeText.MICROS_PER_SECOND + fraction;
        return utc ? wall : toInstant(wall, zone);
    }

    /// A number of two digits, or a negative one.
    private static int twoDigits(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
    }

    /// The microseconds since 1970-01-01T00:00:00 on a clock without zone that the bytes say, or [#NONE]. A zone that
    /// is said is passed over.
    public static long wallClock(byte[] bytes, int start, int end) {
        return wallClock(bytes, start, end, true);
    }

    /// The same; a zone makes it none if it is not allowed.
    public static long wallClock(byte[] bytes, int start, int end, boolean zoneAllowed) {
        var parser = new TimeParser();
        if (!parser.parse(bytes, start, end) || (parser.zone != null && !zoneAllowed)) return NONE;
        try {
            if (parser.zone != null) zoneOf(parser.zone);
            long wall = parser.wallSecond(ZoneOffset.UTC, NONE);
            return wall == NONE ? NONE : parser.micros(wall);
        } catch (DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }

    /// The moment at which clocks in the zone show a time.
    public static long toInstant(long wallMicros, ZoneId zone) {
        if (zone instanceof ZoneOffset offset) return minusSeconds(wallMicros, offset);
        long second = Math.floorDiv(wallMicros, TimeText.MICROS_PER_SECOND);
        var local = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        return minusSeconds(wallMicros, zone.getRules().getOffset(local));
    }

    /// A time zone as Spark reads it: as `ZoneId`, its old three-letter names, and offsets with one digit (`+9:00`).
    ///
    /// @throws DateTimeException if there is none of that name
    public static ZoneId zoneOf(String name) {
        String trimmed = name.trim();
        if (trimmed.equals("Z")) return ZoneOffset.UTC;
        String hour = ONE_DIGIT_HOUR.matcher(trimmed).replaceFirst("$10$2:");
        return ZoneId.of(ONE_DIGIT_MINUTE.matcher(hour).replaceFirst("$1$2:0$3"), ZoneId.SHORT_IDS);
    }

    /// The days since 1970-01-01 of a date, or [#NONE] if there is no such day.
    static long epochDay(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) return NONE;
        // Years that begin in March, so that the leap day is the last one.
        long shiftedYear = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(shiftedYear, 400L);
        long yearOfEra = shiftedYear - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private static int lengthOfMonth(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static long minusSeconds(long wallMicros, ZoneOffset offset) {
        return Math.subtractExact(wallMicros, offset.getTotalSeconds() * TimeText.MICROS_PER_SECOND);
    }

    private static boolean isDateSegment(int segment, int digits) {
        return segment == 0 ? digits >= 4 && digits <= 7 : digits > 0 && digits <= 2;
    }

    private static int trimmedStart(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isSpace(bytes[at])) at++;
        return at;
    }

    private static int trimmedEnd(byte[] bytes, int start, int end) {
        int at = end;
        while (at > start && isSpace(bytes[at - 1])) at--;
        return at;
    }

    private static boolean isSpace(byte b) {
        return (b >= 0 && b <= ' ') || b == 0x7F;
    }

    private long wallSecond(ZoneId in, long nowMicros) {
        if (segments[HOUR] > 23 || segments[4] > 59 || segments[SECOND] > 59) return NONE;
        long day;
        if (!timeAlone) {
            day = epochDay(segments[0], segments[1], segments[2]);
        } else if (nowMicros != NONE) {
            long here = nowMicros + TimeText.offsetSeconds(in, nowMicros) * TimeText.MICROS_PER_SECOND;
            day = Math.floorDiv(here, TimeText.MICROS_PER_DAY);
        } else {
            day = NONE;
        }
        if (day == NONE) return NONE;
        long seconds = segments[HOUR] * 3600L + segments[4] * 60L + segments[SECOND];
        return day * TimeText.SECONDS_PER_DAY + seconds;
    }

    private long micros(long second) {
        // Towards zero, so that the first second that a long has is not too early as a whole.
        long whole = second < 0 ? second + 1 : second;
        long fraction = second < 0 ? segments[FRACTION] - TimeText.MICROS_PER_SECOND : segments[FRACTION];
        return Math.addExact(Math.multiplyExact(whole, TimeText.MICROS_PER_SECOND), fraction);
    }

    private static long toInstantSecond(long wallSecond, ZoneId zone) {
        ZoneOffset offset = zone instanceof ZoneOffset fixed
                ? fixed
                : zone.getRules().getOffset(LocalDateTime.ofEpochSecond(wallSecond, 0, ZoneOffset.UTC));
        return wallSecond - offset.getTotalSeconds();
    }

    /// Fills the segments; false if the text is not of the form.
    private boolean parse(byte[] bytes, int start, int end) {
        int at = trimmedStart(bytes, start, end);
        int first = at;
        int to = trimmedEnd(bytes, at, end);
        if (at == to) return false;
        boolean signed = bytes[at] == '-' || bytes[at] == '+';
        int sign = bytes[at] == '-' ? -1 : 1;
        if (signed) at++;
        int segment = 0;
        int value = 0;
        int digits = 0;
        int fractionDigits = 0;
        for (; at < to; at++) {
            byte b = bytes[at];
            if (b >= '0' && b <= '9') {
                if (segment == FRACTION) fractionDigits++;
                if (segment != FRACTION || digits < 6) value = value * 10 + b - '0';
                // More digits than any segment has, and the value would run over.
                if (++digits > 6 && segment != FRACTION) return false;
            } else if (segment == 0 && b == 'T' && at == first) {
                timeAlone = true;
                segment = HOUR;
            } else {
                int next = nextSegment(segment, b, signed);
                // A time alone begins with the hour, which was taken for a year so far.
                int ended = segment == 0 && next == HOUR + 1 ? HOUR : segment;
                if (next < 0 || !isSegment(ended, digits)) return false;
                timeAlone |= ended == HOUR && segment == 0;
                segments[ended] = value;
                value = 0;
                digits = 0;
                segment = next;
                if (next == FRACTION + 1) {
                    zone = new String(bytes, at, to - at, java.nio.charset.StandardCharsets.UTF_8);
                    break;
                }
            }
        }
        if (!isSegment(segment, digits)) return false;
        segments[segment] = value;
        for (; fractionDigits < 6; fractionDigits++) segments[FRACTION] *= 10;
        segments[0] *= sign;
        return true;
    }

    /// The segment that begins behind a character that is no digit, or -1.
    private static int nextSegment(int segment, byte b, boolean signed) {
        return switch (segment) {
            case 0 -> b == '-' ? 1 : b == ':' && !signed ? HOUR + 1 : -1;
            case 1 -> b == '-' ? 2 : -1;
            case 2 -> b == ' ' || b == 'T' ? HOUR : -1;
            case HOUR, 4 -> b == ':' ? segment + 1 : -1;
            case SECOND -> b == '.' ? FRACTION : FRACTION + 1;
            case FRACTION -> FRACTION + 1;
            default -> -1;
        };
    }

    private static boolean isSegment(int segment, int digits) {
        return switch (segment) {
            case 0 -> digits >= 4 && digits <= 6;
            case FRACTION -> true;
            case FRACTION + 1 -> digits <= 2;
            default -> digits > 0 && digits <= 2;
        };
    }
}
