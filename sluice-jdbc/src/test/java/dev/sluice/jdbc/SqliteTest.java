package dev.sluice.jdbc;

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

    @Override
    String url() {
        return "jdbc:sqlite:" + files.resolve("contract.db");
    }
}
