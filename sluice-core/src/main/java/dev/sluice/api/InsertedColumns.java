package dev.sluice.api;

import dev.sluice.ast.Statement;
import dev.sluice.error.ErrorCondition;
import dev.sluice.function.StoreAssignment;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The rows of an INSERT as its table has its columns: by position, by a list of columns, or by name. What is not said
/// is NULL.
///
/// @param name of the table, in full
record InsertedColumns(String name, DataType.Struct table) {

    /// @throws dev.sluice.error.SluiceException if there are too many or too few columns, unknown ones, or values that
    ///     might be lost
    DataFrame whole(Statement.Insert insert, DataFrame rows) {
        if (insert.byName()) return byName(rows);
        if (insert.columns().isEmpty()) {
            checkArity(table.names(), rows.schema());
            return fitted(rows, table.names());
        }
        checkKnown(insert);
        checkArity(insert.columns(), rows.schema());
        return fitted(rows, insert.columns());
    }

    DataFrame byName(DataFrame rows) {
        checkNames(rows.schema());
        return fitted(rows, rows.schema().names());
    }

    private void checkKnown(Statement.Insert insert) {
        Set<String> seen = new HashSet<>();
        for (String column : insert.columns()) {
            if (table.indexOf(column) < 0) {
                throw ErrorCondition.UNRESOLVED_COLUMN_WITH_SUGGESTION
                        .error()
                        .with("objectName", Field.quote(column))
                        .with(
                                "proposal",
                                table.names().stream().map(Field::quote).collect(Collectors.joining(", ")))
                        .at(insert.at())
                        .build();
            }
            if (!seen.add(column.toLowerCase(Locale.ROOT))) {
                throw ErrorCondition.COLUMN_ALREADY_EXISTS
                        .error()
                        .with("columnName", Field.quote(column))
                        .build();
            }
        }
    }

    private void checkNames(DataType.Struct data) {
        if (data.size() > table.size()) checkArity(table.names(), data);
        Set<String> seen = new HashSet<>();
        for (String column : data.names()) {
            if (seen.add(column.toLowerCase(Locale.ROOT))) continue;
            throw ErrorCondition.AMBIGUOUS_COLUMN_NAME
                    .error()
                    .with("tableName", name)
                    .with(
                            "colName",
                            Field.quote(data.field(data.indexOf(column)).name()))
                    .build();
        }
    }

    private void checkArity(List<String> columns, DataType.Struct data) {
        if (columns.size() == data.size()) return;
        var condition = columns.size() < data.size()
                ? ErrorCondition.INSERT_TOO_MANY_DATA_COLUMNS
                : ErrorCondition.INSERT_NOT_ENOUGH_DATA_COLUMNS;
        throw condition
                .error()
                .with("tableName", name)
                .with("tableColumns", SqlCommands.quoted(columns))
                .with("dataColumns", SqlCommands.quoted(data.names()))
                .build();
    }

    /// @param columns of the table that the columns of the rows are, in their order
    private DataFrame fitted(DataFrame rows, List<String> columns) {
        DataType.Struct data = rows.schema();
        List<String> extra =
                columns.stream().filter(column -> table.indexOf(column) < 0).toList();
        if (!extra.isEmpty()) {
            throw ErrorCondition.EXTRA_COLUMNS
                    .error()
                    .with("tableName", name)
                    .with("extraColumns", SqlCommands.quoted(extra))
                    .build();
        }
        if (data.equals(table) && columns.equals(table.names())) return rows;
        // Any two names may be alike before; now each stands at its place.
        String[] places = new String[columns.size()];
        for (int i = 0; i < places.length; i++) places[i] = "_" + i;
        List<Column> whole = new ArrayList<>();
        for (Field field : table.fields()) {
            int place = place(columns, field.name());
            whole.add(
                    place < 0
                            ? functions.lit(null).cast(field.type()).as(field.name())
                            : value(data.field(place).type(), places[place], field));
        }
        return rows.toDF(places).select(whole.toArray(Column[]::new));
    }

    private static int place(List<String> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(name)) return i;
        }
        return -1;
    }

    private Column value(DataType from, String place, Field field) {
        if (!StoreAssignment.allows(from, field.type())) {
            throw ErrorCondition.CANNOT_SAFELY_CAST
                    .error()
                    .with("tableName", name)
                    .with("colName", Field.quote(field.name()))
                    .with("srcType", '"' + from.sql() + '"')
                    .with("targetType", '"' + field.type().sql() + '"')
                    .build();
        }
        Column column = functions.col(place);
        return (from.equals(field.type()) ? column : column.cast(field.type())).as(field.name());
    }
}
