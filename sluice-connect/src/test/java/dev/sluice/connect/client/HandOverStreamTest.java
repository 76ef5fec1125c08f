package dev.sluice.connect.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataTypes;
import dev.sluice.api.Encoders;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryException;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.error.AnalysisException;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A stream that runs elsewhere is started, asked, listened to and ended as one that runs here.
class HandOverStreamTest {

    @TempDir
    private static Path directory;

    private static Servers servers;

    @BeforeAll
    static void start() throws IOException {
        servers = Servers.start();
        Files.createDirectories(directory.resolve("in"));
        Files.writeString(directory.resolve("in/1.txt"), "3\n5\n");
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private Stream<DynamicTest> everywhere(Consumer<Session> program) throws IOException {
        return servers.places().stream()
                .map(place -> DynamicTest.dynamicTest(place.name(), () -> {
                    try (Session session = place.session()) {
                        program.accept(session);
                    }
                }));
    }

    private static DataFrame lines(Session session) {
        return session.readStream().text(directory + "/in");
    }

    /// What a listener hears.
    private static class Heard extends StreamingQueryListener {
        private final List<String> events = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onQueryStarted(QueryStartedEvent event) {
            events.add("started " + event.name());
        }

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            events.add("batch " + event.progress().batchId() + " of "
                    + event.progress().name() + ", "
                    + event.progress().numInputRows() + " rows, "
                    + event.progress().sources().size() + " source");
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {
            events.add("ended, failed " + event.exception().isPresent());
        }
    }

    @TestFactory
    Stream<DynamicTest> listenersHearOfAllThatHappens() throws IOException {
        return everywhere(session -> {
            var heard = new Heard();
            session.streams().addListener(heard);
            StreamingQuery query = lines(session)
                    .writeStream()
                    .format("memory")
                    .queryName("heard")
                    .trigger(Trigger.AvailableNow())
                    .start();
            query.awaitTermination();
            assertFalse(query.isActive());
            assertEquals(
                    List.of("started heard", "batch 0 of heard, 2 rows, 1 source", "ended, failed false"),
                    heard.events);
            assertEquals(2, session.table("heard").count());
        });
    }

    @TestFactory
    Stream<DynamicTest> aListenerMayStopTheQuery() throws IOException {
        return everywhere(session -> {
            session.streams().addListener(new Heard() {
                @Override
                public void onQueryProgress(QueryProgressEvent event) {
                    for (StreamingQuery query : session.streams().active()) query.stop();
                }
            });
            StreamingQuery query = session.readStream()
                    .format("rate")
                    .option("rowsPerSecond", 100)
                    .load()
                    .writeStream()
                    .format("noop")
                    .start();
            query.awaitTermination();
            assertFalse(query.isActive());
            assertTrue(query.exception().isEmpty());
        });
    }

    @TestFactory
    Stream<DynamicTest> aQueryAnswersUntilItIsStopped() throws IOException {
        return everywhere(session -> {
            StreamingQuery query = lines(session)
                    .writeStream()
                    .format("memory")
                    .queryName("asked")
                    .start();
            query.processAllAvailable();
            assertTrue(query.isActive());
            assertEquals("asked", query.name());
            assertEquals(2, session.sql("SELECT * FROM asked").count());
            assertEquals(0, assertNotNullProgress(query));
            assertTrue(query.recentProgress().length >= 1);
            assertFalse(query.status().message().isEmpty());
            assertFalse(query.awaitTermination(1));
            assertEquals(
                    query.id(), session.streams().get(query.id()).orElseThrow().id());
            assertTrue(query.explainString(true).contains("Physical Plan"));
            query.stop();
            assertFalse(query.isActive());
            assertTrue(query.exception().isEmpty());
            assertTrue(query.awaitTermination(1));
            assertEquals(0, session.streams().active().length);
        });
    }

    private static long assertNotNullProgress(StreamingQuery query) {
        var last = query.lastProgress();
        assertNotNull(last);
        return last.batchId();
    }

    @TestFactory
    Stream<DynamicTest> aQueryThatFailsSaysWhy() throws IOException {
        return everywhere(session -> {
            StreamingQuery query = lines(session)
                    .selectExpr("1 / (CAST(value AS INT) - 5) AS x")
                    .writeStream()
                    .format("memory")
                    .queryName("failing")
                    .trigger(Trigger.AvailableNow())
                    .start();
            var failure = assertThrows(StreamingQueryException.class, query::awaitTermination);
            assertTrue(failure.message().contains("[DIVIDE_BY_ZERO]"), failure::message);
            assertTrue(failure.message().startsWith("[STREAM_FAILED] Query [id = " + query.id()), failure::message);
            assertTrue(query.exception().isPresent());
            assertThrows(StreamingQueryException.class, () -> session.streams().awaitAnyTermination());
        });
    }

    @TestFactory
    Stream<DynamicTest> aCheckpointIsGoneOnWith() throws IOException {
        String run = directory + "/" + UUID.randomUUID();
        return everywhere(session -> {
            var heard = new Heard();
            session.streams().addListener(heard);
            String place = run + "-" + session.hashCode();
            for (long expected : new long[] {2, 0}) {
                StreamingQuery query = lines(session)
                        .writeStream()
                        .format("json")
                        .option("checkpointLocation", place + "/checkpoint")
                        .trigger(Trigger.AvailableNow())
                        .start(place + "/out");
                query.awaitTermination();
                long read = Stream.of(query.recentProgress())
                        .mapToLong(progress -> progress.numInputRows())
                        .sum();
                assertEquals(expected, read, () -> Arrays.toString(query.recentProgress()));
            }
            assertEquals(
                    2,
                    session.read().schema("value STRING").json(place + "/out").count());
            // A trigger without news is no micro-batch.
            assertEquals(
                    1,
                    heard.events.stream()
                            .filter(event -> event.startsWith("batch"))
                            .count(),
                    heard.events::toString);
        });
    }

    static final Map<String, Consumer<Session>> REFUSED = new LinkedHashMap<>();

    static {
        REFUSED.put("a lambda over rows", session -> lines(session).map(row -> row.getString(0), Encoders.STRING()));
        REFUSED.put(
                "foreachBatch",
                session -> lines(session)
                        .writeStream()
                        .foreachBatch((rows, id) -> {})
                        .start());
        REFUSED.put("a function of the program", session -> {
            session.udf().register("twice", (Integer x) -> x * 2, DataTypes.IntegerType);
            session.range(3).select(dev.sluice.api.functions.call_udf("twice", dev.sluice.api.functions.col("id")));
        });
        REFUSED.put(
                "an option of Sluice",
                session -> lines(session)
                        .writeStream()
                        .format("memory")
                        .queryName("q")
                        .option("lateRowsTo", "late")
                        .start());
        REFUSED.put("an option of Sluice in a source", session -> {
            session.sql("CREATE TABLE late USING text OPTIONS (path '/in', watermarkIdleTimeout '1 minute')");
            session.sql("SELECT * FROM STREAM late");
        });
        REFUSED.put("a declared name in a subquery outside of SQL", session -> {
            session.range(3).createOrReplaceTempView("few");
            session.range(9).filter("id IN (SELECT id FROM few)");
        });
        REFUSED.put("a setting of Sluice", session -> session.conf().set("sluice.state.backend", "rocksdb"));
        REFUSED.put("two streams of one FROM", session -> {
            session.sql("CREATE TABLE a USING memory");
            session.sql("CREATE TABLE b USING memory");
            session.sql("FROM range(3) INSERT INTO a SELECT id INSERT INTO b SELECT id");
        });
    }

    @TestFactory
    Stream<DynamicTest> whatCannotGoOverIsRefused() throws IOException {
        return servers.remote().stream()
                .flatMap(place -> REFUSED.entrySet().stream()
                        .map(one -> DynamicTest.dynamicTest(one.getKey() + ", " + place.name(), () -> {
                            try (Session session = place.session()) {
                                var error = assertThrows(
                                        SluiceException.class,
                                        () -> one.getValue().accept(session));
                                assertEquals("SLUICE_CLUSTER_CANNOT", error.getCondition(), error::getMessage);
                                assertEquals(0, session.streams().active().length);
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> errorsAreTheClustersWithTheirPlace() throws IOException {
        return everywhere(session -> {
            var error = assertThrows(AnalysisException.class, () -> session.sql("SELECT idd FROM range(3)"));
            assertEquals("UNRESOLVED_COLUMN.WITH_SUGGESTION", error.getCondition());
            assertTrue(error.getMessage().contains("SELECT idd FROM range(3)\n       ^^^"), error::getMessage);
            var unknown = assertThrows(SluiceException.class, () -> session.table("nowhere"));
            assertEquals("TABLE_OR_VIEW_NOT_FOUND", unknown.getCondition());
        });
    }

    @Test
    void addressesThatMakeNoSense() {
        for (String address : List.of(
                "sc://elsewhere/;token=secret;use_ssl=false",
                "sc://h:99999999999",
                "sc://h/;x-a=secret;tokn=secret",
                "spark://h/;token=secret",
                "localhost:15002",
                "sc:/localhost",
                "sc://h:99999",
                "sc://h/;tokn=x",
                "jdbc://h")) {
            var error = assertThrows(
                    SluiceException.class,
                    () -> Session.builder().remote(address).create());
            assertEquals("SLUICE_CLUSTER_ADDRESS", error.getCondition(), address);
            assertFalse(error.getMessage().contains("secret"), error::getMessage);
        }
        var nobody = assertThrows(
                SluiceException.class,
                () -> Session.builder().remote("sc://localhost:1/;token=secret").create());
        assertEquals("SLUICE_CLUSTER_UNREACHABLE", nobody.getCondition());
        assertFalse(nobody.getMessage().contains("secret"));
    }
}
