package dev.sluice.jdbc;

import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Writes a stream into a table, each micro-batch once, whatever crashes.
///
/// A micro-batch is one transaction: its id into [BatchTable], then its rows. So the database either has both or
/// neither, and says at the next start which. The rows wait in memory until all of them are there, in the order of
/// tasks.
///
/// | output mode | what is written |
/// |---|---|
/// | append | rows are added; with `keyColumns` in the place of those with the same keys |
/// | update | rows in the place of those with the same `keyColumns` |
/// | complete | all rows are deleted, then added |
final class JdbcSink implements Sink {

    private final JdbcOptions options;
    private final DataType.Struct schema;
    private final BatchTable batches;
    private OptionalLong last;

    JdbcSink(JdbcOptions options, DataType.Struct schema) {
        this.options = options;
        this.schema = schema;
        batches = new BatchTable(options);
        TableWriter.check(options, schema);
        try (Connection connection = Databases.open(options)) {
            batches.create(connection);
            if (!Databases.exists(connection, options.table())) {
                Dialect dialect = Dialect.of(options.url());
                Databases.execute(
                        connection,
                        dialect.createTable(
                                options.table(), schema, options.keyColumns(), options.createTableOptions()));
            }
            last = batches.settled(connection);
        } catch (SQLException e) {
            throw Databases.failed(options, "Prepare the table " + options.table(), e);
        }
    }

    @Override
    public String description() {
        return "jdbc[" + options.shownUrl() + ", " + options.table() + "]";
    }

    @Override
    public String ledger() {
        return options.shownUrl() + ", " + options.batchTable() + ", sinkId " + options.sinkId();
    }

    @Override
    public OptionalLong lastCommitted() {
        return last;
    }

    @Override
    public Batch begin(long batchId, boolean complete) {
        return new JdbcBatch(batchId, complete);
    }

    @Override
    public void close() {}

    private final class JdbcBatch implements Batch {
        private final long batchId;
        private final boolean complete;
        private final TreeMap<Integer, List<Chunk>> tasks = new TreeMap<>();

        private JdbcBatch(long batchId, boolean complete) {
            this.batchId = batchId;
            this.complete = complete;
        }

        @Override
        public Writer writer(int partition) {
            List<Chunk> written = new ArrayList<>();
            return new Writer() {
                @Override
                public void write(Chunk chunk) {
                    written.add(chunk.compact());
                }

                @Override
                public void close() {
                    synchronized (tasks) {
                        tasks.put(partition, written);
                    }
                }
            };
        }

        @Override
        public void commit() {
            try (Connection connection = Databases.open(options)) {
                Transactions.begin(connection, options);
                try {
                    write(connection);
                    connection.commit();
                } catch (SQLException | RuntimeException | Error e) {
                    Transactions.giveUp(connection, e);
                    throw e;
                }
            } catch (SQLException e) {
                throw Databases.failed(options, "Write micro-batch " + batchId + " into " + options.table(), e);
            }
            last = OptionalLong.of(batchId);
        }

        private void write(Connection connection) throws SQLException {
            if (!batches.advance(connection, batchId)) {
                throw ErrorCondition.SINK_BATCH_TAKEN
                        .error()
                        .with("batchId", batchId)
                        .with("directory", description())
                        .build();
            }
            if (complete) Databases.execute(connection, "DELETE FROM " + options.table());
            try (TableWriter writer = new TableWriter(connection, options, schema)) {
                for (List<Chunk> chunks : tasks.values()) {
                    for (Chunk chunk : chunks) writer.write(chunk);
                }
                writer.flush();
            }
        }

        @Override
        public void abort(Throwable cause) {}
    }
}
