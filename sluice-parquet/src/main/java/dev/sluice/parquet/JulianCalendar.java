package dev.sluice.parquet;

import java.time.LocalDate;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/// Days before 1582-10-15, counted by writers that used Julius Caesar's calendar there: the same date in the calendar
/// that dates have here, which goes back for ever.
final class JulianCalendar {

    /// 1582-10-15 in days since 1970-01-01.
    private static final int SWITCH_DAY = -141427;

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long SWITCH_MICROS = SWITCH_DAY * DAY_MICROS;

    private JulianCalendar() {}

    static int days(int days) {
        if (days >= SWITCH_DAY) return days;
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.setTimeInMillis(days * 86_400_000L);
        int year = calendar.get(Calendar.ERA) == GregorianCalendar.BC
                ? 1 - calendar.get(Calendar.YEAR)
                : calendar.get(Calendar.YEAR);
        // A day that only Caesar has, such as 1000-02-29, is the next one.
        return (int) LocalDate.of(year, calendar.get(Calendar.MONTH) + 1, 1)
                .plusDays(calendar.get(Calendar.DAY_OF_MONTH) - 1L)
                .toEpochDay();
    }

    /// The same for instants, by the clock of UTC.
    static long micros(long micros) {
        if (micros >= SWITCH_MICROS) return micros;
        long day = Math.floorDiv(micros, DAY_MICROS);
        return days(Math.toIntExact(day)) * DAY_MICROS + Math.floorMod(micros, DAY_MICROS);
    }
}
