package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.LoggedLines;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.Trigger;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Queries that fail and go on from their checkpoint by themselves, and those that must not.
@Timeout(60)
class RestartTest {

    private final MemoryStream words = new MemoryStream(SqlParser.tableSchema("word STRING"));
    private final List<String> written = new ArrayList<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder().storage(new MemoryStorage()).parallelism(2).create();
        session.registerStream("words", words.schema(), words::open);
        session.conf().set(SessionConf.RESTART_BACKOFF, "0 seconds");
    }

    @AfterEach
    void close() {
        session.close();
    }

    private DataStreamWriter<Row> counts(String stream) {
        return session.sql("SELECT word, count(*) AS n FROM STREAM " + stream + " GROUP BY word")
                .writeStream()
                .outputMode("complete")
                .option("checkpointLocation", "counts");
    }

    private StreamingQuery countsFailing(Runnable failure) {
        return counts("words")
                .foreachBatch((rows, id) -> {
                    if (id == 1 && failuresLeft.getAndDecrement() > 0) failure.run();
                    rows.collectAsList().forEach(row -> written.add(id + ":" + row));
                })
                .start();
    }

    private static void onPurpose() {
        throw new IllegalStateException("on purpose");
    }

    private void feed(StreamingQuery query) {
        words.add(List.of(List.of("a"), List.of("a")));
        query.processAllAvailable();
        words.add(List.of(List.of("a")));
        query.processAllAvailable();
    }

    @Test
    void aQueryThatFailsEndsUnlessItIsToldOtherwise() {
        failuresLeft.set(1);
        StreamingQuery query = countsFailing(RestartTest::onPurpose);
        assertThrows(StreamingQueryException.class, () -> feed(query));
        assertTrue(query.exception().orElseThrow().getMessage().contains("on purpose"));
        assertTrue(query.status().message().startsWith("Terminated with exception"));

        StreamingQuery next = countsFailing(RestartTest::onPurpose);
        next.processAllAvailable();
        assertEquals(List.of("0:[a,2]", "1:[a,3]"), written);
        assertEquals(query.id(), next.id());
        next.stop();
    }

    @Test
    void itGoesOnFromItsCheckpointAsOftenAsItMay() {
        session.conf().set(SessionConf.RESTARTS, 2);
        failuresLeft.set(2);
        StreamingQuery query = countsFailing(RestartTest::onPurpose);
        UUID id = query.id();
        UUID runId = query.runId();
        try (var log = new LoggedLines("MicroBatchExecution")) {
            feed(query);
            assertEquals(
                    List.of(
                            "failed, and starts again from its checkpoint in 0 ms (attempt 1)",
                            "failed, and starts again from its checkpoint in 0 ms (attempt 2)",
                            "goes on (attempt 3)"),
                    warnings(log));
        }
        assertEquals(List.of("0:[a,2]", "1:[a,3]"), written);
        assertEquals(id, query.id());
        assertNotEquals(runId, query.runId());
        assertTrue(query.exception().isEmpty());
        QueryProgress.Restarted restarted = query.lastProgress().restarted();
        assertNotNull(restarted);
        assertEquals(2, restarted.count());
        assertTrue(restarted.cause().contains("on purpose"), restarted::cause);
        assertTrue(query.lastProgress().json().contains("\"restarted\":{\"count\":2"));
        assertNull(query.recentProgress()[0].restarted());
        query.stop();
    }

    @Test
    void failuresInARowAreCountedFromTheLastCommit() {
        session.conf().set(SessionConf.RESTARTS, 1);
        session.conf().set(SessionConf.RESTART_WINDOW, "0 seconds");
        StreamingQuery query = counts("words")
                .foreachBatch((rows, id) -> {
                    if (failuresLeft.getAndDecrement() > 0) onPurpose();
                })
                .start();
        for (int i = 0; i < 3; i++) {
            failuresLeft.set(1);
            feed(query);
        }
        assertEquals(3, query.lastProgress().restarted().count());
        failuresLeft.set(2);
        assertThrows(StreamingQueryException.class, () -> feed(query));
    }

    @Test
    void aCauseThatComesBackInEachMicroBatchEndsTheQuery() {
        session.conf().set(SessionConf.RESTARTS, 2);
        StreamingQuery query = counts("words")
                .foreachBatch((rows, id) -> {
                    if (failuresLeft.getAndDecrement() > 0) onPurpose();
                })
                .start();
        for (int i = 0; i < 2; i++) {
            failuresLeft.set(1);
            words.add(List.of(List.of("a")));
            query.processAllAvailable();
        }
        failuresLeft.set(1);
        words.add(List.of(List.of("a")));
        assertThrows(StreamingQueryException.class, query::processAllAvailable);
    }

    @Test
    void failuresAreForgottenWhenTheirWindowIsOver() {
        var failures = new Failures(new RestartPolicy(2, 1_000, 5, 10, 100));
        for (long now : new long[] {0, 400, 1_000, 1_400}) {
            assertEquals(OptionalLong.of(10), failures.pauseMillis(now, false), "at " + now);
            failures.passed();
        }
        assertEquals(OptionalLong.empty(), failures.pauseMillis(1_500, false));
        assertEquals(OptionalLong.of(20), failures.pauseMillis(1_500, true), "an input may pass");
    }

    @Test
    void outOfMemoryEndsAQueryAsAnyFailureAndItsCheckpointGoesOn() {
        failuresLeft.set(1);
        StreamingQuery query = countsFailing(RestartTest::tooLarge);
        assertThrows(StreamingQueryException.class, () -> feed(query));
        assertInstanceOf(OutOfMemoryError.class, query.exception().orElseThrow().getCause());
        StreamingQuery next = countsFailing(RestartTest::onPurpose);
        next.processAllAvailable();
        assertEquals(List.of("0:[a,2]", "1:[a,3]"), written);
        next.stop();
    }

    /// Asks for more than there can be.
    private static void tooLarge() {
        throw new AssertionError(new long[Integer.MAX_VALUE].length);
    }

    @Test
    void aQueryThatWaitsToStartAgainCanBeStopped() throws InterruptedException {
        session.conf().set(SessionConf.RESTARTS, 1);
        session.conf().set(SessionConf.RESTART_BACKOFF, "1 day");
        session.conf().set(SessionConf.RESTART_MAX_BACKOFF, "1 day");
        var failed = new CountDownLatch(1);
        StreamingQuery query = counts("words")
                .foreachBatch((rows, id) -> {
                    failed.countDown();
                    onPurpose();
                })
                .start();
        words.add(List.of(List.of("a")));
        failed.await();
        query.stop();
        assertTrue(query.exception().isEmpty());
        assertEquals("Stopped", query.status().message());
    }

    // ---- inputs

    @Test
    void anInputThatIsAwayForAWhileIsWaitedFor() {
        var away = new IOException("away");
        for (Where where : Where.values()) {
            written.clear();
            failuresLeft.set(5);
            try (var log = new LoggedLines("MicroBatchExecution")) {
                StreamingQuery query = start(where, () -> new UncheckedIOException(away), true);
                query.processAllAvailable();
                assertEquals(
                        List.of(
                                "waits for an input that is away, and asks for it again in 0 ms (attempt 1)",
                                ": its input is back, and it goes on (attempt 6)"),
                        warnings(log),
                        where::name);
                assertEquals(5, query.lastProgress().restarted().count(), where::name);
                query.stop();
            }
        }
    }

    /// Without the query's name and the cause.
    private static List<String> warnings(LoggedLines log) {
        return log.take().stream()
                .filter(line -> line.startsWith("WARNING Query"))
                .map(line -> line.replaceFirst("^.*?] ?", "").replaceFirst("(\\(attempt \\d+\\)).*", "$1"))
                .toList();
    }

    @Test
    void butNotForEver() {
        for (Where where : Where.values()) {
            failuresLeft.set(6);
            StreamingQuery query = start(where, () -> new UncheckedIOException(new IOException("away")), true);
            assertThrows(StreamingQueryException.class, query::processAllAvailable, where::name);
        }
    }

    @Test
    void anInputThatIsWrongOrCannotBeReadAgainIsNot() {
        for (Where where : Where.values()) {
            failuresLeft.set(1);
            StreamingQuery wrong = start(where, () -> new IllegalStateException("wrong"), true);
            assertThrows(StreamingQueryException.class, wrong::processAllAvailable, where::name);
            failuresLeft.set(1);
            StreamingQuery gone = start(where, () -> new UncheckedIOException(new IOException("away")), false);
            assertThrows(StreamingQueryException.class, gone::processAllAvailable, where::name);
        }
    }

    @Test
    void settingsMustBeNumbersAndPauses() {
        for (String key : List.of(SessionConf.RESTARTS, SessionConf.INPUT_RETRIES, SessionConf.RESTART_BACKOFF)) {
            var refused =
                    assertThrows(SluiceException.class, () -> session.conf().set(key, "often"));
            assertEquals("INVALID_CONF_VALUE.TYPE_MISMATCH", refused.getCondition());
        }
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        var policy = new RestartPolicy(0, 0, 5, 1_000, 6_000);
        assertEquals(OptionalLong.empty(), policy.pauseMillis(1, 0, false));
        assertEquals(OptionalLong.of(1_000), policy.pauseMillis(1, 0, true));
        assertEquals(OptionalLong.of(4_000), policy.pauseMillis(3, 0, true));
        assertEquals(OptionalLong.of(6_000), policy.pauseMillis(4, 0, true));
        assertEquals(OptionalLong.empty(), policy.pauseMillis(6, 0, true));
    }

    private StreamingQuery start(Where where, Supplier<RuntimeException> thrown, boolean repeatable) {
        String name = "s" + session.machine().newId().toString().replace("-", "");
        session.registerStream(
                name, words.schema(), () -> new Failing(words.open(), where, failuresLeft, thrown, repeatable));
        words.add(List.of(List.of("a")));
        return counts(name)
                .option("checkpointLocation", name)
                .foreachBatch((rows, id) -> {})
                .start();
    }

    private enum Where {
        LATEST,
        SPLITS,
        OPEN,
        READ
    }

    /// A source that fails at one of its calls, as often as is said.
    private record Failing(
            Source source, Where where, AtomicInteger left, Supplier<RuntimeException> thrown, boolean repeatable)
            implements Source {

        private void at(Where place) {
            if (place == where && left.getAndDecrement() > 0) throw thrown.get();
        }

        @Override
        public DataType.Struct schema() {
            return source.schema();
        }

        @Override
        public String description() {
            return source.description();
        }

        @Override
        public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
            at(Where.LATEST);
            return source.latest(from, limit);
        }

        @Override
        public InputRange range(@Nullable Offset from, Offset to) {
            return source.range(from, to);
        }

        @Override
        public List<Split> splits(InputRange range) {
            at(Where.SPLITS);
            return source.splits(range).stream().map(this::failing).toList();
        }

        private Split failing(Split split) {
            return () -> {
                at(Where.OPEN);
                ChunkReader reader = split.open();
                at(Where.READ);
                return reader;
            };
        }

        @Override
        public void onData(Runnable wake) {
            source.onData(wake);
        }

        @Override
        public void close() {
            source.close();
        }
    }

    /// Each run changes little of a large state, too little to take all of it along with its micro-batches.
    @Test
    void manyShortRunsMakeSnapshots() {
        var storage = new MemoryStorage();
        try (Session patient = Session.builder().storage(storage).parallelism(2).create()) {
            patient.registerStream("words", words.schema(), words::open);
            patient.conf().set("sluice.checkpoint.snapshotBytes", 20_000);
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) rows.add(List.of("word " + i));
            words.add(rows);
            for (int run = 0; run < 60; run++) {
                words.add(rows.subList(0, 500));
                patient.sql("SELECT word, count(*) AS n FROM STREAM words GROUP BY word")
                        .writeStream()
                        .outputMode("update")
                        .format("noop")
                        .trigger(Trigger.AvailableNow())
                        .option("checkpointLocation", "short")
                        .start()
                        .awaitTermination();
            }
        }
        List<String> snapshots =
                storage.list("short/snapshot").stream().map(Storage.Entry::path).toList();
        assertTrue(snapshots.size() > 1, snapshots::toString);
    }
}
