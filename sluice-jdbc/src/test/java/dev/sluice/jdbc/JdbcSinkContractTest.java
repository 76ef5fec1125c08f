package dev.sluice.jdbc;

import dev.sluice.connector.Options;
import dev.sluice.connector.Sink;
import dev.sluice.testing.SinkContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// A table of SQLite.
class JdbcSinkContractTest extends SinkContract {

    @TempDir
    Path files;

    private JdbcOptions options() {
        return JdbcOptions.forWriting(
                new Options(Map.of("url", "jdbc:sqlite:" + files.resolve("contract.db"), "dbtable", "words")));
    }

    @Override
    protected Sink open() {
        return new JdbcSink(options(), SCHEMA);
    }

    @Override
    protected List<String> seen() {
        List<String> seen = new ArrayList<>();
        try (Connection connection = Databases.open(options());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM words")) {
            while (rows.next()) seen.add(rows.getString(1) + " " + rows.getLong(2));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return seen;
    }
}
