package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.format.JsonSettings;
import dev.sluice.format.LineEnds;
import dev.sluice.format.LineParser;
import dev.sluice.format.TimeParser;
import dev.sluice.format.TimePattern;
import dev.sluice.format.TimeStyle;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the formats of records have in common besides being files.
final class FileOptions {

    static final OptionSpec ENCODING = new OptionSpec("encoding", "UTF-8", "The files' character encoding.");

    /// Of formats whose lines may fail to fit.
    static final List<OptionSpec> RECORDS = List.of(
            new OptionSpec(
                    "mode", "PERMISSIVE", "What becomes of a line that does not fit: or DROPMALFORMED, FAILFAST."),
            new OptionSpec("columnNameOfCorruptRecord", "_corrupt_record", "The column that takes such lines."),
            new OptionSpec("dateFormat", null, "The pattern of dates; without it 2020-01-02."),
            new OptionSpec("timestampFormat", null, "The pattern of timestamps; without it 2020-01-02 03:04:05."),
            new OptionSpec("timestampNTZFormat", null, "The pattern of timestamps without zone."),
            new OptionSpec("timeZone", null, "What a timestamp without zone means; without it the session's zone."),
            new OptionSpec("lineSep", null, "What ends a line; without it \\n, \\r\\n and \\r all do."),
            ENCODING,
            new OptionSpec("charset", "UTF-8", "Another name of encoding."));

    /// Of JSON and CSV.
    static final List<OptionSpec> LINES = List.of(
            new OptionSpec("multiLine", "false", "Whether a record may have several lines."),
            new OptionSpec(
                    "samplingRatio",
                    "1.0",
                    "The part of the rows that inferring the columns looks at, at least: it looks at all."));

    /// Of the same formats in Spark, with the only value that means what is done here.
    static final List<OptionSpec> RECORDS_NOT_YET =
            List.of(new OptionSpec("locale", "en-US", "The language of dates and numbers."));

    private FileOptions() {}

    static LineEnds lineEnds(Options options) {
        return options.get("lineSep")
                .map(separator -> {
                    if (separator.isEmpty()) throw OptionValues.invalid("lineSep", "", "at least one character");
                    return LineEnds.of(separator);
                })
                .orElse(LineEnds.ANY);
    }

    /// Files of records, each a line or, with `multiLine`, as long as it is.
    ///
    /// @param parsers makes the parser for one reader; told whether it reads the file's beginning
    static RecordReading reading(Options options, DataType.Struct schema, Function<Boolean, LineParser> parsers) {
        checkSamplingRatio(options);
        return OptionValues.flag(options, "multiLine", false)
                ? new ManyLinesReading(schema, parsers)
                : new LineReading(schema, lineEnds(options), parsers);
    }

    private static void checkSamplingRatio(Options options) {
        String ratio = options.get("samplingRatio", "1.0");
        try {
            if (Double.parseDouble(ratio) > 0) return;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw OptionValues.invalid("samplingRatio", ratio, "a number above 0, at most 1");
    }

    static void requireUtf8(Options options) {
        for (String name : List.of("encoding", "charset")) {
            String value = options.get(name, "UTF-8");
            if (!value.equalsIgnoreCase("UTF-8") && !value.equalsIgnoreCase("UTF8")) {
                throw OptionValues.notYet("reading files in " + value);
            }
        }
    }

    static String corruptColumn(Options options) {
        return options.get("columnNameOfCorruptRecord", JsonSettings.CORRUPT_COLUMN);
    }

    static ZoneId zone(Options options, ZoneId session) {
        Optional<String> name = options.get("timeZone");
        try {
            return name.isPresent() ? TimeParser.zoneOf(name.get()) : session;
        } catch (DateTimeException e) {
            throw OptionValues.invalid("timeZone", name.orElse(""), "a time zone such as Europe/Berlin or +09:00");
        }
    }

    /// What ends a written line.
    static String writtenLineEnd(Options options) {
        lineEnds(options);
        return options.get("lineSep", "\n");
    }

    /// How times are written. A pattern that asks for what a value has not got is refused here.
    static TimeStyle timeStyle(Options options, ZoneId session) {
        var style = new TimeStyle(
                zone(options, session),
                pattern(options, "dateFormat"),
                pattern(options, "timestampFormat"),
                pattern(options, "timestampNTZFormat"));
        var scrap = new StringBuilder();
        tryOut("dateFormat", options, () -> style.appendDate(scrap, 0));
        tryOut("timestampFormat", options, () -> style.appendTimestamp(scrap, 0));
        tryOut("timestampNTZFormat", options, () -> style.appendWallClock(scrap, 0));
        return style;
    }

    private static void tryOut(String option, Options options, Runnable writing) {
        try {
            writing.run();
        } catch (DateTimeException e) {
            String problem = "a pattern of what there is to be written: " + e.getMessage();
            throw OptionValues.invalid(option, options.get(option, ""), problem);
        }
    }

    static @Nullable TimePattern pattern(Options options, String name) {
        Optional<String> pattern = options.get(name);
        if (pattern.isEmpty()) return null;
        try {
            return TimePattern.of(pattern.get());
        } catch (IllegalArgumentException e) {
            throw OptionValues.invalid(name, pattern.get(), "a datetime pattern such as yyyy-MM-dd: " + e.getMessage());
        }
    }

    /// Checks that the column for corrupt records, if there is one, can hold them.
    static void checkCorruptColumn(Options options, DataType.Struct schema) {
        for (Field field : schema.fields()) {
            if (field.name().equals(corruptColumn(options)) && field.type() != DataType.Atomic.STRING) {
                throw ErrorCondition.INVALID_CORRUPT_RECORD_TYPE
                        .error()
                        .with("columnName", Field.quote(field.name()))
                        .with("actualType", "\"" + field.type().sql() + "\"")
                        .build();
            }
        }
    }

    static SluiceException unsupported(String format, Field field) {
        return ErrorCondition.UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE
                .error()
                .with("format", format)
                .with("columnName", Field.quote(field.name()))
                .with("columnType", "\"" + field.type().sql() + "\"")
                .build();
    }
}
