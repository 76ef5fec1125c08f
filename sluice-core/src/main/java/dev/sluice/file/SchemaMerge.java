package dev.sluice.file;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Puts the columns of files together that were written at different times: `mergeSchema`.
///
/// What only one side has is added behind the other's; what both have must be of one type, structs field by field.
public final class SchemaMerge {

    private SchemaMerge() {}

    /// @throws SluiceException if a column is of different types
    public static DataType.Struct of(DataType.Struct left, DataType.Struct right) {
        return merged(left, right).orElseThrow(() -> failure(left, right));
    }

    private static Optional<DataType.Struct> merged(DataType.Struct left, DataType.Struct right) {
        List<Field> fields = new ArrayList<>(left.fields());
        for (Field field : right.fields()) {
            int place = left.indexOf(field.name());
            if (place < 0) {
                fields.add(field);
                continue;
            }
            Field there = left.field(place);
            Optional<DataType> type = merged(there.type(), field.type());
            if (type.isEmpty()) return Optional.empty();
            fields.set(place, new Field(there.name(), type.get(), there.nullable() || field.nullable()));
        }
        return Optional.of(new DataType.Struct(fields));
    }

    private static Optional<DataType> merged(DataType left, DataType right) {
        if (left instanceof DataType.Struct a && right instanceof DataType.Struct b) {
            return merged(a, b).map(struct -> struct);
        }
        if (left instanceof DataType.Array a && right instanceof DataType.Array b) {
            return merged(a.element(), b.element())
                    .map(element -> new DataType.Array(element, a.containsNull() || b.containsNull()));
        }
        if (left instanceof DataType.Map a && right instanceof DataType.Map b) {
            return merged(a.key(), b.key())
                    .flatMap(key -> merged(a.value(), b.value())
                            .map(value ->
                                    new DataType.Map(key, value, a.valueContainsNull() || b.valueContainsNull())));
        }
        return left.equals(right) ? Optional.of(left) : Optional.empty();
    }

    private static SluiceException failure(DataType.Struct left, DataType.Struct right) {
        return ErrorCondition.CANNOT_MERGE_SCHEMAS
                .error()
                .with("left", quoted(left))
                .with("right", quoted(right))
                .build();
    }

    private static String quoted(DataType.Struct schema) {
        return "\"" + schema.sql().toUpperCase(Locale.ROOT) + "\"";
    }
}
