package dev.sluice.jdbc;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table or query, read as a whole: in one part, or in several beside each other.
record JdbcInput(JdbcOptions options, DataType.Struct schema, ZoneId zone) implements StaticInput {

    /// The columns, by asking for no rows.
    static DataType.Struct schema(JdbcOptions options) {
        String sql = "SELECT * FROM " + options.table() + " WHERE 1=0";
        try (Connection connection = Databases.open(options);
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return JdbcTypes.schema(rows.getMetaData(), Dialect.of(options.url()), options.preferNtz());
        } catch (SQLException e) {
            throw ErrorCondition.JDBC_SYNTAX_ERROR
                    .error()
                    .with("jdbcQuery", options.table())
                    .with("externalEngineError", String.valueOf(e.getMessage()).strip())
                    .cause(e)
                    .build();
        }
    }

    @Override
    public String description() {
        return "JDBCRelation(" + options.table() + ") [numPartitions="
                + conditions().size() + "]";
    }

    private List<String> conditions() {
        JdbcPartitions partitions = options.partitions();
        if (partitions == null) return List.of("");
        String name = schema.names().stream()
                .filter(partitions.column()::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> JdbcOptions.invalid(
                        "partitionColumn",
                        partitions.column(),
                        "a column of the table: " + String.join(", ", schema.names())));
        return partitions.conditions(Dialect.of(options.url()).quoted(name));
    }

    @Override
    public List<Split> splits() {
        List<Split> splits = new ArrayList<>();
        for (String condition : conditions()) splits.add(() -> new Reader(condition));
        return splits;
    }

    private String select(String condition) {
        Dialect dialect = Dialect.of(options.url());
        String columns =
                String.join(", ", schema.names().stream().map(dialect::quoted).toList());
        return "SELECT " + columns + " FROM " + options.table() + (condition.isEmpty() ? "" : " WHERE " + condition);
    }

    private final class Reader implements ChunkReader {
        private final Connection connection;
        private final PreparedStatement statement;
        private final ResultSet rows;
        private final CellReader[] readers = new CellReader[schema.size()];
        private boolean ended;

        private Reader(String condition) {
            Dialect dialect = Dialect.of(options.url());
            for (int i = 0; i < readers.length; i++)
                readers[i] = CellReader.of(schema.field(i).type(), dialect);
            connection = Databases.open(options);
            try {
                if (options.sessionInit() != null) Databases.execute(connection, options.sessionInit());
                // Drivers read all rows at once unless they are within a transaction.
                if (dialect == Dialect.POSTGRESQL) connection.setAutoCommit(false);
                statement = connection.prepareStatement(select(condition));
                statement.setFetchSize(options.fetchRows() == 0 ? Chunk.ROWS : options.fetchRows());
                statement.setQueryTimeout(options.queryTimeoutSeconds());
                rows = statement.executeQuery();
            } catch (SQLException e) {
                closeConnection();
                throw Databases.failed(options, "Read " + options.table(), e);
            }
        }

        @Override
        public @Nullable Chunk read() {
            if (ended) return null;
            VectorBuilder[] columns = new VectorBuilder[readers.length];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = VectorBuilder.of(schema.field(i).type(), Chunk.ROWS);
            }
            int count = 0;
            try {
                while (count < Chunk.ROWS) {
                    ended = !rows.next();
                    if (ended) break;
                    for (int i = 0; i < columns.length; i++) columns[i].appendValue(readers[i].read(rows, i + 1));
                    count++;
                }
            } catch (SQLException e) {
                throw Databases.failed(options, "Read " + options.table(), e);
            }
            if (count == 0) return null;
            Vector[] vectors = new Vector[columns.length];
            for (int i = 0; i < vectors.length; i++) vectors[i] = columns[i].build();
            return Chunk.of(count, vectors);
        }

        @Override
        public void close() {
            closeConnection();
        }

        private void closeConnection() {
            try {
                connection.close(); // and with it all that was opened on it
            } catch (SQLException e) {
                throw Databases.failed(options, "Close the connection", e);
            }
        }
    }
}
