package dev.sluice.api;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.StoreAssignment;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Columns as a schema wants them, found by name, within structs, lists and maps too (Spark's `Dataset.to`).
final class MatchedColumns {

    private MatchedColumns() {}

    /// @throws dev.sluice.error.AnalysisException if what is never null is missing or may be null, if a name is there
    ///     twice, or if a type does not become the other unasked
    static Column[] of(DataType.Struct there, DataType.Struct wanted) {
        return fields(there, List.of(), wanted, Summaries::column);
    }

    /// What a name means.
    private interface Named {
        Column column(String name);
    }

    /// @param path to the struct that they are fields of, by the names that are there; empty for columns
    private static Column[] fields(DataType.Struct there, List<String> path, DataType.Struct wanted, Named named) {
        List<Column> columns = new ArrayList<>();
        for (Field field : wanted.fields()) {
            long found = there.names().stream()
                    .filter(name -> name.equalsIgnoreCase(field.name()))
                    .count();
            if (found > 1) {
                throw ErrorCondition.AMBIGUOUS_COLUMN_OR_FIELD
                        .error()
                        .with("name", said(path(path, field.name())))
                        .with("n", found)
                        .build();
            }
            columns.add(
                    (found == 0 ? absent(field, there, path) : present(field, there, path, named)).as(field.name()));
        }
        return columns.toArray(Column[]::new);
    }

    private static Column present(Field field, DataType.Struct there, List<String> around, Named named) {
        Field given = there.field(there.indexOf(field.name()));
        List<String> path = path(around, given.name());
        if (given.nullable() && !field.nullable()) {
            throw ErrorCondition.NULLABLE_COLUMN_OR_FIELD
                    .error()
                    .with("name", said(path))
                    .build();
        }
        return value(named.column(given.name()), given.nullable(), given.type(), path, field.type());
    }

    private static Column absent(Field field, DataType.Struct there, List<String> path) {
        if (field.nullable()) return functions.lit(null).cast(field.type());
        String proposal = there.names().stream().map(Field::quote).collect(Collectors.joining(", "));
        if (path.isEmpty()) {
            throw ErrorCondition.UNRESOLVED_COLUMN_WITH_SUGGESTION
                    .error()
                    .with("objectName", Field.quote(field.name()))
                    .with("proposal", proposal)
                    .build();
        }
        throw ErrorCondition.UNRESOLVED_FIELD_WITH_SUGGESTION
                .error()
                .with("fieldName", Field.quote(field.name()))
                .with("columnPath", said(path))
                .with("proposal", proposal)
                .build();
    }

    private static Column value(Column value, boolean nullable, DataType given, List<String> path, DataType wanted) {
        if (given.equals(wanted)) return value;
        if (given instanceof DataType.Struct from && wanted instanceof DataType.Struct to) {
            Column made = functions.struct(fields(from, path, to, value::getField));
            return nullable ? functions.when(value.isNotNull(), made) : made;
        }
        if (given instanceof DataType.Array(DataType from, boolean nulls)
                && wanted instanceof DataType.Array(DataType to, boolean mayBeNull)) {
            requireNulls(nulls, mayBeNull, ErrorCondition.NOT_NULL_CONSTRAINT_VIOLATION_ARRAY_ELEMENT, path);
            return functions.transform(value, element -> value(element, nulls, from, path(path, "element"), to));
        }
        if (given instanceof DataType.Map(DataType fromKey, DataType from, boolean nulls)
                && wanted instanceof DataType.Map(DataType toKey, DataType to, boolean mayBeNull)) {
            requireNulls(nulls, mayBeNull, ErrorCondition.NOT_NULL_CONSTRAINT_VIOLATION_MAP_VALUE, path);
            return functions.map_from_arrays(
                    functions.transform(
                            functions.map_keys(value), key -> value(key, false, fromKey, path(path, "key"), toKey)),
                    functions.transform(
                            functions.map_values(value), item -> value(item, nulls, from, path(path, "value"), to)));
        }
        if (StoreAssignment.allows(given, wanted)) return value.cast(wanted);
        throw ErrorCondition.INVALID_COLUMN_OR_FIELD_DATA_TYPE
                .error()
                .with("name", said(path))
                .with("type", '"' + given.sql() + '"')
                .with("expectedType", '"' + wanted.sql() + '"')
                .build();
    }

    private static void requireNulls(boolean nulls, boolean mayBeNull, ErrorCondition otherwise, List<String> path) {
        if (nulls && !mayBeNull)
            throw otherwise.error().with("columnPath", said(path)).build();
    }

    private static List<String> path(List<String> parts, String last) {
        List<String> longer = new ArrayList<>(parts);
        longer.add(last);
        return longer;
    }

    private static String said(List<String> path) {
        return path.stream().map(Field::quote).collect(Collectors.joining("."));
    }
}
