package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryInput;
import dev.sluice.builtin.MemorySink;
import dev.sluice.builtin.MemoryTable;
import dev.sluice.checkpoint.Holder;
import dev.sluice.checkpoint.Rewind;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.stream.Trigger;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rows that flow: they are in the sink before the log knows of them.
@Timeout(60)
class RealTimeTest extends RealTimeQueries {

    @Test
    void rowsAreInTheSinkBeforeTheLogKnowsOfThem() {
        try (SteppedQuery query = upper().stepped()) {
            step(query);
            say("a", "b");
            step(query);
            assertEquals(List.of("A", "B"), seen());
            clock.advance(OPEN_MILLIS - 1);
            say("c");
            step(query);
            assertEquals(List.of("A", "B", "C"), seen());
            clock.advance(1);
            QueryProgress progress = query.step().orElseThrow();
            assertEquals(0, progress.batchId());
            assertEquals(3, progress.numInputRows());
            assertEquals(3, progress.sinks().getFirst().numOutputRows());
            assertEquals("2", progress.sources().getFirst().endOffset().toText());
            step(query);
        }
    }

    /// What was taken back is run as it was planned, before anything flows.
    @Test
    void aRewoundQueryRunsItsMicroBatchesAgainAndGoesOn() {
        for (Trigger trigger : List.of(Trigger.RealTime(OPEN_MILLIS), Trigger.Continuous(OPEN_MILLIS))) {
            String place = trigger.getClass().getSimpleName();
            seen = new MemoryTable(WORDS);
            DataStreamWriter<Row> writer = session.sql("SELECT upper(word) AS word FROM STREAM words")
                    .writeStream()
                    .outputMode("update")
                    .trigger(trigger)
                    .option("checkpointLocation", place)
                    .sink(() -> new MemorySink(seen));
            try (SteppedQuery query = writer.stepped()) {
                for (String word : List.of("a", "b", "c")) {
                    say(word);
                    step(query);
                    endMicroBatch(query);
                }
            }
            Rewind.to(storage, place, 0, Holder.here("test", 0));
            List<String> first = seen();
            seen = new MemoryTable(WORDS);
            say("d");
            try (SteppedQuery query = writer.stepped()) {
                assertEquals(1, query.step().orElseThrow().batchId());
                assertEquals(2, query.step().orElseThrow().batchId());
                step(query);
                assertEquals(3, endMicroBatch(query).batchId());
            }
            assertEquals(first.subList(first.size() - 2, first.size()), seen().subList(0, 2));
            assertEquals(List.of("D"), seen().subList(2, 3));
        }
    }

    @Test
    void aMicroBatchBeginsWithItsFirstRow() {
        try (SteppedQuery query = upper().stepped()) {
            clock.advance(10 * OPEN_MILLIS);
            step(query);
            say("a");
            step(query);
            assertEquals(List.of("A"), seen());
            assertEquals(0, endMicroBatch(query).batchId());
            clock.advance(10 * OPEN_MILLIS);
            step(query);
            say("b");
            step(query);
            QueryProgress second = endMicroBatch(query);
            assertEquals(1, second.batchId());
            assertEquals(OPEN_MILLIS, second.batchDurationMillis());
        }
    }

    @Test
    void aClockThatIsPutBackDoesNotMakeAMicroBatchLonger() {
        try (SteppedQuery query = upper().stepped()) {
            say("a");
            step(query);
            clock.advance(-3_600_000);
            step(query);
            assertEquals(0, endMicroBatch(query).batchId());
        }
    }

    @Test
    void whatIsSettledDoesNotComeAgain() {
        SteppedQuery first = upper().stepped();
        say("a");
        step(first);
        assertEquals(0, first.settle().orElseThrow().batchId());
        assertEquals(Optional.empty(), first.settle());
        first.close();
        try (SteppedQuery query = upper().stepped()) {
            say("b");
            step(query);
            assertEquals(List.of("A", "B"), seen());
        }
    }

    @Test
    void anotherTriggerGoesOnWhereTheLastMicroBatchEnded() {
        try (SteppedQuery query = upper().stepped()) {
            say("a");
            step(query);
            endMicroBatch(query);
            say("b");
            step(query);
        }
        try (SteppedQuery query = upper().trigger(Trigger.ProcessingTime(0)).stepped()) {
            assertEquals(1, query.step().orElseThrow().batchId());
            step(query);
        }
        assertEquals(List.of("A", "B", "B"), seen());
    }

    @Test
    void aProgramIsOpenedOnceInAMicroBatch() {
        List<String> calls = new ArrayList<>();
        var writer = session.sql("SELECT * FROM STREAM words")
                .writeStream()
                .outputMode("update")
                .trigger(Trigger.RealTime(OPEN_MILLIS))
                .foreach(new ForeachWriter<Row>() {
                    @Override
                    public boolean open(long partition, long epoch) {
                        return calls.add("open " + partition + " " + epoch);
                    }

                    @Override
                    public void process(Row row) {
                        calls.add(row.getString(0));
                    }

                    @Override
                    public void close(Throwable failure) {
                        calls.add("close " + failure);
                    }
                });
        try (SteppedQuery query = writer.stepped()) {
            say("a");
            step(query);
            assertEquals(List.of("open 0 0", "a"), calls);
            say("b");
            step(query);
            endMicroBatch(query);
            say("c");
            step(query);
            query.settle();
        }
        assertEquals(List.of("open 0 0", "a", "b", "close null", "open 0 1", "c", "close null"), calls);
    }

    @Test
    void stateIsRefusedAsInSparkUnlessTheCheckIsSwitchedOff() {
        String counts = "SELECT word, count(*) AS n FROM STREAM words GROUP BY word";
        SluiceException refused =
                assertThrows(SluiceException.class, () -> flow(counts).stepped());
        assertEquals(ErrorCondition.REAL_TIME_OPERATOR, refused.condition());

        session.conf().set("spark.sql.streaming.realTimeMode.allowlistCheck", false);
        seen = new MemoryTable(SqlParser.tableSchema("word STRING, n BIGINT"));
        SteppedQuery killed = flow(counts).stepped();
        say("a", "b");
        step(killed);
        say("a");
        step(killed);
        endMicroBatch(killed);
        say("a");
        step(killed);
        killed.close();
        try (SteppedQuery query = flow(counts).stepped()) {
            say("b");
            step(query);
            assertEquals(2, endMicroBatch(query).stateOperators().getFirst().numRowsTotal());
        }
        List<String> changes = seen.rows().stream().map(String::valueOf).toList();
        assertEquals(
                List.of("[a, 1]", "[b, 1]"),
                changes.subList(0, 2).stream().sorted().toList());
        assertEquals(List.of("[a, 2]", "[a, 3]"), changes.subList(2, 4));
        assertEquals(
                List.of("[a, 3]", "[b, 2]"),
                changes.subList(4, 6).stream().sorted().toList());
        assertEquals(6, changes.size());
    }

    @Test
    void aTableBesideIsReadOnceInAMicroBatch() {
        List<String> reads = new ArrayList<>();
        MemoryInput names = MemoryInput.of(SqlParser.tableSchema("name STRING"), List.of(List.of("a"), List.of("b")));
        session.registerTable("names", new StaticInput() {
            @Override
            public DataType.Struct schema() {
                return names.schema();
            }

            @Override
            public String description() {
                return "names";
            }

            @Override
            public List<Split> splits() {
                reads.add("read");
                return names.splits();
            }
        });
        try (SteppedQuery query =
                flow("SELECT word FROM STREAM words JOIN names ON name = word").stepped()) {
            say("a", "x");
            step(query);
            say("b");
            step(query);
            assertEquals(List.of("a", "b"), seen());
            assertEquals(1, reads.size());
            endMicroBatch(query);
            say("b");
            step(query);
            assertEquals(2, reads.size());
        }
    }

    @Test
    void progressTellsHowLongRowsTook() {
        try (SteppedQuery query = upper().stepped()) {
            for (int i = 0; i < 98; i++) say("fast");
            step(query);
            say("slow", "slow");
            clock.advance(40);
            step(query);
            QueryProgress.RowLatency latency = endMicroBatch(query).rowLatency();
            assertNotNull(latency);
            assertEquals(new QueryProgress.RowLatency(100, 0, 40_000, 40_000), latency);
        }
    }

    @Test
    void rateFlowsSecondBySecond() {
        session.sql("CREATE TABLE ticks USING rate OPTIONS (rowsPerSecond 2, numPartitions 1)");
        seen = new MemoryTable(SqlParser.tableSchema("value BIGINT"));
        try (SteppedQuery query = flow("SELECT value FROM STREAM ticks").stepped()) {
            step(query);
            for (int second = 1; second < OPEN_MILLIS / 1_000; second++) {
                clock.advance(1_000);
                step(query);
                assertEquals(2 * second, seen().size());
            }
            clock.advance(1_000);
            assertEquals(10, query.step().orElseThrow().numInputRows());
        }
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), seen());
    }

    @Test
    void whatTheTriggerNamesContinuousFlowsToo() {
        try (SteppedQuery query =
                upper().outputMode("append").trigger(Trigger.Continuous(1_000)).stepped()) {
            say("a");
            step(query);
            assertEquals(List.of("A"), seen());
            clock.advance(1_000);
            assertEquals(0, query.step().orElseThrow().batchId());
        }
    }

    @Test
    void aRunningQueryIsWokenByWhatComes() throws InterruptedException {
        BlockingQueue<String> given = new LinkedBlockingQueue<>();
        StreamingQuery query = given(given).start();
        say("a");
        assertEquals("a", given.take());
        say("b");
        assertEquals("b", given.take());
        query.stop();
        assertEquals(0, query.lastProgress().batchId());
        assertEquals(2, query.lastProgress().numInputRows());
        // What had flowed when it was stopped is committed.
        StreamingQuery next = given(given).start();
        say("c");
        assertEquals("c", given.take());
        next.processAllAvailable();
        assertEquals(1, next.lastProgress().numInputRows());
        assertTrue(given.isEmpty());
        next.stop();
    }

    private DataStreamWriter<Row> given(BlockingQueue<String> given) {
        return session.sql("SELECT * FROM STREAM words")
                .writeStream()
                .outputMode("update")
                .trigger(Trigger.RealTime("1 hour"))
                .option("checkpointLocation", "place")
                .foreach(into(given));
    }

    @Test
    void linesOfASocketFlow() throws IOException, InterruptedException {
        BlockingQueue<String> given = new LinkedBlockingQueue<>();
        try (var server = new ServerSocket(0)) {
            session.sql(
                    "CREATE TABLE words2 USING socket OPTIONS (host 'localhost', port " + server.getLocalPort() + ")");
            StreamingQuery query = session.sql("SELECT * FROM STREAM words2")
                    .writeStream()
                    .outputMode("update")
                    .trigger(Trigger.RealTime("1 hour"))
                    .foreach(into(given))
                    .start();
            try (Socket socket = server.accept();
                    var out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
                for (String line : List.of("one", "two")) {
                    out.print(line + "\n");
                    assertEquals(line, given.take());
                }
            }
            query.stop();
            assertEquals(2, query.lastProgress().numInputRows());
        }
    }
}
