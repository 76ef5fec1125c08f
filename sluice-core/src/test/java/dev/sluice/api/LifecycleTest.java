package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.Trigger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs that get in the way of their own query: listeners that throw, micro-batches that wait for themselves.
@Timeout(60)
class LifecycleTest {

    private final MemoryStream words = new MemoryStream(SqlParser.tableSchema("word STRING"));
    private final MemoryStream others = new MemoryStream(SqlParser.tableSchema("word STRING"));
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder().storage(new MemoryStorage()).parallelism(2).create();
        session.registerStream("words", words.schema(), words::open);
        session.registerStream("others", others.schema(), others::open);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private DataStreamWriter<Row> all() {
        return session.sql("SELECT word FROM STREAM words").writeStream();
    }

    @Test
    void whateverAListenerThrowsTheQueryStartsAndEnds() {
        session.streams().addListener(new StreamingQueryListener() {
            @Override
            public void onQueryStarted(QueryStartedEvent event) {
                throw new AssertionError("thrown on purpose");
            }

            @Override
            public void onQueryProgress(QueryProgressEvent event) {}

            @Override
            public void onQueryTerminated(QueryTerminatedEvent event) {
                throw new AssertionError("thrown on purpose");
            }
        });
        StreamingQuery query =
                all().format("noop").option("checkpointLocation", "place").start();
        query.stop();
        query.awaitTermination();
        assertFalse(query.isActive());
    }

    @Test
    void aQueryMayBeStoppedBeforeItsFirstMicroBatch() {
        session.streams().addListener(new StreamingQueryListener() {
            @Override
            public void onQueryStarted(QueryStartedEvent event) {
                session.streams().active()[0].stop();
            }

            @Override
            public void onQueryProgress(QueryProgressEvent event) {}

            @Override
            public void onQueryTerminated(QueryTerminatedEvent event) {}
        });
        StreamingQuery query =
                all().format("noop").option("checkpointLocation", "place").start();
        query.awaitTermination();
    }

    @Test
    void aRowMayStopTheQueryWhicheverThreadItIsIn() {
        var query = new CompletableFuture<StreamingQuery>();
        words.add(List.of(List.of("a"), List.of("b")));
        query.complete(all().foreach(new ForeachWriter<Row>() {
                    @Override
                    public boolean open(long partitionId, long epochId) {
                        return true;
                    }

                    @Override
                    public void process(Row row) {
                        query.join().stop();
                    }

                    @Override
                    public void close(Throwable error) {}
                })
                .start());
        query.join().awaitTermination();
        assertTrue(query.join().exception().isEmpty());
    }

    @Test
    void aMicroBatchThatWaitsForItselfIsToldSo() {
        var thrown = new AtomicReference<SluiceException>();
        var query = new CompletableFuture<StreamingQuery>();
        words.add(List.of(List.of("a")));
        query.complete(all().foreachBatch((rows, id) -> {
                    SluiceException error = assertThrows(
                            SluiceException.class, () -> query.join().processAllAvailable());
                    thrown.set(error);
                })
                .start());
        query.join().processAllAvailable();
        assertEquals("SLUICE_STREAMING.WAIT_FOR_ITSELF", thrown.get().getCondition());
    }

    @Test
    void aVeryLongWaitIsNoShortOne() {
        StreamingQuery query =
                all().format("noop").option("checkpointLocation", "place").start();
        var waiting = new CompletableFuture<Boolean>();
        Thread waiter =
                Thread.ofPlatform().daemon().start(() -> waiting.complete(query.awaitTermination(Long.MAX_VALUE)));
        query.processAllAvailable();
        assertTrue(waiter.isAlive());
        query.stop();
        assertTrue(waiting.join());
    }

    static List<Named<Consumer<StreamingQuery>>> waysToWaitForTheEnd() {
        return List.of(
                Named.of("awaitTermination", StreamingQuery::awaitTermination),
                Named.of("awaitTermination, for so long", query -> query.awaitTermination(Long.MAX_VALUE)),
                Named.of("stop", StreamingQuery::stop),
                Named.of("processAllAvailable", StreamingQuery::processAllAvailable));
    }

    /// Even while a listener that hears of the end waits for who waits for it.
    @ParameterizedTest
    @MethodSource("waysToWaitForTheEnd")
    void whoWaitsForTheEndFindsTheNameFree(Consumer<StreamingQuery> waiting) throws Exception {
        var query = new CompletableFuture<StreamingQuery>();
        var active = new CompletableFuture<Integer>();
        session.streams().addListener(new StreamingQueryListener() {
            @Override
            public void onQueryStarted(QueryStartedEvent event) {}

            @Override
            public void onQueryProgress(QueryProgressEvent event) {}

            @Override
            public void onQueryTerminated(QueryTerminatedEvent event) {
                StreamingQuery ended = query.join();
                Thread.ofPlatform().daemon().start(() -> {
                    waiting.accept(ended);
                    active.complete(session.streams().active().length);
                });
                active.join();
            }
        });
        query.complete(all().format("noop").trigger(Trigger.AvailableNow()).start());
        assertEquals(0, active.get());
    }

    @Test
    void sourcesAreFoundAgainByWhatTheyReadAndNotByTheirPlace() {
        words.add(List.of(List.of("w1")));
        others.add(List.of(List.of("o1")));
        assertEquals(List.of("o1", "w1"), rowsOf("words", "others"));
        words.add(List.of(List.of("w2")));
        assertEquals(List.of("w2"), rowsOf("others", "words"));
    }

    private List<String> rowsOf(String first, String second) {
        String sql = "SELECT word FROM STREAM %s UNION ALL SELECT word FROM STREAM %s".formatted(first, second);
        var found = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        StreamingQuery query = session.sql(sql)
                .writeStream()
                .option("checkpointLocation", "both")
                .foreachBatch((rows, id) -> rows.collectAsList().forEach(row -> found.add(row.getString(0))))
                .start();
        query.processAllAvailable();
        query.stop();
        return found.stream().sorted().toList();
    }
}
