package dev.sluice.format;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// How files say times: by patterns, and without one as Spark writes them, `2020-01-02T03:04:05.000Z`.
///
/// @param zone what clock a timestamp is shown by
/// @param date and the others: patterns, or null
public record TimeStyle(
        ZoneId zone,
        @Nullable TimePattern date,
        @Nullable TimePattern timestamp,
        @Nullable TimePattern wallClock) {

    private static final int MICROS_PER_MILLI = 1000;

    /// Without patterns.
    public static TimeStyle usual(ZoneId zone) {
        return new TimeStyle(zone, null, null, null);
    }

    public void appendDate(StringBuilder out, int days) {
        if (date == null) {
            TimeText.appendDate(out, days);
        } else {
            date.appendDate(out, days);
        }
    }

    public void appendTimestamp(StringBuilder out, long micros) {
        if (timestamp != null) {
            timestamp.appendTimestamp(out, micros, zone);
            return;
        }
        int offset = TimeText.offsetSeconds(zone, micros);
        milliseconds(out, micros + offset * TimeText.MICROS_PER_SECOND);
        offset(out, offset);
    }

    public void appendWallClock(StringBuilder out, long micros) {
        if (wallClock == null) {
            milliseconds(out, micros);
        } else {
            wallClock.appendWallClock(out, micros);
        }
    }

    /// Appends `yyyy-MM-ddTHH:mm:ss.SSS`.
    private static void milliseconds(StringBuilder out, long wallMicros) {
        TimeText.appendSecond(out, wallMicros, 'T');
        int millis = (int) Math.floorMod(wallMicros, TimeText.MICROS_PER_SECOND) / MICROS_PER_MILLI;
        out.append('.').append((char) ('0' + millis / 100));
        TimeText.appendTwoDigits(out, millis % 100);
    }

    /// Appends `Z` or `+hh:mm`.
    private static void offset(StringBuilder out, int seconds) {
        if (seconds == 0) {
            out.append('Z');
            return;
        }
        int minutes = Math.abs(seconds) / 60;
        out.append(seconds < 0 ? '-' : '+');
        TimeText.appendTwoDigits(out, minutes / 60);
        out.append(':');
        TimeText.appendTwoDigits(out, minutes % 60);
    }
}
