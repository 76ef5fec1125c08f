package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryInput;
import dev.sluice.builtin.MemorySink;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.builtin.MemoryTable;
import dev.sluice.checkpoint.Holder;
import dev.sluice.checkpoint.Rewind;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.StandingClock;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.CrashingStorage;
import dev.sluice.storage.LocklessStorage;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.Trigger;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rows that flow: they are in the sink before the log knows of them, and after a crash they come again.
@Timeout(60)
class RealTimeTest {

    private static final DataType.Struct WORDS = SqlParser.tableSchema("word STRING");
    private static final long OPEN_MILLIS = 5_000;

    private final StandingClock clock = new StandingClock(1_700_000_000_000L);
    private final MemoryStream words = new MemoryStream(WORDS, clock);
    private final Storage storage = new MemoryStorage();
    private MemoryTable seen = new MemoryTable(WORDS);
    private Session session;

    @BeforeEach
    void open() {
        session = session(storage);
    }

    private Session session(Storage on) {
        Session opened = Session.builder()
                .storage(on)
                .machine(clock.machine())
                .parallelism(2)
                .config("spark.sql.shuffle.partitions", 2)
                .create();
        opened.registerStream("words", WORDS, words::open);
        return opened;
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void say(String... said) {
        for (String word : said) words.add(List.of(List.of(word)));
    }

    private DataStreamWriter<Row> flow(String sql) {
        return flow(session, sql);
    }

    private DataStreamWriter<Row> flow(Session in, String sql) {
        return in.sql(sql)
                .writeStream()
                .outputMode("update")
                .trigger(Trigger.RealTime(OPEN_MILLIS))
                .option("checkpointLocation", "place")
                .sink(() -> new MemorySink(seen));
    }

    private DataStreamWriter<Row> upper() {
        return flow("SELECT upper(word) AS word FROM STREAM words");
    }

    /// Lets flow what is there.
    private static void step(SteppedQuery query) {
        assertEquals(Optional.empty(), query.step());
    }

    private QueryProgress endMicroBatch(SteppedQuery query) {
        clock.advance(OPEN_MILLIS);
        return query.step().orElseThrow();
    }

    private List<String> seen() {
        return seen.rows().stream().map(row -> String.valueOf(row.getFirst())).toList();
    }

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
    void whatFlowedSinceTheLastMicroBatchComesAgainAfterACrash() {
        SteppedQuery killed = upper().stepped();
        say("a");
        step(killed);
        endMicroBatch(killed);
        say("b");
        step(killed);
        say("c");
        step(killed);
        killed.close();
        say("d");
        try (SteppedQuery query = upper().stepped()) {
            step(query);
            assertEquals(List.of("A", "B", "C", "B", "C", "D"), seen());
            assertEquals(1, endMicroBatch(query).batchId());
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
    void whereverItIsKilledNothingIsLostAndOnlyTheLastMicroBatchComesAgain() {
        int lives = 0;
        boolean crashed = true;
        for (int at = 0; crashed; at++) {
            var disk = new MemoryStorage();
            var input = new MemoryStream(WORDS, clock);
            seen = new MemoryTable(WORDS);
            crashed = false;
            List<String> committed = new ArrayList<>();
            try (Session mortal = session(new CrashingStorage(new LocklessStorage(disk), at))) {
                mortal.registerStream("input", WORDS, input::open);
                runThreeMicroBatches(flow(mortal, "SELECT word FROM STREAM input"), input, committed);
            } catch (CrashingStorage.Crash _) {
                crashed = true;
            }
            List<String> before = seen();
            for (String word : List.of("a1", "a2", "b1", "b2", "c1", "c2")) {
                if (!before.contains(word)) input.add(List.of(List.of(word)));
            }
            try (Session next = session(disk.crashed())) {
                next.registerStream("input", WORDS, input::open);
                try (SteppedQuery query =
                        flow(next, "SELECT word FROM STREAM input").stepped()) {
                    while (query.step().isPresent()) {} // what was planned
                    step(query);
                    query.settle();
                }
            }
            List<String> all = seen();
            assertEquals(6, new HashSet<>(all).size(), () -> "lost: " + all);
            for (String word : committed) {
                assertEquals(1, all.stream().filter(word::equals).count(), () -> word + " again: " + all);
            }
            lives++;
        }
        assertTrue(lives > 10, "killed " + lives + " times");
    }

    private void runThreeMicroBatches(DataStreamWriter<Row> writer, MemoryStream input, List<String> committed) {
        SteppedQuery query = writer.stepped();
        for (String epoch : List.of("a", "b", "c")) {
            for (int i = 1; i <= 2; i++) {
                input.add(List.of(List.of(epoch + i)));
                step(query);
            }
            endMicroBatch(query);
            committed.add(epoch + 1);
            committed.add(epoch + 2);
        }
        query.close();
    }

    @Test
    void whereverItIsKilledStateHasEachRowOnce() {
        List<String> fed = List.of("a", "b", "a", "c", "b", "a", "d", "a");
        boolean crashed = true;
        for (int at = 0; crashed; at++) {
            var disk = new MemoryStorage();
            var input = new MemoryStream(WORDS, clock);
            seen = new MemoryTable(SqlParser.tableSchema("word STRING, n BIGINT"));
            int[] next = {0};
            crashed = false;
            try (Session mortal = session(new CrashingStorage(new LocklessStorage(disk), at))) {
                count(mortal, input, fed, next);
            } catch (CrashingStorage.Crash _) {
                crashed = true;
            }
            try (Session other = session(disk.crashed())) {
                count(other, input, fed, next);
            }
            Map<Object, Object> last = new TreeMap<>();
            seen.rows().forEach(row -> last.put(row.getFirst(), row.getLast()));
            assertEquals("{a=4, b=2, c=1, d=1}", last.toString(), "killed at call " + at);
        }
    }

    @Test
    void stateIsRightBehindSnapshotsAndBrokenMicroBatches() {
        session.conf().set("spark.sql.streaming.realTimeMode.allowlistCheck", false);
        session.conf().set("sluice.checkpoint.snapshotBytes", 1);
        session.conf().set("sluice.checkpoint.snapshotShareRows", 1);
        session.conf().set("sluice.checkpoint.snapshotSharePercent", 0);
        String counts = "SELECT word, count(*) AS n FROM STREAM words GROUP BY word";
        for (int life = 0; life < 3; life++) {
            seen = new MemoryTable(SqlParser.tableSchema("word STRING, n BIGINT"));
            SteppedQuery query = flow(counts).stepped();
            for (int i = 0; i < 6; i++) {
                say("a", "b", "c", "d", "e");
                step(query);
                say("a");
                step(query);
                endMicroBatch(query);
                if (i < 3) step(query); // a pause, in which a snapshot goes on
            }
            say("b", "f");
            step(query);
            query.close(); // in the middle: b and f come again
        }
        assertTrue(storage.list("place/snapshot").size() > 1);
        Map<Object, Object> last = new TreeMap<>();
        seen.rows().forEach(row -> last.put(row.getFirst(), row.getLast()));
        assertEquals("{a=36, b=21, c=18, d=18, e=18, f=3}", last.toString());
    }

    /// Counts what is not yet fed, two words in a micro-batch.
    private void count(Session in, MemoryStream input, List<String> fed, int[] next) {
        in.registerStream("input", WORDS, input::open);
        in.conf().set("spark.sql.streaming.realTimeMode.allowlistCheck", false);
        SteppedQuery query = flow(in, "SELECT word, count(*) AS n FROM STREAM input GROUP BY word")
                .stepped();
        while (query.step().isPresent()) {} // what was planned
        while (next[0] < fed.size()) {
            input.add(List.of(List.of(fed.get(next[0]++))));
            step(query);
            if (next[0] % 2 == 0) endMicroBatch(query);
        }
        query.settle();
        query.close();
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
                .foreach(new ForeachWriter<Row>() {
                    @Override
                    public boolean open(long partition, long epoch) {
                        return true;
                    }

                    @Override
                    public void process(Row row) {
                        given.add(row.getString(0));
                    }

                    @Override
                    public void close(Throwable failure) {}
                });
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
                    .foreach(new ForeachWriter<Row>() {
                        @Override
                        public boolean open(long partition, long epoch) {
                            return true;
                        }

                        @Override
                        public void process(Row row) {
                            given.add(row.getString(0));
                        }

                        @Override
                        public void close(Throwable failure) {}
                    })
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
