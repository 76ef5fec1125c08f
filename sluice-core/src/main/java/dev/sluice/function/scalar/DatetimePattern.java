package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.format.TimeParser;
import dev.sluice.format.TimePattern;
import dev.sluice.function.Memo;
import dev.sluice.function.Times;
import java.text.SimpleDateFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/// A pattern such as `dd/MM/yyyy HH:mm`, to read and to write dates and times by.
///
/// Source of the letters: Spark SQL Reference, "Datetime Patterns for Formatting and Parsing".
final class DatetimePattern {

    private static final String WEEK_BASED = "YWwuec";
    private static final String ILLEGAL = "ABnNp";
    private static final String ILLEGAL_IN_READING = "DEFqQ";
    private static final List<String> TOO_LONG =
            List.of("GGGGG", "MMMMM", "LLLLL", "EEEEE", "QQQQQ", "qqqqq", "yyyyyyy");

    private final TimePattern reading;
    private final DateTimeFormatter formatter;

    private DatetimePattern(TimePattern reading, DateTimeFormatter formatter) {
        this.reading = reading;
        this.formatter = formatter;
    }

    static Memo<DatetimePattern> forReading() {
        return new Memo<>(pattern -> of(pattern, true));
    }

    static Memo<DatetimePattern> forWriting() {
        return new Memo<>(pattern -> of(pattern, false));
    }

    private static DatetimePattern of(String pattern, boolean reading) {
        check(pattern, reading);
        try {
            DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(withSignedYears(pattern))
                    .toFormatter(Locale.US)
                    .withChronology(IsoChronology.INSTANCE)
                    .withResolverStyle(ResolverStyle.STRICT);
            return new DatetimePattern(TimePattern.of(pattern), formatter);
        } catch (IllegalArgumentException e) {
            throw unrecognized(
                    pattern,
                    ErrorCondition.INVALID_DATETIME_PATTERN
                            .error()
                            .with("pattern", "'" + pattern + "'")
                            .cause(e)
                            .build());
        }
    }

    /// The days since 1970-01-01.
    int date(String text) {
        long day = reading.date(text);
        if (day == TimeParser.NONE) throw malformed(text, "try_to_date");
        return (int) day;
    }

    /// The microseconds since 1970-01-01T00:00:00Z.
    long timestamp(String text, ZoneId zone) {
        long micros = reading.timestamp(text, zone);
        if (micros == TimeParser.NONE) throw malformed(text, "try_to_timestamp");
        return micros;
    }

    /// The timestamp as a clock in the zone shows it.
    String format(long micros, ZoneId zone) {
        return formatter.format(Times.instant(micros).atZone(zone));
    }

    private SluiceException malformed(String text, String tolerant) {
        return ErrorCondition.CANNOT_PARSE_TIMESTAMP
                .error()
                .with("message", problem(text))
                .with("func", "`" + tolerant + "`")
                .build();
    }

    private String problem(String text) {
        try {
            formatter.parse(text);
            return "Text '" + text + "' could not be parsed";
        } catch (DateTimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void check(String pattern, boolean reading) {
        for (String plain : unquoted(pattern)) {
            for (char c : plain.toCharArray()) {
                if (WEEK_BASED.indexOf(c) >= 0) throw unrecognized(pattern, weekBased(c));
                if (ILLEGAL.indexOf(c) >= 0 || reading && ILLEGAL_IN_READING.indexOf(c) >= 0) {
                    throw unrecognized(pattern, illegal(c, pattern));
                }
            }
            for (String tooLong : TOO_LONG) {
                if (plain.contains(tooLong)) throw unrecognized(pattern, tooLong(tooLong));
            }
        }
    }

    private static SluiceException weekBased(char c) {
        return ErrorCondition.DATETIME_WEEK_BASED_PATTERN.error().with("c", c).build();
    }

    private static SluiceException illegal(char c, String pattern) {
        return ErrorCondition.INVALID_DATETIME_PATTERN_CHARACTER
                .error()
                .with("c", c)
                .with("pattern", pattern)
                .build();
    }

    private static SluiceException tooLong(String letters) {
        return ErrorCondition.INVALID_DATETIME_PATTERN_LENGTH
                .error()
                .with("pattern", letters)
                .build();
    }

    /// What Spark's old patterns knew is answered with a hint to them.
    private static SluiceException unrecognized(String pattern, SluiceException otherwise) {
        try {
            new SimpleDateFormat(pattern, Locale.US);
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
        return ErrorCondition.DATETIME_PATTERN_RECOGNITION
                .error()
                .with("pattern", "'" + pattern + "'")
                .with("config", "\"spark.sql.legacy.timeParserPolicy\"")
                .with("docroot", "https://spark.apache.org/docs/latest")
                .build();
    }

    /// `y` counts years before Christ too, unless an era is written.
    private static String withSignedYears(String pattern) {
        if (unquoted(pattern).stream().anyMatch(plain -> plain.indexOf('G') >= 0)) return pattern;
        var out = new StringBuilder();
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            if (c == '\'') quoted = !quoted;
            out.append(!quoted && c == 'y' ? 'u' : c);
        }
        return out.toString();
    }

    private static List<String> unquoted(String pattern) {
        String[] parts = pattern.split("'", -1);
        return java.util.stream.IntStream.range(0, parts.length)
                .filter(i -> i % 2 == 0)
                .mapToObj(i -> parts[i])
                .toList();
    }
}
