package dev.sluice.format;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Dates and timestamps in the text of a file: by the user's pattern, or in the forms that Spark's readers take without
/// one.
///
/// @param zone what a timestamp without zone means
public record TextTimes(@Nullable TimePattern pattern, ZoneId zone) {

    /// Days since 1970-01-01, or [TimeParser#NONE].
    public long date(byte[] bytes, int from, int to) {
        return pattern != null ? pattern.date(text(bytes, from, to)) : TimeParser.date(bytes, from, to);
    }

    /// The same, where a small number stands for the days themselves.
    long dateOrDays(byte[] bytes, int from, int to) {
        long date = date(bytes, from, to);
        if (date != TimeParser.NONE || pattern != null) return date;
        try {
            return Integer.parseInt(text(bytes, from, to));
        } catch (NumberFormatException e) {
            return TimeParser.NONE;
        }
    }

    /// Microseconds since 1970-01-01T00:00:00Z, or [TimeParser#NONE].
    public long timestamp(byte[] bytes, int from, int to) {
        if (pattern != null) return pattern.timestamp(text(bytes, from, to), zone);
        long micros = TimeParser.timestamp(bytes, from, to, zone);
        if (micros != TimeParser.NONE) return micros;
        // An old way of writing a zone: 2020-01-02T03:04:05GMT+01:00.
        String text = text(bytes, from, to);
        int mark = text.indexOf("GMT");
        if (mark < 0) return TimeParser.NONE;
        byte[] without = (text.substring(0, mark) + text.substring(mark + 3)).getBytes(StandardCharsets.UTF_8);
        return TimeParser.timestamp(without, 0, without.length, zone);
    }

    /// Microseconds since 1970-01-01T00:00:00 on a clock without zone, or [TimeParser#NONE]; none if the text has a
    /// zone.
    public long wallClock(byte[] bytes, int from, int to) {
        if (pattern != null) return pattern.wallClock(text(bytes, from, to));
        return TimeParser.wallClock(bytes, from, to, false);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
