package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.connector.Sink;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `FROM … INSERT INTO … SELECT … INSERT INTO … SELECT …`: one query, one scan, one checkpoint, several sinks.
class SeveralInsertsTest {

    private static final String INSERTS = """
            FROM STREAM visits
            INSERT INTO long SELECT page, seconds WHERE seconds > 10
            INSERT INTO counts SELECT page, count(*) AS n GROUP BY page""";

    private final DataType.Struct columns = SqlParser.tableSchema("page STRING, seconds INT");
    private final MemoryStream visits = new MemoryStream(columns);
    private final Storage storage = new MemoryStorage();
    private Session session;

    @BeforeEach
    void open() {
        session = newSession();
    }

    private Session newSession() {
        Session fresh = Session.builder().parallelism(1).storage(storage).create();
        fresh.registerStream("visits", columns, visits::open);
        return fresh;
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void sql(String... statements) {
        for (String statement : statements) session.sql(statement);
    }

    private List<String> rows(String query) {
        return session.sql(query).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    private String refusal(String statement) {
        return assertThrows(SluiceException.class, () -> session.sql(statement)).getMessage();
    }

    // ---- streams

    @Test
    void theStreamIsReadOnceAndProgressTellsOfEachSink() {
        sql("CREATE TABLE long USING memory", "CREATE TABLE counts USING memory OPTIONS (outputMode 'complete')");
        visits.add(List.of(List.of("home", 3), List.of("help", 20), List.of("home", 12)));
        StreamingQuery query = started(INSERTS);
        query.processAllAvailable();
        query.stop();
        assertEquals("long", query.name());
        assertEquals(List.of("[help,20]", "[home,12]"), rows("SELECT * FROM long"));
        assertEquals(List.of("[help,1]", "[home,2]"), rows("SELECT * FROM counts"));
        QueryProgress progress = query.lastProgress();
        assertEquals(3, progress.numInputRows());
        assertEquals(1, progress.sources().size());
        assertEquals(
                List.of(2L, 2L),
                progress.sinks().stream()
                        .map(QueryProgress.SinkStatus::numOutputRows)
                        .toList());
    }

    private StreamingQuery started(String inserts) {
        Row answer = session.sql(inserts).collectAsList().getFirst();
        return session.streams().get(answer.<String>getAs("id")).orElseThrow();
    }

    @Test
    void eachTableHasItsOwnLateRows() {
        sql(
                "CREATE TABLE late_minutes USING memory",
                "CREATE TABLE late_hours USING memory",
                "CREATE TABLE minutes USING memory OPTIONS (lateRowsTo 'late_minutes')",
                "CREATE TABLE hours USING memory OPTIONS (lateRowsTo 'late_hours')");
        DataType.Struct clicks = SqlParser.tableSchema("user STRING, at TIMESTAMP");
        MemoryStream stream = new MemoryStream(clicks);
        session.registerStream("clicks", clicks, stream::open);
        String query = """
                FROM STREAM clicks WATERMARK at DELAY OF INTERVAL 1 MINUTE
                INSERT INTO minutes SELECT window(at, '1 minute').start, count(*) GROUP BY window(at, '1 minute')
                INSERT INTO hours SELECT window(at, '1 hour').start, count(*) GROUP BY window(at, '1 hour')""";
        try (SteppedQuery stepped = session.stepped(query)) {
            stream.add(List.of(List.of("ada", micros("2024-01-01T12:30:00Z"))));
            while (stepped.step().isPresent()) {}
            stream.add(List.of(List.of("bob", micros("2024-01-01T12:20:00Z"))));
            while (stepped.step().isPresent()) {}
        }
        assertEquals(List.of("[bob]"), rows("SELECT user FROM late_minutes"));
        assertEquals(List.of(), rows("SELECT user FROM late_hours"));
    }

    private static long micros(String instant) {
        return java.time.Instant.parse(instant).toEpochMilli() * 1_000;
    }

    @Test
    void filesOfAllTablesAppearOnceHoweverOftenTheQueryIsStarted() {
        for (int run = 0; run < 3; run++) {
            visits.add(List.of(List.of("home", 3 + run), List.of("help", 20 + run)));
            sql(
                    "CREATE TABLE long (page STRING, seconds INT) USING json OPTIONS (path 'out/long',"
                            + " checkpointLocation 'checkpoint', trigger 'available-now')",
                    "CREATE TABLE short (page STRING, seconds INT) USING csv OPTIONS (path 'out/short')");
            sql("""
                    FROM STREAM visits
                    INSERT INTO long SELECT page, seconds WHERE seconds > 10
                    INSERT INTO short SELECT page, seconds WHERE seconds <= 10""");
            session.streams().awaitAnyTermination();
            session.close();
            session = newSession();
        }
        assertEquals(List.of("[help,20]", "[help,21]", "[help,22]"), rows("SELECT page, seconds FROM json.`out/long`"));
        assertEquals(List.of("[home,3]", "[home,4]", "[home,5]"), rows("SELECT * FROM csv.`out/short`"));
    }

    // ---- a crash between two sinks

    /// A sink that keeps each micro-batch once, over the lives of processes.
    private static final class Kept {
        private final Map<Long, List<String>> batches = new TreeMap<>();
        private final List<Long> aborted = new ArrayList<>();
        private @Nullable Error diesAtCommit;

        Sink open(DataType.Struct schema) {
            return new Sink() {
                @Override
                public String description() {
                    return "kept";
                }

                @Override
                public OptionalLong lastCommitted() {
                    return batches.keySet().stream().mapToLong(id -> id).max();
                }

                @Override
                public Batch begin(long batchId, boolean complete) {
                    List<String> rows = new ArrayList<>();
                    return new Batch() {
                        @Override
                        public Writer writer(int partition) {
                            return new Writer() {
                                @Override
                                public void write(Chunk chunk) {
                                    for (int i = 0; i < chunk.rowCount(); i++) {
                                        rows.add(Values.row(
                                                        chunk, chunk.selection().row(i), schema)
                                                .toString());
                                    }
                                }

                                @Override
                                public void close() {}
                            };
                        }

                        @Override
                        public void commit() {
                            if (diesAtCommit != null) throw diesAtCommit;
                            if (batches.put(batchId, rows) != null) throw new AssertionError(batchId + " came twice");
                        }

                        @Override
                        public void abort(Throwable cause) {
                            aborted.add(batchId);
                        }
                    };
                }

                @Override
                public void close() {}
            };
        }

        List<String> rows() {
            return batches.values().stream().flatMap(List::stream).sorted().toList();
        }
    }

    @Test
    void aCrashBetweenTwoSinksLeavesNoRowOutAndNoneTwice() {
        Kept first = new Kept();
        Kept second = new Kept();
        Map<String, String> options = Map.of("outputMode", "update", "checkpointLocation", "checkpoint");
        session.registerSink("long", options, first::open);
        session.registerSink("counts", options, second::open);
        visits.add(List.of(List.of("home", 11)));
        try (SteppedQuery query = session.stepped(INSERTS)) {
            query.step();
        }
        visits.add(List.of(List.of("home", 12), List.of("help", 13)));
        second.diesAtCommit = new Error("the process ends here");
        try (SteppedQuery query = session.stepped(INSERTS)) {
            assertThrows(Error.class, query::step);
        }
        assertEquals(List.of("[help, 13]", "[home, 11]", "[home, 12]"), first.rows());
        assertEquals(List.of("[home, 1]"), second.rows());
        assertEquals(List.of(), first.aborted, "what was committed is not taken back");
        second.diesAtCommit = null;
        visits.add(List.of(List.of("shop", 14)));
        try (SteppedQuery query = session.stepped(INSERTS)) {
            while (query.step().isPresent()) {}
        }
        assertEquals(List.of("[help, 13]", "[home, 11]", "[home, 12]", "[shop, 14]"), first.rows());
        assertEquals(List.of("[help, 1]", "[home, 1]", "[home, 2]", "[shop, 1]"), second.rows());
        assertEquals(first.batches.keySet(), second.batches.keySet());
    }

    @Test
    void aSinkThatHasLostMicroBatchesIsNotWrittenOn() {
        Kept first = new Kept();
        Kept second = new Kept();
        Map<String, String> options = Map.of("outputMode", "update", "checkpointLocation", "checkpoint");
        session.registerSink("long", options, first::open);
        session.registerSink("counts", options, second::open);
        for (int i = 0; i < 2; i++) {
            visits.add(List.of(List.of("home", 11)));
            try (SteppedQuery query = session.stepped(INSERTS)) {
                query.step();
            }
        }
        second.batches.remove(1L);
        SluiceException error = assertThrows(SluiceException.class, () -> session.stepped(INSERTS));
        assertEquals("SLUICE_CHECKPOINT.SINK_BEHIND", error.getCondition());
    }

    // ---- refusals

    @Test
    void whatTheQueryHasOnceIsSaidOnceOrAlike() {
        sql(
                "CREATE TABLE long USING memory OPTIONS (trigger 'available-now')",
                "CREATE TABLE counts USING memory OPTIONS (outputMode 'complete', trigger 'once')");
        assertEquals("""
                [SLUICE_MULTI_INSERT.DIFFERS] The INSERTs behind one FROM are one streaming query, which can have one trigger only:\
                 table `long` says 'available-now', table `counts` says 'once'. SQLSTATE: 42000; line 3 pos 12
                INSERT INTO counts SELECT page, count(*) AS n GROUP BY page
                            ^^^^^^
                hint: say trigger at one of the tables, or the same at all of them; or make statements of their own of the INSERTs.""", refusal(INSERTS));
        assertEquals(0, session.streams().active().length);
    }

    @Test
    void whatOneTableCannotTakeIsRefusedThereBeforeAnythingBegins() {
        sql("CREATE TABLE long USING memory", "CREATE TABLE counts USING memory");
        String refusal = refusal(INSERTS);
        assertTrue(refusal.startsWith("[STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION]"), refusal);
        assertTrue(refusal.contains("line 3 pos 12"), refusal);
        assertTrue(refusal("FROM STREAM visits INSERT INTO long SELECT page INSERT INTO nope SELECT page")
                .startsWith("[TABLE_OR_VIEW_NOT_FOUND]"));
        assertTrue(refusal("FROM STREAM visits INSERT INTO long SELECT page INSERT INTO counts SELECT nope")
                .startsWith("[UNRESOLVED_COLUMN.WITH_SUGGESTION]"));
        assertTrue(refusal("FROM STREAM visits INSERT INTO long SELECT page INSERT OVERWRITE counts SELECT page")
                .startsWith("[SLUICE_NOT_YET_SUPPORTED]"));
        assertTrue(refusal("FROM STREAM visits INSERT INTO long SELECT page INSERT INTO LONG SELECT seconds")
                .startsWith("[SLUICE_SINK.SHARED]"));
        assertEquals(0, session.streams().active().length);
    }

    @Test
    void twoTablesOfOneDirectoryAreRefused() {
        sql(
                "CREATE TABLE a (page STRING) USING json OPTIONS (path 'out', checkpointLocation 'checkpoint')",
                "CREATE TABLE b (page STRING) USING csv OPTIONS (path 'out')");
        SluiceException refused = assertThrows(
                SluiceException.class,
                () -> session.stepped("FROM STREAM visits INSERT INTO a SELECT page INSERT INTO b SELECT page"));
        assertEquals("SLUICE_SINK.SHARED", refused.getCondition());
    }

    // ---- batches, as Spark 4.2 answered

    @Test
    void ofRowsThatAreThereEachInsertWritesItsOwn() {
        given();
        sql("FROM s INSERT INTO a SELECT x, y WHERE x > 1 INSERT INTO b SELECT count(*)");
        assertEquals(List.of("[2,q]", "[3,q]"), rows("SELECT * FROM a"));
        assertEquals(List.of("[3]"), rows("SELECT * FROM b"));
        sql("FROM s INSERT OVERWRITE a SELECT x, y INSERT INTO b SELECT x GROUP BY x");
        assertEquals(List.of("[1,p]", "[2,q]", "[3,q]"), rows("SELECT * FROM a"));
        assertEquals(List.of("[1]", "[2]", "[3]", "[3]"), rows("SELECT * FROM b"));
        sql("WITH q AS (SELECT x + 10 AS x FROM s) FROM q INSERT OVERWRITE b SELECT x INSERT INTO a SELECT x, 'z'");
        assertEquals(List.of("[11]", "[12]", "[13]"), rows("SELECT * FROM b"));
        assertEquals(6, rows("SELECT * FROM a").size());
    }

    @Test
    void aTableThatIsWrittenTwiceIsWrittenInTurn() {
        given();
        sql("FROM s INSERT INTO a SELECT x, y INSERT INTO a SELECT x + 100, y");
        assertEquals(6, rows("SELECT * FROM a").size());
        sql("FROM s INSERT INTO a SELECT x, y INSERT OVERWRITE a SELECT x, y");
        assertEquals(3, rows("SELECT * FROM a").size());
        sql("FROM s INSERT OVERWRITE a SELECT x, y INSERT OVERWRITE a SELECT x, y LIMIT 1");
        assertEquals(1, rows("SELECT * FROM a").size());
    }

    /// In Spark the first table has its rows by then.
    @Test
    void whereOneInsertFailsNoTableHasItsRows() {
        given();
        assertThrows(
                SluiceException.class,
                () -> sql("FROM s INSERT INTO a SELECT x, y INSERT INTO b SELECT CAST(y AS INT)"));
        assertTrue(
                storage.list("out/a").stream().noneMatch(entry -> entry.path().contains("part-")));
        assertTrue(
                storage.list("out/b").stream().noneMatch(entry -> entry.path().contains("part-")));
    }

    @Test
    void explainShowsEachQuery() {
        given();
        String plan = session.sql("EXPLAIN FROM s INSERT INTO a SELECT x, y INSERT INTO b SELECT x")
                .collectAsList()
                .getFirst()
                .getString(0);
        assertTrue(plan.startsWith("INSERT INTO a\n== Physical Plan =="), plan);
        assertTrue(plan.contains("\nINSERT INTO b\n== Physical Plan =="), plan);
    }

    private void given() {
        storage.create(
                "s/1.json",
                "{\"x\":1,\"y\":\"p\"}\n{\"x\":2,\"y\":\"q\"}\n{\"x\":3,\"y\":\"q\"}\n"
                        .getBytes(StandardCharsets.UTF_8));
        sql(
                "CREATE TABLE s (x INT, y STRING) USING json OPTIONS (path 's')",
                "CREATE TABLE a (x INT, y STRING) USING json OPTIONS (path 'out/a')",
                "CREATE TABLE b (n BIGINT) USING json OPTIONS (path 'out/b')");
    }
}
