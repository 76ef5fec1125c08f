package dev.sluice.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.connector.Options;
import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SQLite, in a file.
class SqliteTest extends JdbcContract {

    @TempDir
    java.nio.file.Path files;

    @Test
    void killedInTheMiddleItHasEachMicroBatchOnce() throws Exception {
        KilledWriter.run(url(), "killed", directory);
    }

    /// An INTEGER as the primary key is the number of the row, and SQLite makes one up for NULL.
    @Test
    void aNumberOfRowsOfSqliteIsNotTakenForANullKey() throws Exception {
        var options = JdbcOptions.forWriting(new Options(Map.of("url", url(), "dbtable", "t", "keyColumns", "id")));
        try (Connection connection = Databases.open(options)) {
            Databases.execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, n BIGINT)");
        }
        var schema = DataType.Struct.of(Field.of("id", DataType.Atomic.INT), Field.of("n", DataType.Atomic.LONG));
        try (Sink sink = new JdbcSink(options, schema)) {
            Sink.Batch batch = sink.begin(0, false);
            JdbcContract.rows(batch, schema, Arrays.asList(1, 10L), Arrays.asList(null, 20L));
            var error = assertThrows(SluiceException.class, batch::commit);
            assertEquals(ErrorCondition.JDBC_NULL_IN_KEY, error.condition());
        }
    }

    @Override
    String url() {
        return "jdbc:sqlite:" + files.resolve("contract.db");
    }

    @Override
    String impatientUrl() {
        return url() + "?busy_timeout=50";
    }
}
