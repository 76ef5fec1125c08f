package dev.sluice.format.xml;

import dev.sluice.format.ParseMode;
import dev.sluice.format.TimePattern;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// How XML is read, as the options of `xml` and `from_xml` say.
///
/// @param rowTag the element that is a row; without meaning where a text is one row
/// @param names what stands where in a row
/// @param corruptColumn the column that takes texts that don't fit, if the schema has it
/// @param nullValue the text that is NULL, if there is one
/// @param trims whether space around values does not count
/// @param inferTypes whether columns have types other than STRING
/// @param prefersDecimal whether a fraction is a DECIMAL rather than a DOUBLE
/// @param zone what a timestamp without zone means
/// @param dateFormat null for the forms that Spark reads without one; the other formats likewise
public record XmlSettings(
        String rowTag,
        XmlNames names,
        ParseMode mode,
        String corruptColumn,
        @Nullable String nullValue,
        boolean trims,
        boolean inferTypes,
        boolean prefersDecimal,
        ZoneId zone,
        @Nullable TimePattern dateFormat,
        @Nullable TimePattern timestampFormat,
        @Nullable TimePattern wallClockFormat) {

    /// The same in another zone.
    public XmlSettings in(ZoneId other) {
        return new XmlSettings(
                rowTag,
                names,
                mode,
                corruptColumn,
                nullValue,
                trims,
                inferTypes,
                prefersDecimal,
                other,
                dateFormat,
                timestampFormat,
                wallClockFormat);
    }

    /// The text that counts.
    String trimmed(String text) {
        return trims ? text.trim() : text;
    }

    /// Whether there is no value, only what stands between elements.
    boolean isSpace(String text) {
        return text.trim().isEmpty();
    }
}
