package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.Trigger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The life of a query on its own thread. Nothing here sleeps: whoever waits is woken.
@Timeout(60)
class StreamingQueryTest {

    private final MemoryStream words = new MemoryStream(SqlParser.tableSchema("word STRING"));
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(2)
                .config("spark.sql.shuffle.partitions", 2)
                .create();
        session.registerStream("words", words.schema(), words::open);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void say(String... said) {
        List<List<Object>> rows = new ArrayList<>();
        for (String word : said) rows.add(List.of(word));
        words.add(rows);
    }

    private DataStreamWriter<Row> counts() {
        return session.sql("SELECT word, count(*) AS n FROM STREAM words GROUP BY word")
                .writeStream()
                .outputMode("complete")
                .format("memory")
                .queryName("counts");
    }

    private List<String> table() {
        return session.table("counts").orderBy("word").toJSON();
    }

    @Test
    void aQueryWorksOnWhatComesUntilItIsStopped() {
        StreamingQuery query = counts().start();
        assertTrue(query.isActive());
        say("a", "b");
        query.processAllAvailable();
        assertEquals(List.of("{\"word\":\"a\",\"n\":1}", "{\"word\":\"b\",\"n\":1}"), table());
        say("a");
        query.processAllAvailable();
        assertEquals(List.of("{\"word\":\"a\",\"n\":2}", "{\"word\":\"b\",\"n\":1}"), table());
        query.stop();
        assertFalse(query.isActive());
        assertTrue(query.exception().isEmpty());
        query.stop();
        query.awaitTermination();
    }

    @Test
    void aQueryGoesOnFromItsCheckpoint() {
        StreamingQuery first = counts().option("checkpointLocation", "place").start();
        say("a");
        first.processAllAvailable();
        first.stop();
        StreamingQuery second = counts().option("checkpointLocation", "place").start();
        say("a");
        second.processAllAvailable();
        assertEquals(List.of("{\"word\":\"a\",\"n\":2}"), table());
        assertEquals(first.id(), second.id());
        assertNotEquals(first.runId(), second.runId());
        second.stop();
    }

    @Test
    void twoQueriesCannotShareACheckpoint() {
        StreamingQuery first = counts().option("checkpointLocation", "place").start();
        assertThrows(
                SluiceException.class,
                () -> counts().queryName("other")
                        .option("checkpointLocation", "place")
                        .start());
        assertTrue(first.isActive());
        first.stop();
    }

    @Test
    void aNameIsForOneActiveQuery() {
        StreamingQuery first = counts().start();
        assertThrows(SluiceException.class, () -> counts().start());
        first.stop();
        counts().start().stop();
    }

    @Test
    void availableNowEndsWithWhatWasThere() {
        say("a");
        say("b", "a");
        StreamingQuery query = counts().trigger(Trigger.AvailableNow()).start();
        query.awaitTermination();
        assertEquals(List.of("{\"word\":\"a\",\"n\":2}", "{\"word\":\"b\",\"n\":1}"), table());
        assertFalse(query.isActive());
    }

    @Test
    void onceMakesOneMicroBatch() {
        say("a");
        StreamingQuery query = counts().trigger(Trigger.Once()).start();
        query.awaitTermination();
        assertEquals(1, query.recentProgress().length);
    }

    @Test
    void whatTheRowsDoWrongEndsTheQueryAndIsToldToWhoeverWaits() {
        StreamingQuery query = session.sql("SELECT 1 / (length(word) - 1) AS q FROM STREAM words")
                .writeStream()
                .format("noop")
                .start();
        say("ab");
        query.processAllAvailable();
        say("a");
        StreamingQueryException failure = assertThrows(StreamingQueryException.class, query::processAllAvailable);
        assertTrue(failure.getCause() instanceof SluiceException);
        assertThrows(StreamingQueryException.class, query::awaitTermination);
        assertFalse(query.isActive());
        assertTrue(query.exception().isPresent());
        assertTrue(
                query.status().message().contains("DIVIDE_BY_ZERO"),
                () -> query.status().message());
    }

    @Test
    void progressSaysWhatTheLastMicroBatchDid() {
        StreamingQuery query = counts().start();
        assertNull(query.lastProgress());
        say("a", "b", "a");
        query.processAllAvailable();
        QueryProgress progress = query.lastProgress();
        assertNotNull(progress);
        assertEquals(0, progress.batchId());
        assertEquals(3, progress.numInputRows());
        assertEquals("counts", progress.name());
        assertEquals(2, progress.stateOperators().getFirst().numRowsTotal());
        assertEquals(2, progress.sinks().getFirst().numOutputRows());
        assertEquals("Waiting for data to arrive", query.status().message());
        query.stop();
    }

    @Test
    void theSessionKnowsItsQueries() {
        StreamingQuery query = counts().start();
        assertEquals(List.of(query), List.of(session.streams().active()));
        assertEquals(query, session.streams().get(query.id()).orElseThrow());
        query.stop();
        assertEquals(0, session.streams().active().length);
        session.streams().awaitAnyTermination();
    }

    @Test
    void eachMicroBatchIsHandedToAProgram() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        StreamingQuery query = session.table("words")
                .writeStream()
                .foreachBatch((rows, id) -> seen.add(id + " " + rows.toJSON()))
                .start();
        say("a");
        query.processAllAvailable();
        say("b");
        query.processAllAvailable();
        query.stop();
        assertEquals(List.of("0 [{\"word\":\"a\"}]", "1 [{\"word\":\"b\"}]"), seen);
    }

    @Test
    void aSteppedQueryHasNoThread() {
        try (SteppedQuery query = counts().stepped()) {
            assertTrue(query.step().isEmpty());
            say("a");
            assertEquals(1, query.step().orElseThrow().numInputRows());
            assertTrue(query.step().isEmpty());
            assertEquals(List.of("{\"word\":\"a\",\"n\":1}"), table());
        }
    }
}
