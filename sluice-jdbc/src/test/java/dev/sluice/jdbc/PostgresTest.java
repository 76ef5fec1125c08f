package dev.sluice.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.Trigger;
import java.util.concurrent.Semaphore;
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

    @Override
    String impatientUrl() {
        return url() + "&options=-c%20lock_timeout=50";
    }

    /// Twice, and each time it comes back by itself.
    @Test
    void aServerThatIsGoneForAWhileIsWaitedFor() throws Exception {
        PostgresServer database = java.util.Objects.requireNonNull(server);
        try (Session session = Session.builder()
                .storage(new LocalStorage(directory.toString()))
                .config("sluice.query.restart.maxAttempts", 10_000)
                .config("sluice.query.restart.backoff", "20 milliseconds")
                .config("sluice.query.restart.maxBackoff", "20 milliseconds")
                .create()) {
            StreamingQuery query = session.readStream()
                    .format("rate-micro-batch")
                    .option("rowsPerBatch", 10)
                    .load()
                    .select("value")
                    .writeStream()
                    .format("jdbc")
                    .option("url", url())
                    .option("dbtable", "gone")
                    .option("checkpointLocation", "gone")
                    .trigger(Trigger.ProcessingTime(0))
                    .start();
            var seen = new Progress();
            session.streams().addListener(seen);
            for (int i = 0; i < 2; i++) {
                seen.awaitMore();
                database.crash();
                database.begin();
            }
            seen.awaitMore();
            query.stop();
            QueryProgress.Restarted restarted = query.lastProgress().restarted();
            assertTrue(restarted != null && restarted.count() > 1, "the query did not notice");
            Row found = session.read()
                    .format("jdbc")
                    .option("url", url())
                    .option("dbtable", "gone")
                    .load()
                    .selectExpr("count(*)", "count(DISTINCT value)", "max(value) + 1")
                    .first();
            assertEquals("[%1$d,%1$d,%1$d]".formatted((query.lastProgress().batchId() + 1) * 10), found.toString());
        }
    }

    /// Lets a test wait until micro-batches are committed.
    private static final class Progress extends StreamingQueryListener {
        private final Semaphore batches = new Semaphore(0);

        void awaitMore() throws InterruptedException {
            batches.drainPermits();
            batches.acquire(5);
        }

        @Override
        public void onQueryStarted(QueryStartedEvent event) {}

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            batches.release();
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {}
    }
}
