package dev.sluice.file;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/// Dates and instants as Spark 2 counted them: in Julius Caesar's calendar before 1582-10-15, and by clocks that knew
/// no time of the sun's own before 1900. Here is found the same date and the same clock's time in the calendar that
/// goes back for ever.
public final class JulianCalendar {

    /// 1582-10-15 in days since 1970-01-01.
    private static final int SWITCH_DAY = -141427;

    /// 1900-01-01: since then clocks say the same.
    private static final long SWITCH_MICROS = -2_208_988_800_000_000L;

    private JulianCalendar() {}

    public static int days(int days) {
        if (days >= SWITCH_DAY) return days;
        var calendar = calendar(ZoneOffset.UTC, days * 86_400_000L);
        return (int) date(calendar).toEpochDay();
    }

    /// @param zone of the clock by which they were written
    public static long micros(long micros, ZoneId zone) {
        if (micros >= SWITCH_MICROS) return micros;
        var calendar = calendar(zone, Math.floorDiv(micros, 1_000));
        LocalDateTime clock = date(calendar)
                .atTime(
                        calendar.get(Calendar.HOUR_OF_DAY),
                        calendar.get(Calendar.MINUTE),
                        calendar.get(Calendar.SECOND));
        return clock.atZone(zone).toEpochSecond() * 1_000_000 + Math.floorMod(micros, 1_000_000);
    }

    private static GregorianCalendar calendar(ZoneId zone, long millis) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.ROOT);
        calendar.setTimeInMillis(millis);
        return calendar;
    }

    private static LocalDate date(GregorianCalendar calendar) {
        int year = calendar.get(Calendar.ERA) == GregorianCalendar.BC
                ? 1 - calendar.get(Calendar.YEAR)
                : calendar.get(Calendar.YEAR);
        // A day that only Caesar has, such as 1000-02-29, is the next one.
        return LocalDate.of(year, calendar.get(Calendar.MONTH) + 1, 1)
                .plusDays(calendar.get(Calendar.DAY_OF_MONTH) - 1L);
    }
}
