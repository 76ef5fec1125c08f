package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.filesink.XmlRows;
import dev.sluice.format.ParseMode;
import dev.sluice.format.xml.XmlNames;
import dev.sluice.format.xml.XmlSettings;
import dev.sluice.format.xml.XmlStyle;
import dev.sluice.type.DataType;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/// The options of `xml`, with Spark's names and defaults.
final class XmlOptions {

    private static final String ROW_TAG = "rowTag";
    private static final String ROOT_TAG = "rootTag";
    private static final String ATTRIBUTE_PREFIX = "attributePrefix";
    private static final String VALUE_TAG = "valueTag";

    static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec(ROW_TAG, null, "The element that is a row; files want it said."),
            new OptionSpec(ATTRIBUTE_PREFIX, "_", "What begins the name of a column that is an attribute."),
            new OptionSpec(VALUE_TAG, "_VALUE", "The column that is the text beside attributes or elements."),
            new OptionSpec("excludeAttribute", "false", "Whether attributes are passed over."),
            new OptionSpec("ignoreNamespace", "false", "Whether the prefixes of namespaces are no part of names."),
            new OptionSpec(
                    "wildcardColName", "xs_any", "The column that takes all elements without a column, as text."),
            new OptionSpec("ignoreSurroundingSpaces", "true", "Whether space around values does not count."),
            new OptionSpec("nullValue", null, "The text that means NULL, and is written for it."),
            new OptionSpec("inferSchema", "true", "Infer types; without it all values are STRING."),
            new OptionSpec("prefersDecimal", "false", "Infer decimals rather than doubles."),
            new OptionSpec(ROOT_TAG, "ROWS", "The element around the rows of a written file, with its attributes."),
            new OptionSpec(
                    "declaration",
                    "version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"",
                    "What a written file says of itself in front; nothing if empty."),
            new OptionSpec("arrayElementName", "item", "The element of an item of a list that is in a list."),
            new OptionSpec("indent", "    ", "What written lines begin with, for each element around."),
            new OptionSpec("validateName", "true", "Whether names are refused that XML does not have."));

    /// Of Spark, with the only value that means what is done here.
    static final List<OptionSpec> NOT_YET = List.of(
            new OptionSpec("rowValidationXSDPath", "", "A schema of XML that rows must meet."),
            new OptionSpec("samplingRatio", "1.0", "The part of the rows that inferring the columns looks at."),
            new OptionSpec("locale", "en-US", "The language of dates and numbers."),
            new OptionSpec("multiLine", "true", "Whether a row may have several lines."),
            new OptionSpec("preferDate", "true", "Whether a date is inferred as one."),
            new OptionSpec("singleVariantColumn", "", "The column that takes rows as variants."));

    /// All that is said of XML besides of files.
    static final List<OptionSpec> UNDERSTOOD = Stream.of(OPTIONS, NOT_YET, FileOptions.RECORDS)
            .flatMap(List::stream)
            .filter(option -> !option.name().equals("lineSep"))
            .toList();

    private XmlOptions() {}

    /// How texts are read that are one row each.
    static XmlSettings settings(Options options, ZoneId session) {
        OptionValues.refuseUnless(options, NOT_YET);
        FileOptions.requireUtf8(options);
        requireNames(options);
        return new XmlSettings(
                options.get(ROW_TAG, "ROW"),
                new XmlNames(
                        options.get(ATTRIBUTE_PREFIX, "_"),
                        options.get(VALUE_TAG, "_VALUE"),
                        options.get("wildcardColName", "xs_any"),
                        !OptionValues.flag(options, "excludeAttribute", false),
                        !OptionValues.flag(options, "ignoreNamespace", false)),
                ParseMode.of(options.get("mode", "PERMISSIVE")),
                FileOptions.corruptColumn(options),
                options.get("nullValue").orElse(null),
                OptionValues.flag(options, "ignoreSurroundingSpaces", true),
                OptionValues.flag(options, "inferSchema", true),
                OptionValues.flag(options, "prefersDecimal", false),
                FileOptions.zone(options, session),
                FileOptions.pattern(options, "dateFormat"),
                FileOptions.pattern(options, "timestampFormat"),
                FileOptions.pattern(options, "timestampNTZFormat"));
    }

    /// How files are read.
    static XmlSettings ofFiles(Options options, ZoneId session) {
        requireRowTag(options);
        return settings(options, session);
    }

    /// How rows are written.
    static XmlStyle style(Options options) {
        requireNames(options);
        return new XmlStyle(
                options.get(ROW_TAG, "ROW"),
                options.get(ATTRIBUTE_PREFIX, "_"),
                options.get(VALUE_TAG, "_VALUE"),
                options.get("arrayElementName", "item"),
                options.get("nullValue").orElse(null),
                options.get("indent", "    "),
                OptionValues.flag(options, "validateName", true));
    }

    /// How files are written.
    static XmlRows rows(Options options, DataType.Struct schema, ZoneId session) {
        requireRowTag(options);
        FileOptions.requireUtf8(options);
        String rootTag = options.get(ROOT_TAG, "ROWS");
        if (rootTag.isEmpty()) throw OptionValues.invalid(ROOT_TAG, rootTag, "the name of an element");
        return new XmlRows(
                schema,
                style(options),
                FileOptions.timeStyle(options, session),
                rootTag,
                options.get("declaration", "version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\""));
    }

    private static void requireRowTag(Options options) {
        if (options.has(ROW_TAG)) return;
        throw ErrorCondition.XML_ROW_TAG_MISSING
                .error()
                .with(ROW_TAG, "`" + ROW_TAG + "`")
                .build();
    }

    private static void requireNames(Options options) {
        for (String option : List.of(ROW_TAG, ROOT_TAG, "arrayElementName")) {
            String tag = options.get(option, "tag");
            if (tag.isEmpty() || tag.indexOf('<') >= 0 || tag.indexOf('>') >= 0) {
                throw OptionValues.invalid(option, tag, "the name of an element, without angle brackets");
            }
        }
        String value = options.get(VALUE_TAG, "_VALUE");
        if (value.isEmpty()) throw OptionValues.invalid(VALUE_TAG, value, "the name of a column");
        if (value.equals(options.get(ATTRIBUTE_PREFIX, "_"))) {
            throw OptionValues.invalid(VALUE_TAG, value, "something else than the attributePrefix");
        }
    }
}
