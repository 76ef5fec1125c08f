package dev.sluice.jdbc;

import dev.sluice.testing.crash.KilledOutput;
import dev.sluice.testing.crash.KilledQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The table that [KilledProcess] writes into, as plain JDBC finds it.
///
/// Where rows are written over, the database itself notes each one that is written, with the micro-batch that its
/// transaction says: so it is seen what each micro-batch wrote, and that none wrote twice.
///
/// @param trigger statements that let the database copy what is written into `$table` into `${table}_written`
/// @param journal the file that tells of a transaction that was cut short, if the database has one
record KilledTable(String url, String table, KilledQuery query, List<String> trigger, Path journal)
        implements KilledOutput {

    /// Makes the table and its trigger.
    static KilledTable create(String url, String table, KilledQuery query, List<String> trigger, Path journal)
            throws SQLException {
        var made = new KilledTable(url, table, query, trigger, journal);
        if (made.isWrittenOver()) {
            try (Connection connection = DriverManager.getConnection(made.url);
                    Statement statement = connection.createStatement()) {
                String columns = "(\"k\" VARCHAR(20) NOT NULL PRIMARY KEY, \"a\" BIGINT, \"b\" BIGINT)";
                statement.execute("CREATE TABLE " + table + " " + columns);
                statement.execute("CREATE TABLE " + table + "_written (id BIGINT, k VARCHAR(20), a BIGINT, b BIGINT)");
                new BatchTable(made.options()).create(connection); // what the trigger asks must be there
                for (String each : trigger) statement.execute(each.replace("$table", table));
            }
        }
        return made;
    }

    private JdbcOptions options() {
        return JdbcOptions.forWriting(new dev.sluice.connector.Options(Map.of("url", url, "dbtable", table)));
    }

    private boolean isWrittenOver() {
        return query == KilledQuery.WORDS;
    }

    @Override
    public List<String> arguments() {
        return List.of(url, table, isWrittenOver() ? "k" : "");
    }

    @Override
    public Found find() {
        boolean cutShort = Files.exists(journal);
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            if (!Databases.exists(connection, "sluice_batches")) return new Found(-1, List.of(), cutShort);
            Found found = isWrittenOver() ? writtenOver(connection, cutShort) : added(connection, cutShort);
            connection.rollback();
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Found added(Connection connection, boolean cutShort) throws SQLException {
        long last = last(connection);
        if (!Databases.exists(connection, table)) return new Found(last, List.of(), cutShort);
        List<String> rows = rows(connection, "SELECT \"k\", \"a\", \"b\" FROM " + table);
        return new Found(last, rows, cutShort);
    }

    /// What was ever written; the table must have the last of it.
    private Found writtenOver(Connection connection, boolean cutShort) throws SQLException {
        long last = last(connection);
        List<String> written = new ArrayList<>();
        Map<String, String> lastOfKey = new HashMap<>();
        for (String row : rows(connection, "SELECT k, a, b, id FROM " + table + "_written ORDER BY id")) {
            int id = row.lastIndexOf(' ');
            long batchId = Long.parseLong(row.substring(id + 1));
            if (batchId > last) throw new AssertionError(row + " was written behind " + last);
            written.add(row.substring(0, id));
            lastOfKey.put(row.substring(0, row.indexOf(' ')), row.substring(0, id));
        }
        List<String> there = rows(connection, "SELECT \"k\", \"a\", \"b\" FROM " + table + " ORDER BY \"k\"");
        List<String> lasts = lastOfKey.values().stream().sorted().toList();
        if (!there.stream().sorted().toList().equals(lasts)) {
            throw new AssertionError("the table has " + there + ", what was written last is " + lasts);
        }
        return new Found(last, written, cutShort);
    }

    private long last(Connection connection) throws SQLException {
        List<String> last = rows(connection, "SELECT batch_id FROM sluice_batches WHERE sink = '" + table + "'");
        return last.isEmpty() ? -1 : Long.parseLong(last.getFirst());
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new StringBuilder(result.getString(1));
                for (int column = 2; column <= columns; column++) {
                    row.append(' ').append(result.getString(column));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
