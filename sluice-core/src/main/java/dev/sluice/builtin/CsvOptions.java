package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.filesink.CsvRows;
import dev.sluice.format.CsvQuoting;
import dev.sluice.format.CsvSettings;
import dev.sluice.format.CsvSyntax;
import dev.sluice.format.ParseMode;
import dev.sluice.format.UnescapedQuotes;
import dev.sluice.type.DataType;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The options of `csv`.
final class CsvOptions {

    static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec("sep", ",", "What separates values: one or more characters."),
            new OptionSpec("delimiter", ",", "Another name of sep."),
            new OptionSpec("quote", "\"", "What values with separators stand between; empty for nothing."),
            new OptionSpec("escape", "\\", "What stands before a quote that is part of a quoted value."),
            new OptionSpec("comment", null, "What a line begins with that is passed over."),
            new OptionSpec("header", "false", "The first line of each file names the columns."),
            new OptionSpec("inferSchema", "false", "Look through the files for the columns' types."),
            new OptionSpec("enforceSchema", "true", "Names in headers may differ from those of the schema."),
            new OptionSpec("ignoreLeadingWhiteSpace", "false", "Drop space before values."),
            new OptionSpec("ignoreTrailingWhiteSpace", "false", "Drop space behind values."),
            new OptionSpec("nullValue", "", "What stands for null."),
            new OptionSpec("emptyValue", "", "What a quoted value without content is."),
            new OptionSpec("nanValue", "NaN", "What stands for a number that is none."),
            new OptionSpec("positiveInf", "Inf", "What stands for infinity."),
            new OptionSpec("negativeInf", "-Inf", "What stands for negative infinity."),
            new OptionSpec("quoteAll", "false", "Written values all stand between quotes."),
            new OptionSpec("escapeQuotes", "true", "Written values that hold a quote stand between quotes."),
            new OptionSpec("charToEscapeQuoteEscaping", "\\", "What stands before an escape that is part of a value."),
            new OptionSpec(
                    "unescapedQuoteHandling", "STOP_AT_DELIMITER", "What an unescaped quote in a quoted value does."),
            new OptionSpec("preferDate", "true", "Infer dates rather than timestamps."),
            new OptionSpec("maxColumns", "20480", "How many columns a record may have."),
            new OptionSpec("maxCharsPerColumn", "-1", "How long a value may be; -1 for as long as it is."));

    private CsvOptions() {}

    static CsvSettings settings(Options options, ZoneId sessionZone) {
        OptionValues.refuseUnless(options, FileOptions.RECORDS_NOT_YET);
        FileOptions.requireUtf8(options);
        return new CsvSettings(
                syntax(options),
                OptionValues.flag(options, "header", false),
                OptionValues.flag(options, "enforceSchema", true),
                OptionValues.flag(options, "inferSchema", false),
                OptionValues.flag(options, "preferDate", true),
                limit(options, "maxColumns", 20_480),
                limit(options, "maxCharsPerColumn", -1),
                ParseMode.of(options.get("mode", "PERMISSIVE")),
                FileOptions.corruptColumn(options),
                FileOptions.zone(options, sessionZone),
                options.get("nanValue", "NaN"),
                options.get("positiveInf", "Inf"),
                options.get("negativeInf", "-Inf"),
                FileOptions.pattern(options, "dateFormat"),
                FileOptions.pattern(options, "timestampFormat"),
                FileOptions.pattern(options, "timestampNTZFormat"));
    }

    /// How rows are written.
    static CsvRows rows(Options options, DataType.Struct schema, ZoneId sessionZone) {
        FileOptions.requireUtf8(options);
        char escape = character(options, "escape", '\\');
        char quote = character(options, "quote", '"');
        var quoting = new CsvQuoting(
                separator(options.get("sep").or(() -> options.get("delimiter")).orElse(",")),
                quote,
                escape,
                character(options, "charToEscapeQuoteEscaping", escape == quote ? '\0' : escape),
                character(options, "comment", '#'),
                OptionValues.flag(options, "quoteAll", false),
                OptionValues.flag(options, "escapeQuotes", true),
                FileOptions.writtenLineEnd(options));
        return new CsvRows(
                schema,
                quoting,
                FileOptions.timeStyle(options, sessionZone),
                OptionValues.flag(options, "header", false),
                options.get("nullValue", ""),
                options.get("emptyValue", "\"\""),
                OptionValues.flag(options, "ignoreLeadingWhiteSpace", true),
                OptionValues.flag(options, "ignoreTrailingWhiteSpace", true));
    }

    private static CsvSyntax syntax(Options options) {
        char quote = character(options, "quote", '"');
        char escape = character(options, "escape", '\\');
        return new CsvSyntax(
                separator(options.get("sep").or(() -> options.get("delimiter")).orElse(",")),
                quote,
                escape,
                character(options, "charToEscapeQuoteEscaping", escape == quote ? '\0' : escape),
                character(options, "comment", '\0'),
                OptionValues.flag(options, "ignoreLeadingWhiteSpace", false),
                OptionValues.flag(options, "ignoreTrailingWhiteSpace", false),
                options.get("nullValue", ""),
                options.get("emptyValue", ""),
                unescapedQuotes(options),
                OptionValues.flag(options, "multiLine", false),
                options.get("lineSep", ""));
    }

    private static UnescapedQuotes unescapedQuotes(Options options) {
        String said = options.get("unescapedQuoteHandling", UnescapedQuotes.STOP_AT_DELIMITER.name());
        return Arrays.stream(UnescapedQuotes.values())
                .filter(each -> each.name().equalsIgnoreCase(said))
                .findFirst()
                .orElseThrow(() -> OptionValues.invalid(
                        "unescapedQuoteHandling", said, "one of " + Arrays.toString(UnescapedQuotes.values())));
    }

    private static int limit(Options options, String name, int otherwise) {
        return Math.toIntExact(OptionValues.integer(options, name, otherwise));
    }

    private static char character(Options options, String name, char otherwise) {
        Optional<String> value = options.get(name);
        if (value.isEmpty()) return otherwise;
        String text = value.get();
        if (text.isEmpty() || text.equals("\\u0000")) return '\0';
        if (text.length() > 1) {
            throw ErrorCondition.OPTION_VALUE_EXCEEDS_ONE_CHARACTER
                    .error()
                    .with("option", name)
                    .with("value", text)
                    .build();
        }
        if (text.charAt(0) > 127) throw OptionValues.notYet("the option '" + name + "' with a character beyond ASCII");
        return text.charAt(0);
    }

    /// The separator, in which `\t` and the like are written as in Java.
    private static String separator(String option) {
        if (option.isEmpty()) throw OptionValues.invalid("sep", option, "at least one character");
        var separator = new StringBuilder();
        for (int i = 0; i < option.length(); i++) {
            char c = option.charAt(i);
            if (c != '\\') {
                separator.append(c);
            } else if (option.startsWith("u0000", i + 1)) {
                separator.append('\0');
                i += 5;
            } else {
                int escape = i + 1 < option.length() ? "trbf\"'\\".indexOf(option.charAt(i + 1)) : -1;
                if (escape < 0) {
                    throw OptionValues.invalid("sep", option, "without single backslashes; a backslash is \\\\");
                }
                separator.append("\t\r\b\f\"'\\".charAt(escape));
                i++;
            }
        }
        return separator.toString();
    }
}
