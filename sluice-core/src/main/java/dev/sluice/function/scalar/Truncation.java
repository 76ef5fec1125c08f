package dev.sluice.function.scalar;

import dev.sluice.function.Times;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/// The units to which dates and times are cut.
enum Truncation {
    MICROSECOND(1),
    MILLISECOND(1_000),
    SECOND(Times.MICROS_PER_SECOND),
    MINUTE(Times.MICROS_PER_MINUTE),
    HOUR(Times.MICROS_PER_HOUR),
    DAY(0),
    WEEK(0),
    MONTH(0),
    QUARTER(0),
    YEAR(0),
    /// What is no unit: nothing can be cut to it.
    NONE(0);

    /// The length of a unit that is shorter than a day, else 0.
    private final long micros;

    Truncation(long micros) {
        this.micros = micros;
    }

    static Truncation of(String unit) {
        return switch (unit.toUpperCase(Locale.ROOT)) {
            case "MICROSECOND" -> MICROSECOND;
            case "MILLISECOND" -> MILLISECOND;
            case "SECOND" -> SECOND;
            case "MINUTE" -> MINUTE;
            case "HOUR" -> HOUR;
            case "DAY", "DD" -> DAY;
            case "WEEK" -> WEEK;
            case "MON", "MONTH", "MM" -> MONTH;
            case "QUARTER" -> QUARTER;
            case "YEAR", "YYYY", "YY" -> YEAR;
            default -> NONE;
        };
    }

    /// Whether the unit is longer than a day.
    boolean isOfDates() {
        return switch (this) {
            case WEEK, MONTH, QUARTER, YEAR -> true;
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY, NONE -> false;
        };
    }

    /// The first day of the unit that the day is in; a shorter unit leaves the day as it is.
    int date(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        LocalDate first = switch (this) {
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> date.with(IsoFields.DAY_OF_QUARTER, 1);
            case YEAR -> date.withDayOfYear(1);
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY, NONE -> date;
        };
        return (int) first.toEpochDay();
    }

    /// The first moment of the unit that the instant is in.
    long timestamp(long instant, ZoneId zone) {
        long local = Times.toLocal(instant, zone);
        if (micros > 0) return instant - Math.floorMod(local, micros);
        return Times.toInstant(Times.midnight(date(Times.dayOf(local))), zone);
    }
}
