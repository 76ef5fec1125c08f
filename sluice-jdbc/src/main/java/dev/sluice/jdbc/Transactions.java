package dev.sluice.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/// Transactions, as far as a database has them.
final class Transactions {

    private Transactions() {}

    static void begin(Connection connection, JdbcOptions options) throws SQLException {
        connection.setAutoCommit(false);
        int wanted = options.isolation();
        if (wanted == Connection.TRANSACTION_NONE) return;
        if (connection.getMetaData().supportsTransactionIsolationLevel(wanted)) {
            connection.setTransactionIsolation(wanted);
        }
    }

    static void giveUp(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
