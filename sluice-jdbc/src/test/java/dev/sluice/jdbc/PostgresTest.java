package dev.sluice.jdbc;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A real PostgreSQL, where its programs are on the machine (Debian: `apt-get install postgresql`); skipped elsewhere.
class PostgresTest extends JdbcContract {

    private static @Nullable PostgresServer server;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(PostgresServer.programs().isPresent(), "PostgreSQL is not installed");
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    @Test
    void killedInTheMiddleItHasEachMicroBatchOnce() throws Exception {
        KilledWriter.run(url(), "killed", directory);
    }

    @Override
    String url() {
        return java.util.Objects.requireNonNull(server).url();
    }
}
