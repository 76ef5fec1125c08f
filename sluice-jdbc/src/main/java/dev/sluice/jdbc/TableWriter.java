package dev.sluice.jdbc;

import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes rows into a table, within a transaction of somebody else's: adds them, or writes them in the place of those
/// with the same keys.
final class TableWriter implements AutoCloseable {

    private final JdbcOptions options;
    private final DataType.Struct schema;
    private final Dialect dialect;
    private final CellWriter[] writers;
    private final PreparedStatement statement;
    private final @Nullable PreparedStatement update;
    private final List<String> keys;
    private int waiting;

    TableWriter(Connection connection, JdbcOptions options, DataType.Struct schema) throws SQLException {
        this.options = options;
        this.schema = schema;
        dialect = Dialect.of(options.url());
        keys = options.keyColumns();
        writers = writers(schema, dialect);
        String upsert = keys.isEmpty() ? null : dialect.upsert(options.table(), schema, keys);
        statement = connection.prepareStatement(upsert == null ? dialect.insert(options.table(), schema) : upsert);
        statement.setQueryTimeout(options.queryTimeoutSeconds());
        update = keys.isEmpty() || upsert != null ? null : connection.prepareStatement(updateSql());
    }

    /// Refuses columns that can't be written, and keys that are none.
    static void check(JdbcOptions options, DataType.Struct schema) {
        writers(schema, Dialect.of(options.url()));
        for (String key : options.keyColumns()) {
            if (schema.names().stream().noneMatch(key::equalsIgnoreCase)) {
                throw JdbcOptions.invalid(
                        JdbcOptions.KEY_COLUMNS, key, "among the columns " + String.join(", ", schema.names()));
            }
        }
    }

    private static CellWriter[] writers(DataType.Struct schema, Dialect dialect) {
        CellWriter[] writers = new CellWriter[schema.size()];
        for (int i = 0; i < writers.length; i++) {
            CellWriter writer = CellWriter.of(schema.field(i).type(), dialect);
            if (writer == null) throw JdbcTypes.unwritable(schema.field(i));
            writers[i] = writer;
        }
        return writers;
    }

    private String updateSql() {
        List<String> rest = Dialect.rest(schema, keys);
        // Without other columns the keys are set to themselves: what counts is whether the row is there.
        return "UPDATE " + options.table() + " SET " + pairs(rest.isEmpty() ? keys : rest, ", ") + " WHERE "
                + pairs(keys, " AND ");
    }

    private String pairs(List<String> names, String between) {
        return String.join(
                between,
                names.stream().map(name -> dialect.quoted(name) + " = ?").toList());
    }

    void write(Chunk chunk) throws SQLException {
        for (int i = 0; i < chunk.rowCount(); i++) {
            List<@Nullable Object> row = Values.row(chunk, chunk.selection().row(i), schema);
            if (update != null && updated(update, row)) continue;
            for (int c = 0; c < writers.length; c++) set(statement, c + 1, c, row.get(c));
            if (update != null) {
                statement.executeUpdate();
            } else {
                statement.addBatch();
                if (++waiting >= options.batchRows()) flush();
            }
        }
    }

    private boolean updated(PreparedStatement change, List<@Nullable Object> row) throws SQLException {
        int place = 1;
        List<String> rest = Dialect.rest(schema, keys);
        for (List<String> names : List.of(rest.isEmpty() ? keys : rest, keys)) {
            for (String name : names) {
                int column = column(name);
                set(change, place++, column, row.get(column));
            }
        }
        return change.executeUpdate() > 0;
    }

    private int column(String name) {
        for (int i = 0; i < schema.size(); i++) {
            if (schema.field(i).name().equalsIgnoreCase(name)) return i;
        }
        throw JdbcOptions.invalid(JdbcOptions.KEY_COLUMNS, name, "a column");
    }

    private void set(PreparedStatement into, int place, int column, @Nullable Object value) throws SQLException {
        if (value == null) {
            into.setNull(place, CellWriter.nullType(schema.field(column).type(), dialect));
        } else {
            writers[column].write(into, place, value);
        }
    }

    /// Sends what waits.
    void flush() throws SQLException {
        if (waiting == 0) return;
        waiting = 0;
        statement.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        if (update != null) update.close();
    }
}
