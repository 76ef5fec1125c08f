package dev.sluice.function.scalar;

import dev.sluice.function.Times;
import dev.sluice.type.CalendarInterval;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;

/// Moves dates and times along the calendar.
final class Calendars {

    private Calendars() {}

    /// The day that many months later, or the month's last if it has no such day.
    static int addMonths(int day, int months) {
        try {
            return Math.toIntExact(LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay());
        } catch (DateTimeException _) {
            throw new ArithmeticException("date overflow");
        }
    }

    static long plusMonths(long localMicros, int months) {
        return Times.micros(Times.local(localMicros).plusMonths(months));
    }

    static long plusMonths(long micros, int months, ZoneId zone) {
        return Times.micros(
                Times.instant(micros).atZone(zone).plusMonths(months).toInstant());
    }

    /// The instant behind the months, then the days of the calendar, and then the time.
    ///
    /// @throws ArithmeticException if it is too far, as [DateTimeException]
    static long plus(long micros, CalendarInterval interval, ZoneId zone) {
        if (interval.months() == 0 && interval.days() == 0) return Math.addExact(micros, interval.microseconds());
        long day = Times.micros(Times.instant(micros)
                .atZone(zone)
                .plusMonths(interval.months())
                .plusDays(interval.days())
                .toInstant());
        return Math.addExact(day, interval.microseconds());
    }

    /// The instant behind so many days of the calendar and then so much time.
    static long plus(long micros, long length, ZoneId zone) {
        if (zone.getRules().isFixedOffset()) return Math.addExact(micros, length);
        long days = length / Times.MICROS_PER_DAY;
        long rest = length % Times.MICROS_PER_DAY;
        return Math.addExact(
                Times.micros(Times.instant(micros).atZone(zone).plusDays(days).toInstant()), rest);
    }
}
