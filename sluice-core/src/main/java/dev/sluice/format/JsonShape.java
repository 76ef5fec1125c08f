package dev.sluice.format;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is known of the type of a JSON value from the values seen so far. It only ever becomes wider:
///
/// ```text
/// NULL ─▶ BOOLEAN ───────────────────────▶ STRING
/// NULL ─▶ LONG ─▶ DECIMAL ─▶ DOUBLE ─────▶ STRING
/// NULL ─▶ TIMESTAMP ─────────────────────▶ STRING
/// NULL ─▶ ARRAY of shape ────────────────▶ STRING
/// NULL ─▶ OBJECT with a shape a field ───▶ STRING
/// ```
final class JsonShape {

    private enum Kind {
        NULL,
        BOOLEAN,
        LONG,
        DECIMAL,
        DOUBLE,
        TIMESTAMP,
        ARRAY,
        OBJECT,
        STRING
    }

    /// The digits of a BIGINT, seen as a decimal.
    private static final int LONG_DIGITS = 20;

    private Kind kind = Kind.NULL;
    private int digitsBefore;
    private int digitsBehind;
    private Optional<JsonShape> element = Optional.empty();
    private final Map<String, JsonShape> fields = new TreeMap<>();
    private Optional<String> twice = Optional.empty();

    boolean isNull() {
        return kind == Kind.NULL;
    }

    boolean isObject() {
        return kind == Kind.OBJECT;
    }

    /// The shape of the elements, if it is an array.
    Optional<JsonShape> element() {
        return kind == Kind.ARRAY ? element : Optional.empty();
    }

    /// The shape of a field; without effect if it is no object any more.
    JsonShape field(String name) {
        return kind == Kind.OBJECT ? fields.computeIfAbsent(name, _ -> new JsonShape()) : new JsonShape();
    }

    /// Says that an object had two fields of that name.
    void twice(String name) {
        twice = Optional.of(name);
    }

    /// A field that an object had twice, of those that are still objects.
    Optional<String> twice() {
        return switch (kind) {
            case ARRAY -> element.flatMap(JsonShape::twice);
            case OBJECT ->
                twice.or(() -> fields.entrySet().stream()
                        .filter(field -> !field.getKey().isEmpty()) // those are no columns
                        .flatMap(field -> field.getValue().twice().stream())
                        .findFirst());
            case NULL, BOOLEAN, LONG, DECIMAL, DOUBLE, TIMESTAMP, STRING -> Optional.empty();
        };
    }

    void mergeString() {
        kind = Kind.STRING;
    }

    void mergeBoolean() {
        kind = kind == Kind.NULL || kind == Kind.BOOLEAN ? Kind.BOOLEAN : Kind.STRING;
    }

    void mergeTimestamp() {
        kind = kind == Kind.NULL || kind == Kind.TIMESTAMP ? Kind.TIMESTAMP : Kind.STRING;
    }

    void mergeLong() {
        switch (kind) {
            case NULL -> kind = Kind.LONG;
            case LONG, DOUBLE -> {}
            case DECIMAL -> mergeDecimal(LONG_DIGITS, 0);
            case BOOLEAN, TIMESTAMP, ARRAY, OBJECT, STRING -> kind = Kind.STRING;
        }
    }

    void mergeDouble() {
        switch (kind) {
            case NULL, LONG, DECIMAL, DOUBLE -> kind = Kind.DOUBLE;
            case BOOLEAN, TIMESTAMP, ARRAY, OBJECT, STRING -> kind = Kind.STRING;
        }
    }

    void mergeDecimal(int precision, int scale) {
        switch (kind) {
            case NULL, LONG, DECIMAL -> {
                if (kind == Kind.LONG) digitsBefore = LONG_DIGITS;
                digitsBefore = Math.max(digitsBefore, precision - scale);
                digitsBehind = Math.max(digitsBehind, scale);
                boolean tooLong = digitsBefore + digitsBehind > DataType.Decimal.MAX_PRECISION;
                kind = tooLong ? Kind.DOUBLE : Kind.DECIMAL;
            }
            case DOUBLE -> {}
            case BOOLEAN, TIMESTAMP, ARRAY, OBJECT, STRING -> kind = Kind.STRING;
        }
    }

    void mergeObject() {
        kind = kind == Kind.NULL || kind == Kind.OBJECT ? Kind.OBJECT : Kind.STRING;
    }

    /// @return the shape of the elements
    JsonShape mergeArray() {
        kind = kind == Kind.NULL || kind == Kind.ARRAY ? Kind.ARRAY : Kind.STRING;
        if (element.isEmpty()) element = Optional.of(new JsonShape());
        return element.get();
    }

    void merge(JsonShape other) {
        switch (other.kind) {
            case NULL -> {}
            case BOOLEAN -> mergeBoolean();
            case LONG -> mergeLong();
            case DECIMAL -> mergeDecimal(other.digitsBefore + other.digitsBehind, other.digitsBehind);
            case DOUBLE -> mergeDouble();
            case TIMESTAMP -> mergeTimestamp();
            case STRING -> mergeString();
            case ARRAY -> mergeArray().merge(other.element.orElseThrow());
            case OBJECT -> {
                mergeObject();
                if (other.twice.isPresent()) twice = other.twice;
                other.fields.forEach((name, shape) -> field(name).merge(shape));
            }
        }
    }

    /// The type, or nothing if there is none but an object without fields.
    ///
    /// @param dropsNull whether there is none of what was never anything but null
    Optional<DataType> type(boolean dropsNull) {
        return switch (kind) {
            case NULL -> dropsNull ? Optional.empty() : Optional.of(Atomic.STRING);
            case STRING -> Optional.of(Atomic.STRING);
            case TIMESTAMP -> Optional.of(Atomic.TIMESTAMP);
            case BOOLEAN -> Optional.of(Atomic.BOOLEAN);
            case LONG -> Optional.of(Atomic.LONG);
            case DOUBLE -> Optional.of(Atomic.DOUBLE);
            case DECIMAL -> Optional.of(new DataType.Decimal(digitsBefore + digitsBehind, digitsBehind));
            case ARRAY -> element.orElseThrow().type(dropsNull).map(type -> new DataType.Array(type, true));
            case OBJECT -> {
                List<Field> typed = new ArrayList<>();
                fields.forEach((name, shape) -> {
                    // A column must have a name.
                    if (!name.isEmpty()) shape.type(dropsNull).ifPresent(type -> typed.add(Field.of(name, type)));
                });
                yield typed.isEmpty() ? Optional.empty() : Optional.of(new DataType.Struct(typed));
            }
        };
    }
}
