package dev.sluice.format;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// How JSON is read, as the options of `json` and `from_json` say.
///
/// @param corruptColumn the column that takes lines that don't fit, if the schema has it
/// @param zone what a timestamp without zone means
/// @param textAnew whether texts are values of columns: then a STRING takes values that are no strings in the normal
///     form of [JsonCopy], else as they are written; and then the bytes of strings need not be UTF-8, else a line is
///     malformed
/// @param dateFormat null for the forms of [TimeParser]; the other formats likewise
public record JsonSettings(
        ParseMode mode,
        String corruptColumn,
        ZoneId zone,
        JsonSyntax syntax,
        JsonGuesses guesses,
        boolean textAnew,
        @Nullable TimePattern dateFormat,
        @Nullable TimePattern timestampFormat,
        @Nullable TimePattern wallClockFormat) {

    public static final String CORRUPT_COLUMN = "_corrupt_record";

    /// Spark's defaults.
    public static JsonSettings of(ZoneId zone) {
        return new JsonSettings(
                ParseMode.PERMISSIVE,
                CORRUPT_COLUMN,
                zone,
                JsonSyntax.DEFAULT,
                JsonGuesses.DEFAULT,
                false,
                null,
                null,
                null);
    }

    /// How the functions that take no options read texts: Spark's defaults for them.
    static JsonSettings ofTexts() {
        return of(ZoneOffset.UTC).with(JsonSyntax.OF_TEXTS).forColumns();
    }

    /// The same in another mode.
    public JsonSettings in(ParseMode other) {
        return copy(other, zone, syntax, textAnew);
    }

    /// The same in another zone.
    public JsonSettings in(ZoneId other) {
        return copy(mode, other, syntax, textAnew);
    }

    /// The same with other rules of what counts as JSON.
    public JsonSettings with(JsonSyntax other) {
        return copy(mode, zone, other, textAnew);
    }

    /// The same for texts that are values of columns, as `from_json` reads them.
    public JsonSettings forColumns() {
        return copy(mode, zone, syntax, true);
    }

    private JsonSettings copy(ParseMode otherMode, ZoneId otherZone, JsonSyntax otherSyntax, boolean anew) {
        return new JsonSettings(
                otherMode,
                corruptColumn,
                otherZone,
                otherSyntax,
                guesses,
                anew,
                dateFormat,
                timestampFormat,
                wallClockFormat);
    }
}
