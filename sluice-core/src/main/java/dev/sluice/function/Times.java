package dev.sluice.function;

import dev.sluice.format.TimeParser;
import dev.sluice.format.TimeText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Counts in days and microseconds: what DATE and the timestamps are made of.
///
/// Local times are microseconds as if the clock on the wall showed UTC, the form of TIMESTAMP_NTZ.
public final class Times {

    public static final long MICROS_PER_SECOND = 1_000_000;
    public static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
    public static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
    public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    private static final int NANOS_PER_MICRO = 1_000;

    private Times() {}

    /// The day since 1970 of a local time.
    public static int dayOf(long localMicros) {
        return (int) Math.floorDiv(localMicros, MICROS_PER_DAY);
    }

    /// The first moment of a day, in local time.
    public static long midnight(int day) {
        return day * MICROS_PER_DAY;
    }

    /// What the clock on the wall shows in a zone at an instant.
    public static long toLocal(long micros, ZoneId zone) {
        return micros + TimeText.offsetSeconds(zone, micros) * MICROS_PER_SECOND;
    }

    /// The instant at which the clock on the wall shows a local time. Of two, the earlier; a time that is skipped is
    /// moved by the gap.
    public static long toInstant(long localMicros, ZoneId zone) {
        return TimeParser.toInstant(localMicros, zone);
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    /// @throws ArithmeticException if it is too far from 1970
    public static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / NANOS_PER_MICRO);
    }

    public static LocalDateTime local(long localMicros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(localMicros, MICROS_PER_SECOND),
                (int) Math.floorMod(localMicros, MICROS_PER_SECOND) * NANOS_PER_MICRO,
                ZoneOffset.UTC);
    }

    public static long micros(LocalDateTime local) {
        return Math.addExact(
                Math.multiplyExact(local.toEpochSecond(ZoneOffset.UTC), MICROS_PER_SECOND),
                local.getNano() / NANOS_PER_MICRO);
    }

    public static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }
}
