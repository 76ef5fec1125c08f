package dev.sluice.testing.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.sluice.format.JsonSettings;
import dev.sluice.format.TextTimes;
import dev.sluice.format.TimeParser;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows that a line of JSON is, found by Jackson, the parser that Spark uses, and Spark's rules of what values a
/// type takes: a second opinion on `JsonLineParser`. Only how times are read is not told anew.
final class JacksonRows {

    /// What a line is.
    ///
    /// @param rows the values of each row without the column for corrupt records, as in `Values`
    /// @param fits whether all values are of their types
    /// @param broken whether it is no JSON; then there is one row, of nulls
    record Line(List<List<@Nullable Object>> rows, boolean fits, boolean broken) {}

    private final DataType.Struct schema;
    private final JsonFactory factory;
    private final TextTimes dates;
    private final TextTimes timestamps;
    private final TextTimes wallClocks;
    private final boolean names;
    private byte[] line = new byte[0];
    private boolean fits;

    /// @param schema without the column for corrupt records
    JacksonRows(DataType.Struct schema, JsonSettings settings) {
        this.schema = schema;
        var syntax = settings.syntax();
        names = syntax.nonNumericNumbers();
        factory = JsonFactory.builder()
                .configure(JsonReadFeature.ALLOW_SINGLE_QUOTES, syntax.singleQuotes())
                .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, syntax.nonNumericNumbers())
                .configure(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, syntax.controlChars())
                .configure(JsonReadFeature.ALLOW_JAVA_COMMENTS, syntax.comments())
                .configure(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, syntax.unquotedNames())
                .configure(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS, syntax.leadingZeros())
                .configure(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER, syntax.anyEscape())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
        dates = new TextTimes(settings.dateFormat(), settings.zone());
        timestamps = new TextTimes(settings.timestampFormat(), settings.zone());
        wallClocks = new TextTimes(settings.wallClockFormat(), settings.zone());
    }

    Line read(byte[] bytes) {
        line = bytes;
        fits = true;
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (JsonParser parser = factory.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null) return new Line(rows, true, false);
            switch (first) {
                case START_OBJECT -> rows.add(object(parser, schema));
                case START_ARRAY -> {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        if (parser.currentToken() != JsonToken.START_OBJECT) {
                            finish(parser);
                            return malformed(false);
                        }
                        rows.add(object(parser, schema));
                    }
                }
                default -> {
                    return malformed(false);
                }
            }
            return new Line(rows, fits, false);
        } catch (IOException e) {
            return malformed(true);
        }
    }

    private Line malformed(boolean broken) {
        return new Line(List.of(Collections.nCopies(schema.size(), null)), false, broken);
    }

    /// Looks at the rest of an array of rows, which may be broken as well.
    private static void finish(JsonParser parser) throws IOException {
        while (parser.nextToken() != null) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) parser.getText();
            if (parser.getParsingContext().inRoot()) return;
        }
    }

    private List<@Nullable Object> object(JsonParser parser, DataType.Struct struct) throws IOException {
        @Nullable Object[] values = new Object[struct.size()];
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int field = struct.names().indexOf(parser.currentName());
            parser.nextToken();
            if (field < 0) {
                skip(parser);
            } else {
                Object value = value(parser, struct.field(field).type());
                if (value != UNFIT) values[field] = value;
            }
        }
        return Arrays.asList(values);
    }

    /// What stands for a value that is not of the type.
    private static final Object UNFIT = new Object();

    private @Nullable Object value(JsonParser parser, DataType type) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) return null;
        Object value = switch (type) {
            case DataType.Struct struct when parser.currentToken() == JsonToken.START_OBJECT -> object(parser, struct);
            case DataType.Array array when parser.currentToken() == JsonToken.START_ARRAY -> list(parser, array);
            case DataType.Map map when parser.currentToken() == JsonToken.START_OBJECT -> map(parser, map);
            case DataType.Decimal decimal -> decimal(parser, decimal);
            case DataType.Atomic atomic -> scalar(parser, atomic);
            default -> UNFIT;
        };
        if (value == UNFIT) {
            fits = false;
            skip(parser);
        }
        return value;
    }

    /// Goes to the end of the value, every string of which is read.
    private static void skip(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) parser.getText();
        int open = 0;
        if (parser.currentToken().isStructStart()) open++;
        while (open > 0) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) parser.getText();
            if (token.isStructStart()) open++;
            if (token.isStructEnd()) open--;
        }
    }

    private Object list(JsonParser parser, DataType.Array array) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        boolean unfit = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object item = value(parser, array.element());
            unfit |= item == UNFIT;
            items.add(item);
        }
        return unfit ? UNFIT : items;
    }

    private Object map(JsonParser parser, DataType.Map map) throws IOException {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        boolean unfit = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = utf8(parser.currentName());
            parser.nextToken();
            Object value = value(parser, map.value());
            unfit |= value == UNFIT;
            entries.put(key, value);
        }
        return unfit ? UNFIT : entries;
    }

    private static Object decimal(JsonParser parser, DataType.Decimal type) throws IOException {
        try {
            BigDecimal value = switch (parser.currentToken()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
                case VALUE_STRING -> new BigDecimal(parser.getText().replace(",", ""));
                default -> null;
            };
            if (value == null) return UNFIT;
            if (value.signum() == 0) return BigDecimal.ZERO.setScale(type.scale());
            if ((long) value.precision() - value.scale() > 40) return UNFIT;
            BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
            return rounded.precision() > type.precision() ? UNFIT : rounded;
        } catch (NumberFormatException e) {
            return UNFIT;
        }
    }

    private Object scalar(JsonParser parser, Atomic type) throws IOException {
        JsonToken token = parser.currentToken();
        boolean whole = token == JsonToken.VALUE_NUMBER_INT;
        boolean text = token == JsonToken.VALUE_STRING;
        return switch (type) {
            case BOOLEAN -> token.isBoolean() ? (Object) parser.getBooleanValue() : UNFIT;
            case BYTE ->
                whole
                        ? whole(parser, Byte.MIN_VALUE, 255) instanceof Integer i ? (Object) (int) i.byteValue() : UNFIT
                        : UNFIT;
            case SHORT -> whole ? whole(parser, Short.MIN_VALUE, Short.MAX_VALUE) : UNFIT;
            case INT -> whole ? whole(parser, Integer.MIN_VALUE, Integer.MAX_VALUE) : UNFIT;
            case LONG -> {
                Object number = whole ? parser.getNumberValue() : UNFIT;
                yield number instanceof Integer || number instanceof Long
                        ? (Object) ((Number) number).longValue()
                        : UNFIT;
            }
            case FLOAT ->
                token.isNumeric()
                        ? (Object) parser.getFloatValue()
                        : named(parser) instanceof Double d ? (Object) d.floatValue() : UNFIT;
            case DOUBLE -> token.isNumeric() ? (Object) parser.getDoubleValue() : named(parser);
            case STRING -> text ? utf8(parser.getText()) : written(parser);
            case BINARY -> text ? binary(parser) : UNFIT;
            case DATE -> text ? date(parser) : UNFIT;
            case TIMESTAMP -> timestamp(parser);
            case TIMESTAMP_NTZ -> {
                byte[] bytes = text ? parser.getText().getBytes(StandardCharsets.UTF_8) : new byte[0];
                yield bytes.length > 0 ? orUnfit(wallClocks.wallClock(bytes, 0, bytes.length)) : UNFIT;
            }
            case CALENDAR_INTERVAL, NULL -> UNFIT;
        };
    }

    private static Object whole(JsonParser parser, int least, int most) throws IOException {
        boolean fits = parser.getNumberValue() instanceof Integer i && i >= least && i <= most;
        return fits ? parser.getNumberValue() : UNFIT;
    }

    private Object named(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING || !names) return UNFIT;
        return switch (parser.getText()) {
            case "NaN" -> Double.NaN;
            case "+INF", "+Infinity", "Infinity" -> Double.POSITIVE_INFINITY;
            case "-INF", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> UNFIT;
        };
    }

    private static Object binary(JsonParser parser) throws IOException {
        parser.getText();
        try {
            return parser.getBinaryValue();
        } catch (IOException e) {
            return UNFIT;
        }
    }

    private Object date(JsonParser parser) throws IOException {
        String text = parser.getText();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long days = bytes.length == 0 ? TimeParser.NONE : dates.date(bytes, 0, bytes.length);
        if (days != TimeParser.NONE) return (int) days;
        try {
            return dates.pattern() == null ? Integer.parseInt(text) : UNFIT;
        } catch (NumberFormatException e) {
            return UNFIT;
        }
    }

    private Object timestamp(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            Number seconds = parser.getNumberValue();
            boolean fits = seconds instanceof Integer || seconds instanceof Long;
            return fits ? (Object) (seconds.longValue() * 1_000_000L) : UNFIT;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) return UNFIT;
        byte[] bytes = parser.getText().getBytes(StandardCharsets.UTF_8);
        return bytes.length == 0 ? UNFIT : orUnfit(timestamps.timestamp(bytes, 0, bytes.length));
    }

    private static Object orUnfit(long micros) {
        return micros == TimeParser.NONE ? UNFIT : (Object) micros;
    }

    /// A value that is no string, as it stands in the line.
    private String written(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        boolean single = !parser.currentToken().isStructStart();
        skip(parser);
        int end = single ? start + 1 : (int) parser.currentLocation().getByteOffset();
        while (single && end < line.length && ",]} \t/".indexOf(line[end]) < 0) end++;
        return new String(line, start, end - start, StandardCharsets.UTF_8);
    }

    /// Half a pair of surrogates is no character.
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
