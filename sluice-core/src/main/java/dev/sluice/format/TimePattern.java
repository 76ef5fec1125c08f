package dev.sluice.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads and writes dates and timestamps by a pattern such as `dd/MM/yyyy HH:mm`, with the letters of Spark's datetime
/// patterns.
///
/// What the pattern leaves out is, when it reads, 1970, January, the first, midnight.
public final class TimePattern {

    private final String pattern;
    private final DateTimeFormatter formatter;
    private final DateTimeFormatter writer;

    private TimePattern(String pattern, DateTimeFormatter formatter, DateTimeFormatter writer) {
        this.pattern = pattern;
        this.formatter = formatter;
        this.writer = writer;
    }

    /// @throws IllegalArgumentException if it is not a pattern
    public static TimePattern of(String pattern) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        appendPattern(builder, pattern);
        DateTimeFormatter formatter = builder.toFormatter(Locale.US)
                .withChronology(IsoChronology.INSTANCE)
                .withResolverStyle(ResolverStyle.STRICT);
        DateTimeFormatter writer = DateTimeFormatter.ofPattern(withSignedYears(pattern), Locale.US);
        return new TimePattern(pattern, formatter, writer);
    }

    /// The days since 1970-01-01, or [TimeParser#NONE].
    public long date(String text) {
        try {
            return date(formatter.parse(text)).toEpochDay();
        } catch (DateTimeException e) {
            return TimeParser.NONE;
        }
    }

    /// The microseconds since 1970-01-01T00:00:00Z, or [TimeParser#NONE].
    ///
    /// @param zone what a text without zone means
    public long timestamp(String text, ZoneId zone) {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            @Nullable ZoneId said = parsed.query(TemporalQueries.zone());
            return TimeParser.toInstant(micros(parsed), Objects.requireNonNullElse(said, zone));
        } catch (DateTimeException | ArithmeticException e) {
            return TimeParser.NONE;
        }
    }

    /// The microseconds since 1970-01-01T00:00:00 on a clock without zone, or [TimeParser#NONE].
    public long wallClock(String text) {
        try {
            return micros(formatter.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            return TimeParser.NONE;
        }
    }

    /// Appends a day as the pattern says it.
    ///
    /// @throws DateTimeException if the pattern asks for more than a day has
    public void appendDate(StringBuilder out, int days) {
        writer.formatTo(LocalDate.ofEpochDay(days), out);
    }

    /// Appends an instant as a clock in the zone shows it.
    public void appendTimestamp(StringBuilder out, long micros, ZoneId zone) {
        writer.formatTo(wall(micros).atOffset(ZoneOffset.UTC).atZoneSameInstant(zone), out);
    }

    /// Appends what a clock without zone shows.
    ///
    /// @throws DateTimeException if the pattern asks for a zone
    public void appendWallClock(StringBuilder out, long micros) {
        writer.formatTo(wall(micros), out);
    }

    private static LocalDateTime wall(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, TimeText.MICROS_PER_SECOND),
                (int) Math.floorMod(micros, TimeText.MICROS_PER_SECOND) * 1000,
                ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        return pattern;
    }

    private static String withSignedYears(String pattern) {
        boolean hasEra = pattern.replaceAll("'[^']*'", "").indexOf('G') >= 0;
        if (hasEra) return pattern;
        var signed = new StringBuilder();
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            if (c == '\'') quoted = !quoted;
            signed.append(!quoted && c == 'y' ? 'u' : c);
        }
        return signed.toString();
    }

    /// As [DateTimeFormatterBuilder#appendPattern], but `y` is a year before and after Christ alike, and a fraction may
    /// have fewer digits than letters.
    private static void appendPattern(DateTimeFormatterBuilder builder, String pattern) {
        var plain = new StringBuilder();
        boolean quoted = false;
        boolean hasEra = pattern.replaceAll("'[^']*'", "").indexOf('G') >= 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\'') quoted = !quoted;
            if (!quoted && c == 'S') {
                int end = i;
                while (end < pattern.length() && pattern.charAt(end) == 'S') end++;
                builder.appendPattern(plain.toString());
                plain.setLength(0);
                builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, Math.min(9, end - i), false);
                i = end - 1;
            } else {
                plain.append(!quoted && !hasEra && c == 'y' ? 'u' : c);
            }
        }
        builder.appendPattern(plain.toString());
    }

    private static long micros(TemporalAccessor parsed) {
        var local = LocalDateTime.of(date(parsed), time(parsed));
        return Math.addExact(
                Math.multiplyExact(local.toLocalDate().toEpochDay(), TimeText.MICROS_PER_DAY),
                local.toLocalTime().toNanoOfDay() / 1000);
    }

    private static LocalDate date(TemporalAccessor parsed) {
        @Nullable LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date != null) return date;
        return LocalDate.of(
                field(parsed, ChronoField.YEAR, 1970),
                field(parsed, ChronoField.MONTH_OF_YEAR, 1),
                field(parsed, ChronoField.DAY_OF_MONTH, 1));
    }

    private static LocalTime time(TemporalAccessor parsed) {
        @Nullable LocalTime time = parsed.query(TemporalQueries.localTime());
        if (time != null) return time;
        return LocalTime.of(
                field(parsed, ChronoField.HOUR_OF_DAY, 0),
                field(parsed, ChronoField.MINUTE_OF_HOUR, 0),
                field(parsed, ChronoField.SECOND_OF_MINUTE, 0),
                field(parsed, ChronoField.NANO_OF_SECOND, 0));
    }

    private static int field(TemporalAccessor parsed, ChronoField field, int otherwise) {
        return parsed.isSupported(field) ? parsed.get(field) : otherwise;
    }
}
