package dev.sluice.format.xml;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts types together that were found in different places.
///
/// ```text
/// VOID        + x           = x
/// BIGINT      + DECIMAL     = DECIMAL       numbers become wider
/// DECIMAL     + DOUBLE      = DOUBLE
/// DATE        + TIMESTAMP   = TIMESTAMP
/// STRUCT      + STRUCT      = STRUCT        field by field
/// ARRAY of x  + y           = ARRAY of x + y
/// STRUCT with a text field  + y   that field + y
/// else                        STRING
/// ```
///
/// @param value the name of the field that takes text
record XmlTypes(String value) {

    private static final DataType.Decimal LONG = new DataType.Decimal(20, 0);

    DataType common(DataType left, DataType right) {
        if (left.equals(right) || right == Atomic.NULL) return left;
        if (left == Atomic.NULL) return right;
        if (left instanceof DataType.Array(DataType element, _)) {
            return array(common(element, right instanceof DataType.Array(DataType other, _) ? other : right));
        }
        if (right instanceof DataType.Array(DataType element, _)) return array(common(left, element));
        if (left instanceof DataType.Struct a && right instanceof DataType.Struct b) return structs(a, b);
        if (left instanceof DataType.Struct struct && struct.names().contains(value)) return withValue(struct, right);
        if (right instanceof DataType.Struct struct && struct.names().contains(value)) return withValue(struct, left);
        if (isTime(left) && isTime(right)) return Atomic.TIMESTAMP;
        DataType number = numbers(left, right);
        return number == null ? Atomic.STRING : number;
    }

    private static DataType array(DataType element) {
        return new DataType.Array(element, true);
    }

    private static boolean isTime(DataType type) {
        return type == Atomic.DATE || type == Atomic.TIMESTAMP;
    }

    private static @Nullable DataType numbers(DataType left, DataType right) {
        if (!isNumber(left) || !isNumber(right)) return null;
        if (left == Atomic.DOUBLE || right == Atomic.DOUBLE) return Atomic.DOUBLE;
        DataType.Decimal a = left instanceof DataType.Decimal decimal ? decimal : LONG;
        DataType.Decimal b = right instanceof DataType.Decimal decimal ? decimal : LONG;
        int scale = Math.max(a.scale(), b.scale());
        int digits = Math.max(a.precision() - a.scale(), b.precision() - b.scale()) + scale;
        return digits > DataType.Decimal.MAX_PRECISION ? Atomic.DOUBLE : new DataType.Decimal(digits, scale);
    }

    private static boolean isNumber(DataType type) {
        return type == Atomic.LONG || type == Atomic.DOUBLE || type instanceof DataType.Decimal;
    }

    /// The fields of both, by their names with case ignored; each is written as where it was seen first.
    private DataType structs(DataType.Struct left, DataType.Struct right) {
        Map<String, Field> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        left.fields().forEach(field -> fields.put(field.name(), field));
        for (Field field : right.fields()) {
            fields.merge(field.name(), field, (a, b) -> Field.of(a.name(), common(a.type(), b.type())));
        }
        return struct(fields.values().stream().toList());
    }

    private DataType withValue(DataType.Struct struct, DataType type) {
        return struct(struct.fields().stream()
                .map(field -> field.name().equals(value) ? Field.of(value, common(field.type(), type)) : field)
                .toList());
    }

    static DataType.Struct struct(List<Field> fields) {
        return new DataType.Struct(
                fields.stream().sorted(Comparator.comparing(Field::name)).toList());
    }

    /// The type as columns have it: what was never anything but empty is STRING, and a struct without fields, or a text
    /// field that was always empty, is left out; then null.
    @Nullable
    DataType named(DataType type) {
        return switch (type) {
            case DataType.Struct struct -> {
                List<Field> fields = new ArrayList<>();
                for (Field field : struct.fields()) {
                    boolean isEmptyText = field.name().equals(value) && field.type() == Atomic.NULL;
                    DataType named = isEmptyText ? null : named(field.type());
                    if (named != null) fields.add(Field.of(field.name(), named));
                }
                yield fields.isEmpty() ? null : new DataType.Struct(fields);
            }
            case DataType.Array array -> {
                DataType element = named(array.element());
                yield element == null ? null : array(element);
            }
            case DataType.Map _, DataType.Decimal _, DataType.Interval _ -> type;
            case DataType.Atomic atomic -> atomic == Atomic.NULL ? Atomic.STRING : atomic;
        };
    }
}
