package dev.sluice.jdbc;

import dev.sluice.connector.SaveMode;
import dev.sluice.connector.Sink;
import dev.sluice.connector.TableOutput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Writes rows as a whole into a table, in one transaction: all of them appear, or none. (A database that ends a
/// transaction at CREATE TABLE has an empty table in between.)
final class JdbcOutput implements TableOutput {

    private final JdbcOptions options;
    private final DataType.Struct schema;

    JdbcOutput(JdbcOptions options, DataType.Struct schema) {
        this.options = options;
        this.schema = schema;
        TableWriter.check(options, schema);
    }

    @Override
    public boolean exists() {
        try (Connection connection = Databases.open(options)) {
            return Databases.exists(connection, options.table());
        } catch (SQLException e) {
            throw Databases.failed(options, "Look for the table " + options.table(), e);
        }
    }

    @Override
    public SluiceException alreadyExists() {
        return ErrorCondition.TABLE_OR_VIEW_ALREADY_EXISTS
                .error()
                .with("relationName", options.table())
                .build();
    }

    @Override
    public Sink.Batch begin(SaveMode mode) {
        return new OutputBatch(mode);
    }

    /// One connection for all tasks, which take turns.
    private final class OutputBatch implements Sink.Batch {
        private final Connection connection;
        private @Nullable TableWriter writer;

        private OutputBatch(SaveMode mode) {
            connection = Databases.open(options);
            try {
                boolean there = Databases.exists(connection, options.table());
                Transactions.begin(connection, options);
                if (there && mode == SaveMode.OVERWRITE) {
                    boolean kept = options.truncate();
                    Databases.execute(connection, (kept ? "DELETE FROM " : "DROP TABLE ") + options.table());
                    there = kept;
                }
                if (!there) {
                    Dialect dialect = Dialect.of(options.url());
                    String sql = dialect.createTable(
                            options.table(), schema, options.keyColumns(), options.createTableOptions());
                    Databases.execute(connection, sql);
                }
                writer = new TableWriter(connection, options, schema);
            } catch (SQLException e) {
                end(e);
                throw Databases.failed(options, "Prepare the table " + options.table(), e);
            } catch (RuntimeException e) {
                end(e);
                throw e;
            }
        }

        @Override
        public Sink.Writer writer(int partition) {
            return new Sink.Writer() {
                @Override
                public void write(Chunk chunk) {
                    OutputBatch.this.write(chunk);
                }

                @Override
                public void close() {}
            };
        }

        private synchronized void write(Chunk chunk) {
            try {
                if (writer != null) writer.write(chunk);
            } catch (SQLException e) {
                throw Databases.failed(options, "Write into " + options.table(), e);
            }
        }

        @Override
        public synchronized void commit() {
            try (connection) {
                if (writer != null) {
                    writer.flush();
                    writer.close();
                }
                connection.commit();
            } catch (SQLException e) {
                throw Databases.failed(options, "Write into " + options.table(), e);
            }
        }

        @Override
        public synchronized void abort(Throwable cause) {
            end(cause);
        }

        private void end(Throwable cause) {
            Transactions.giveUp(connection, cause);
            try {
                connection.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
