package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.error.ErrorCondition;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileFormat;
import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriting;
import dev.sluice.filesink.JsonRows;
import dev.sluice.filesink.TextWriting;
import dev.sluice.format.JsonGuesses;
import dev.sluice.format.JsonInference;
import dev.sluice.format.JsonLineParser;
import dev.sluice.format.JsonSettings;
import dev.sluice.format.JsonSyntax;
import dev.sluice.format.ParseMode;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `json`: a row for each line, which is an object.
final class JsonFormat implements FileFormat {

    private static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec("allowSingleQuotes", "true", "Whether strings may stand between single quotes."),
            new OptionSpec("allowNonNumericNumbers", "true", "Whether NaN and Infinity are numbers."),
            new OptionSpec("allowUnquotedControlChars", "false", "Whether strings may have control characters."),
            new OptionSpec("allowComments", "false", "Whether there may be comments as in Java."),
            new OptionSpec("allowUnquotedFieldNames", "false", "Whether names may stand without quotes."),
            new OptionSpec("allowNumericLeadingZeros", "false", "Whether 007 is a number."),
            new OptionSpec("allowBackslashEscapingAnyCharacter", "false", "Whether \\q is q."),
            new OptionSpec("primitivesAsString", "false", "Infer STRING for every value without parts."),
            new OptionSpec("prefersDecimal", "false", "Infer decimals rather than doubles."),
            new OptionSpec("inferTimestamp", "false", "Infer timestamps from strings."),
            new OptionSpec("dropFieldIfAllNull", "false", "Leave out columns that are always null."),
            new OptionSpec("ignoreNullFields", "true", "Whether fields that are null are left out of written rows."));

    @Override
    public String name() {
        return "json";
    }

    @Override
    public List<OptionSpec> options() {
        return Stream.of(
                        FileSinkOptions.COMPRESSION,
                        FileOptions.RECORDS,
                        FileOptions.LINES,
                        OPTIONS,
                        FileOptions.RECORDS_NOT_YET)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public FileReading reading(Options options, DataType.Struct schema, Provider.Surroundings around) {
        JsonSettings settings = settings(options, around.zone());
        return FileOptions.reading(options, schema, _ -> new JsonLineParser(schema, settings));
    }

    @Override
    public void checkReadable(Options options, DataType.Struct user) {
        FileOptions.checkCorruptColumn(options, user);
        requireTextKeys(user, user);
        requireHeld(user);
    }

    @Override
    public Optional<DataType.Struct> infer(Options options, List<FileBytes> files, Provider.Surroundings around) {
        if (files.isEmpty()) return Optional.empty();
        var inference = new JsonInference(settings(options, around.zone()));
        FileOptions.reading(options, DataType.Struct.of(), _ -> inference).readThrough(files);
        DataType.Struct found = inference.schema();
        FileOptions.checkCorruptColumn(options, found);
        return Optional.of(found);
    }

    @Override
    public FileWriting writing(Options options, DataType.Struct schema, Provider.Surroundings around) {
        FileOptions.requireUtf8(options);
        requireHeld(schema);
        var rows = new JsonRows(
                schema,
                FileOptions.timeStyle(options, around.zone()),
                !OptionValues.flag(options, "ignoreNullFields", true),
                FileOptions.writtenLineEnd(options));
        return new TextWriting(rows, ".json", FileSinkOptions.codec(options));
    }

    /// @param zone the session's
    static JsonSettings settings(Options options, ZoneId zone) {
        OptionValues.refuseUnless(options, FileOptions.RECORDS_NOT_YET);
        FileOptions.requireUtf8(options);
        return new JsonSettings(
                ParseMode.of(options.get("mode", "PERMISSIVE")),
                FileOptions.corruptColumn(options),
                FileOptions.zone(options, zone),
                syntax(options),
                guesses(options),
                // Lines whose encoding is said are text to Spark, others bytes.
                options.has("encoding") || options.has("charset"),
                FileOptions.pattern(options, "dateFormat"),
                FileOptions.pattern(options, "timestampFormat"),
                FileOptions.pattern(options, "timestampNTZFormat"));
    }

    private static JsonSyntax syntax(Options options) {
        return new JsonSyntax(
                OptionValues.flag(options, "allowSingleQuotes", true),
                OptionValues.flag(options, "allowNonNumericNumbers", true),
                OptionValues.flag(options, "allowUnquotedControlChars", false),
                OptionValues.flag(options, "allowComments", false),
                OptionValues.flag(options, "allowUnquotedFieldNames", false),
                OptionValues.flag(options, "allowNumericLeadingZeros", false),
                OptionValues.flag(options, "allowBackslashEscapingAnyCharacter", false));
    }

    private static JsonGuesses guesses(Options options) {
        return new JsonGuesses(
                OptionValues.flag(options, "primitivesAsString", false),
                OptionValues.flag(options, "prefersDecimal", false),
                OptionValues.flag(options, "inferTimestamp", false),
                OptionValues.flag(options, "dropFieldIfAllNull", false));
    }

    private static void requireHeld(DataType.Struct schema) {
        for (Field field : schema.fields()) {
            if (field.type().hasCalendarInterval()) throw FileOptions.unsupported("JSON", field);
        }
    }

    private static void requireTextKeys(DataType type, DataType.Struct schema) {
        if (!hasOtherKeys(type)) return;
        throw ErrorCondition.INVALID_JSON_SCHEMA_MAP_TYPE
                .error()
                .with("jsonSchema", "\"" + schema.sql() + "\"")
                .build();
    }

    /// Whether there is a map in the type whose keys are no text, which JSON has not got.
    static boolean hasOtherKeys(DataType type) {
        return switch (type) {
            case DataType.Struct struct -> struct.fields().stream().anyMatch(field -> hasOtherKeys(field.type()));
            case DataType.Array array -> hasOtherKeys(array.element());
            case DataType.Map map -> map.key() != DataType.Atomic.STRING || hasOtherKeys(map.value());
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ -> false;
        };
    }
}
