package dev.sluice.jdbc;

import dev.sluice.type.DataType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns of the rows that go into a table, and how each is put into a statement.
final class Cells {

    private final DataType.Struct schema;
    private final Dialect dialect;
    private final CellWriter[] writers;

    /// Refuses columns that can't be written.
    Cells(DataType.Struct schema, Dialect dialect) {
        this.schema = schema;
        this.dialect = dialect;
        writers = new CellWriter[schema.size()];
        for (int i = 0; i < writers.length; i++) {
            CellWriter writer = CellWriter.of(schema.field(i).type(), dialect);
            if (writer == null) throw JdbcTypes.unwritable(schema.field(i));
            writers[i] = writer;
        }
    }

    /// Where columns are; refuses those that are none.
    int[] places(List<String> names) {
        return names.stream().mapToInt(this::place).toArray();
    }

    private int place(String name) {
        for (int i = 0; i < schema.size(); i++) {
            if (schema.field(i).name().equalsIgnoreCase(name)) return i;
        }
        throw JdbcOptions.invalid(
                JdbcOptions.KEY_COLUMNS, name, "among the columns " + String.join(", ", schema.names()));
    }

    void set(PreparedStatement into, List<@Nullable Object> row) throws SQLException {
        for (int column = 0; column < writers.length; column++) set(into, column + 1, column, row.get(column));
    }

    /// @param place in the statement, from 1
    void set(PreparedStatement into, int place, int column, @Nullable Object value) throws SQLException {
        if (value == null) {
            into.setNull(place, CellWriter.nullType(schema.field(column).type(), dialect));
        } else {
            writers[column].write(into, place, value);
        }
    }
}
