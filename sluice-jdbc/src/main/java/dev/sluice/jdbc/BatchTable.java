package dev.sluice.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/// The table that says which micro-batch of a sink was written last.
///
/// ```text
/// sluice_batches   sink TEXT (key)   batch_id BIGINT
///                  clicks_per_user   4711
/// ```
///
/// Its row changes in the transaction that writes the micro-batch's rows, and before them: a second writer waits for
/// the row, and then finds that the micro-batch is there. A run that begins waits for it too: what an earlier run had
/// sent when it was killed, or lost its connection, may still be on its way.
final class BatchTable {

    /// Stands for a sink that has no micro-batch yet.
    private static final long NONE = -1;

    private final String table;
    private final String sink;

    BatchTable(JdbcOptions options) {
        table = options.batchTable();
        sink = options.sinkId();
    }

    void create(Connection connection) throws SQLException {
        if (Databases.exists(connection, table)) return;
        try {
            Databases.execute(
                    connection,
                    "CREATE TABLE " + table + " (sink VARCHAR(255) NOT NULL PRIMARY KEY, batch_id BIGINT NOT NULL)");
        } catch (SQLException e) {
            // Another query may have been faster.
            if (!Databases.exists(connection, table)) throw e;
        }
    }

    /// What was written last, once no transaction of an earlier run is under way any more.
    OptionalLong settled(Connection connection) throws SQLException {
        if (hold(connection) == 0) {
            try {
                insert(connection, NONE); // waits for who does the same
            } catch (SQLException e) {
                if (batchId(connection).isEmpty()) throw e;
            }
        }
        return last(connection);
    }

    /// Changes nothing, but needs the row for it.
    private int hold(Connection connection) throws SQLException {
        try (PreparedStatement same =
                connection.prepareStatement("UPDATE " + table + " SET batch_id = batch_id WHERE sink = ?")) {
            same.setString(1, sink);
            return same.executeUpdate();
        }
    }

    private OptionalLong last(Connection connection) throws SQLException {
        OptionalLong there = batchId(connection);
        return there.equals(OptionalLong.of(NONE)) ? OptionalLong.empty() : there;
    }

    private OptionalLong batchId(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT batch_id FROM " + table + " WHERE sink = ?")) {
            ask.setString(1, sink);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /// Says in the running transaction that the micro-batch is written.
    ///
    /// @return false if it, or a later one, is written already
    boolean advance(Connection connection, long batchId) throws SQLException {
        try (PreparedStatement change =
                connection.prepareStatement("UPDATE " + table + " SET batch_id = ? WHERE sink = ? AND batch_id < ?")) {
            change.setLong(1, batchId);
            change.setString(2, sink);
            change.setLong(3, batchId);
            return change.executeUpdate() == 1;
        }
    }

    private void insert(Connection connection, long batchId) throws SQLException {
        try (PreparedStatement first =
                connection.prepareStatement("INSERT INTO " + table + " (sink, batch_id) VALUES (?, ?)")) {
            first.setString(1, sink);
            first.setLong(2, batchId);
            first.executeUpdate(); // the key refuses a second one
        }
    }
}
