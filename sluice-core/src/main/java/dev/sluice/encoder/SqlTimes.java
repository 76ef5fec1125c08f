package dev.sluice.encoder;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// The older Java classes for DATE and TIMESTAMP, as Spark fills them.
///
/// Their calendar is not that of java.time: it turns Julian in 1582, and the zones' clocks before 1900 are others. As
/// in Spark a time before 1900 keeps the date and time that a clock on the wall shows, and not the milliseconds.
public final class SqlTimes {

    private static final Instant CALENDARS_AGREE = Instant.parse("1900-01-01T00:00:00Z");

    private SqlTimes() {}

    public static Timestamp timestamp(Instant instant) {
        return instant.isBefore(CALENDARS_AGREE)
                ? Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneId.systemDefault()))
                : Timestamp.from(instant);
    }

    public static Instant instant(Timestamp timestamp) {
        return timestamp.getTime() < CALENDARS_AGREE.toEpochMilli()
                ? timestamp.toLocalDateTime().atZone(ZoneId.systemDefault()).toInstant()
                : timestamp.toInstant();
    }

    public static Date date(LocalDate date) {
        return Date.valueOf(date);
    }

    public static LocalDate localDate(Date date) {
        return date.toLocalDate();
    }
}
