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

    private final Connection connection;
    private final JdbcOptions options;
    private final DataType.Struct schema;
    private final Cells cells;
    private final int[] keys;
    /// Adds a row, or replaces one in one statement; null if the database has none that does.
    private final @Nullable PreparedStatement statement;

    private @Nullable UpdateThenInsert twoStatements;
    private int waiting;

    TableWriter(Connection connection, JdbcOptions options, DataType.Struct schema) throws SQLException {
        this.connection = connection;
        this.options = options;
        this.schema = schema;
        Dialect dialect = Dialect.of(options.url());
        cells = new Cells(schema, dialect);
        keys = cells.places(options.keyColumns());
        String sql = keys.length == 0
                ? dialect.insert(options.table(), schema)
                : dialect.upsert(options.table(), schema, options.keyColumns());
        statement = sql == null ? null : connection.prepareStatement(sql);
        if (statement != null) statement.setQueryTimeout(options.queryTimeoutSeconds());
    }

    /// Refuses columns that can't be written, and keys that are none.
    static void check(JdbcOptions options, DataType.Struct schema) {
        new Cells(schema, Dialect.of(options.url())).places(options.keyColumns());
    }

    void write(Chunk chunk) throws SQLException {
        for (int i = 0; i < chunk.rowCount(); i++) {
            List<@Nullable Object> row = Values.row(chunk, chunk.selection().row(i), schema);
            if (statement == null || hasNullKey(row)) {
                if (twoStatements == null) twoStatements = new UpdateThenInsert(connection, options, schema, cells);
                twoStatements.write(row);
            } else {
                cells.set(statement, row);
                statement.addBatch();
                if (++waiting >= options.batchRows()) flush();
            }
        }
    }

    private boolean hasNullKey(List<@Nullable Object> row) {
        for (int key : keys) {
            if (row.get(key) == null) return true;
        }
        return false;
    }

    /// Sends what waits.
    void flush() throws SQLException {
        if (statement == null || waiting == 0) return;
        waiting = 0;
        statement.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        if (statement != null) statement.close();
        if (twoStatements != null) twoStatements.close();
    }
}
