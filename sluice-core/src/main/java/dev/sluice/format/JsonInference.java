package dev.sluice.format;

import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Finds the columns that lines of JSON have, as Spark does: takes lines and makes no rows.
///
/// Fields come in the order of their names. Whole numbers are BIGINT or, if they are longer, DECIMAL; others DOUBLE.
/// What is of different types, or never anything but null, is STRING; an object without fields is left out. A line that
/// is not an object adds the column for corrupt records. With [JsonGuesses] other types are found.
public final class JsonInference implements LineParser {

    private final JsonSettings settings;
    private final JsonGuesses guesses;
    private final TextTimes times;
    private final JsonScanner json;
    private final JsonShape rows = new JsonShape();
    private boolean corrupt;

    public JsonInference(JsonSettings settings) {
        this.settings = settings;
        guesses = settings.guesses();
        times = new TextTimes(settings.timestampFormat(), settings.zone());
        json = new JsonScanner(settings);
        rows.mergeObject();
    }

    @Override
    public void line(byte[] block, int from, int to) {
        json.reset(block, to);
        int at = json.skipSpace(from);
        if (at == to) return;
        // The whole line first: of a broken one nothing counts.
        if (json.skipValue(at) == JsonScanner.MALFORMED) {
            malformed(block, from, to);
            return;
        }
        json.reset(block, to);
        var shape = new JsonShape();
        observe(at, shape);
        while (shape.element().isPresent()) shape = shape.element().get();
        if (shape.isObject()) {
            rows.merge(shape);
        } else if (!shape.isNull()) {
            malformed(block, from, to);
        }
    }

    /// The columns that the lines so far have.
    ///
    /// @throws dev.sluice.error.SluiceException if two have the same name, case ignored
    public DataType.Struct schema() {
        if (corrupt && settings.mode() == ParseMode.PERMISSIVE) {
            rows.field(settings.corruptColumn()).mergeString();
        }
        rows.twice().ifPresent(name -> {
            throw duplicate(name);
        });
        var schema = (DataType.Struct) rows.type(guesses.dropsAllNull()).orElse(DataType.Struct.of());
        requireDistinct(schema);
        return schema;
    }

    /// The type of a single value: that of an empty text is STRING, as if it were null.
    ///
    /// @throws dev.sluice.error.SluiceException if it is no JSON, or an object in it has a field twice
    public static DataType typeOf(byte[] text, JsonSettings settings) {
        var inference = new JsonInference(settings);
        JsonScanner json = inference.json;
        json.reset(text, text.length);
        int at = json.skipSpace(0);
        if (at == text.length) return DataType.Atomic.STRING;
        if (json.skipValue(at) == JsonScanner.MALFORMED) {
            throw ErrorCondition.MALFORMED_JSON
                    .error()
                    .with("text", new String(text, StandardCharsets.UTF_8))
                    .build();
        }
        json.reset(text, text.length);
        var shape = new JsonShape();
        inference.observe(at, shape);
        shape.twice().ifPresent(name -> {
            throw duplicate(name);
        });
        return shape.type(settings.guesses().dropsAllNull()).orElse(DataType.Struct.of());
    }

    @Override
    public int rowCount() {
        return 0;
    }

    @Override
    public Chunk take() {
        return Chunk.of(0);
    }

    @Override
    public boolean keepsBlocks() {
        return false;
    }

    private void malformed(byte[] block, int from, int to) {
        if (settings.mode() == ParseMode.FAILFAST) throw JsonLineParser.malformedRecord(block, from, to);
        corrupt = true;
    }

    /// Adds the value at a position to what is known.
    ///
    /// @return the position behind it
    private int observe(int at, JsonShape shape) {
        return switch (json.at(at)) {
            case '{' -> observeObject(at, shape);
            case '[' -> observeArray(at, shape);
            default -> {
                int end = json.skipValue(at);
                observeScalar(at, end, shape);
                yield end;
            }
        };
    }

    private int observeObject(int start, JsonShape shape) {
        shape.mergeObject();
        Set<String> names = new HashSet<>();
        int at = json.skipSpace(start + 1);
        while (json.at(at) != '}') {
            int nameEnd = json.skipName(at);
            json.readText(at, nameEnd, json.escaped());
            String name = new String(
                    json.text(), json.textStart(), json.textEnd() - json.textStart(), StandardCharsets.UTF_8);
            if (!names.add(name)) shape.twice(name);
            int end = observe(json.skipColon(nameEnd), shape.field(name));
            int next = json.separator(end, '}');
            if (next < 0) return ~next;
            at = json.skipSpace(next);
        }
        return at + 1;
    }

    private int observeArray(int start, JsonShape shape) {
        JsonShape element = shape.mergeArray();
        int at = json.skipSpace(start + 1);
        while (json.at(at) != ']') {
            int end = observe(at, element);
            int next = json.separator(end, ']');
            if (next < 0) return ~next;
            at = json.skipSpace(next);
        }
        return at + 1;
    }

    private void observeScalar(int from, int to, JsonShape shape) {
        switch (json.at(from)) {
            case 'n' -> {}
            case '"', '\'' -> {
                // Some writers say an empty string for null.
                if (to - from > 2) observeString(from, to, shape);
            }
            default -> {
                if (guesses.primitivesAsString()) {
                    shape.mergeString();
                } else if (json.at(from) == 't' || json.at(from) == 'f') {
                    shape.mergeBoolean();
                } else {
                    observeNumber(from, to, shape);
                }
            }
        }
    }

    private void observeString(int from, int to, JsonShape shape) {
        json.readText(from, to, json.escaped());
        if (guesses.prefersDecimal() && mergeDecimal(shape)) return;
        if (guesses.timestamps() && times.timestamp(json.text(), json.textStart(), json.textEnd()) != TimeParser.NONE) {
            shape.mergeTimestamp();
        } else {
            shape.mergeString();
        }
    }

    /// Whether the text that was read last is a number that a decimal holds, with the digits that are written.
    private boolean mergeDecimal(JsonShape shape) {
        int length = json.textEnd() - json.textStart();
        String text = new String(json.text(), json.textStart(), length, StandardCharsets.UTF_8);
        try {
            var decimal = new BigDecimal(text.replace(",", ""));
            boolean fits = decimal.scale() >= 0
                    && decimal.scale() <= decimal.precision()
                    && decimal.precision() <= DataType.Decimal.MAX_PRECISION;
            if (fits) shape.mergeDecimal(decimal.precision(), decimal.scale());
            return fits;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void observeNumber(int from, int to, JsonShape shape) {
        boolean whole = json.isWholeNumber(from, to);
        if (whole && new NumberParser().parseWhole(json.bytes(), from, to)) {
            shape.mergeLong();
        } else if (whole || guesses.prefersDecimal()) {
            mergeLarge(new String(json.bytes(), from, to - from, StandardCharsets.US_ASCII), shape);
        } else {
            shape.mergeDouble();
        }
    }

    /// A number that is DECIMAL if it fits one.
    private static void mergeLarge(String number, JsonShape shape) {
        boolean finite = number.charAt(number.length() - 1) <= '9';
        BigDecimal decimal = finite ? new BigDecimal(number) : BigDecimal.ZERO;
        int precision = Math.max(decimal.precision(), decimal.scale());
        if (finite && decimal.scale() >= 0 && precision <= DataType.Decimal.MAX_PRECISION) {
            shape.mergeDecimal(precision, decimal.scale());
        } else {
            shape.mergeDouble();
        }
    }

    private static void requireDistinct(DataType type) {
        switch (type) {
            case DataType.Struct struct -> {
                Set<String> names = new HashSet<>();
                for (Field field : struct.fields()) {
                    if (!names.add(field.name().toLowerCase(Locale.ROOT))) throw duplicate(field.name());
                    requireDistinct(field.type());
                }
            }
            case DataType.Array array -> requireDistinct(array.element());
            case DataType.Map map -> requireDistinct(map.value());
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ -> {}
        }
    }

    private static RuntimeException duplicate(String name) {
        return ErrorCondition.COLUMN_ALREADY_EXISTS
                .error()
                .with("columnName", Field.quote(name.toLowerCase(Locale.ROOT)))
                .build();
    }
}
