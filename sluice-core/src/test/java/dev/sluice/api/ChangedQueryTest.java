package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A query is changed and started again from the checkpoint of its old form.
class ChangedQueryTest {

    private static final String COUNT = "SELECT user, count(*) AS n FROM STREAM clicks GROUP BY user";
    private static final String COUNT_AND_SUM =
            "SELECT user, sum(price) AS s, count(*) AS n, max(price) AS m FROM STREAM clicks GROUP BY user";
    private static final String BY_PRICE = "SELECT price, count(*) AS n FROM STREAM clicks GROUP BY price";

    private final MemoryStream clicks = new MemoryStream(SqlParser.tableSchema("user STRING, price BIGINT"));
    private final MemoryStream others = new MemoryStream(SqlParser.tableSchema("user STRING, price BIGINT"));
    private final TreeSet<String> last = new TreeSet<>();
    private final List<Long> batches = new ArrayList<>();
    private MemoryStorage storage = new MemoryStorage();
    private String mode = "complete";

    /// Feeds a click of a user and runs what there is to run.
    private void run(String sql, String onChange, String user, long price) {
        try (Session session = session(onChange)) {
            StreamingQuery query = start(session, sql);
            clicks.add(List.of(List.of(user, price)));
            query.processAllAvailable();
            query.stop();
        }
    }

    private Session session(String onChange) {
        Session session = Session.builder().storage(storage).parallelism(2).create();
        session.registerStream("clicks", clicks.schema(), clicks::open);
        session.registerStream("others", others.schema(), others::open);
        session.conf().set(SessionConf.ON_CHANGE, onChange);
        session.sql("SELECT user, price, CAST(price AS TIMESTAMP) AS at FROM STREAM clicks")
                .withWatermark("at", "0 seconds")
                .createOrReplaceTempView("timed");
        session.sql("CREATE TEMPORARY VIEW prices AS SELECT 'ada' AS user, 1000L AS price");
        return session;
    }

    private StreamingQuery start(Session session, String sql) {
        return session.sql(sql)
                .writeStream()
                .outputMode(mode)
                .option("checkpointLocation", "kept")
                .foreachBatch((rows, id) -> {
                    last.clear();
                    rows.collectAsList().forEach(row -> last.add(String.valueOf(row)));
                    batches.add(id);
                })
                .start();
    }

    @Test
    void aQueryThatRemembersOtherThingsIsNotStartedAndSaysWhatDiffers() {
        run(COUNT, "fail", "ada", 3);
        var error = assertThrows(SluiceException.class, () -> run(COUNT_AND_SUM, "fail", "ada", 4));
        assertEquals(ErrorCondition.STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA, error.condition());
        for (String part : List.of(
                "what differs: adapted: aggregate-",
                "(user STRING -> sum BIGINT,count BIGINT,max BIGINT); begins with nothing: sum(price), max(price)",
                "(--on-change) = keep goes on with that; rebuild forgets all state")) {
            assertTrue(error.getMessage().contains(part), error.getMessage());
        }
        // Nothing happened to what is kept.
        run(COUNT, "fail", "ada", 5);
        assertEquals("[[ada,2]]", last.toString());
    }

    @Test
    void aggregatesMayBeAddedAndTakenAway() {
        run(COUNT, "fail", "ada", 3);
        run(COUNT, "fail", "bob", 5);
        run(COUNT_AND_SUM, "keep", "ada", 7);
        assertEquals("[[ada,7,2,7], [bob,null,1,null]]", last.toString());
        run(COUNT_AND_SUM, "fail", "bob", 9);
        assertEquals("[[ada,7,2,7], [bob,9,2,9]]", last.toString());
        run(COUNT, "keep", "bob", 1);
        assertEquals("[[ada,2], [bob,3]]", last.toString());
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), batches);
    }

    @Test
    void anotherOrderOfAggregatesIsTheSameState() {
        run(COUNT_AND_SUM, "fail", "ada", 3);
        run("SELECT max(price), count(*), user, sum(price) FROM STREAM clicks GROUP BY user", "keep", "ada", 4);
        assertEquals("[[4,2,ada,7]]", last.toString());
    }

    @Test
    void aColumnThatBothSidesOfAJoinHaveIsNotTakenForTheOther() {
        String join = "SELECT clicks.user, %s, count(*) AS n FROM STREAM clicks"
                + " JOIN prices ON clicks.user = prices.user GROUP BY clicks.user";
        run(join.formatted("sum(clicks.price) AS s"), "fail", "ada", 3);
        assertEquals("[[ada,3,1]]", last.toString());
        run(join.formatted("sum(prices.price) AS s, max(prices.price) AS m"), "keep", "ada", 7);
        assertEquals("[[ada,1000,1000,2]]", last.toString());
    }

    @Test
    void whatHasOtherKeysBeginsWithNothing() {
        run(COUNT, "fail", "ada", 3);
        run(BY_PRICE, "keep", "ada", 7);
        assertEquals("[[7,1]]", last.toString());
        run(BY_PRICE, "fail", "ada", 7);
        assertEquals("[[7,2]]", last.toString());
    }

    @Test
    void aQueryIsRebuiltFromTheBeginningOfItsInputs() {
        run(COUNT, "fail", "ada", 3);
        run(COUNT, "fail", "bob", 5);
        run(COUNT_AND_SUM, "rebuild", "ada", 7);
        assertEquals("[[ada,10,2,7], [bob,5,1,5]]", last.toString());
        assertTrue(batches.get(2) > batches.get(1), "micro-batches are counted on: " + batches);
        int before = batches.size();
        run(COUNT_AND_SUM, "rebuild", "ada", 1);
        assertEquals("[[ada,11,3,7], [bob,5,1,5]]", last.toString());
        assertEquals(before + 1, batches.size(), "once: " + batches);
    }

    @Test
    void inputsMayComeAndGo() {
        run(COUNT, "fail", "ada", 3);
        String both = "SELECT user, count(*) AS n FROM (SELECT user FROM STREAM clicks"
                + " UNION ALL SELECT user FROM STREAM others) GROUP BY user";
        others.add(List.of(List.of("ada", 1L), List.of("eve", 1L)));
        var error = assertThrows(SluiceException.class, () -> run(both, "fail", "ada", 4));
        assertEquals(ErrorCondition.SOURCES_CHANGED, error.condition());
        assertTrue(error.getMessage().contains("a new input, read from its beginning: "), error.getMessage());
        run(both, "keep", "ada", 5);
        assertEquals("[[ada,3], [eve,1]]", last.toString());
        run(COUNT, "keep", "ada", 6);
        assertEquals("[[ada,4], [eve,1]]", last.toString());
    }

    @Test
    void whatWasAdaptedSurvivesACrashAndIsNotGuessedWithoutItsSnapshot() {
        run(COUNT, "fail", "ada", 3);
        try (Session session = session("keep")) {
            start(session, COUNT_AND_SUM).stop();
        }
        storage = storage.crashed();
        run(COUNT_AND_SUM, "fail", "ada", 7);
        assertEquals("[[ada,7,2,7]]", last.toString());
        storage.list("kept/snapshot").forEach(file -> storage.delete(file.path()));
        var error = assertThrows(SluiceException.class, () -> run(COUNT_AND_SUM, "keep", "ada", 8));
        assertTrue(error.getMessage().contains("the state was adapted to a changed query here"), error.getMessage());
    }

    @Test
    void theFormBeforeTheChangeCanBeGoneBackTo() {
        run(COUNT, "fail", "ada", 3);
        run(COUNT, "fail", "ada", 3);
        run(COUNT_AND_SUM, "keep", "ada", 7);
        dev.sluice.checkpoint.Rewind.to(storage, "kept", 0, dev.sluice.checkpoint.Holder.here("test", 0));
        run(COUNT, "fail", "ada", 9);
        assertEquals("[[ada,4]]", last.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window(at, '2 minutes')",
                "window(at, '1 minute', '30 seconds')",
                "window(at, '1 minute', '1 minute', '5 seconds')",
                "session_window(at, '1 minute')"
            })
    void otherWindowsAreNotTakenForTheOldOnes(String window) {
        String count = "SELECT %s AS w, user, count(*) AS n FROM"
                + " (SELECT user, CAST(price AS TIMESTAMP) AS at FROM STREAM clicks) GROUP BY 1, 2";
        run(count.formatted("window(at, '1 minute')"), "fail", "ada", 3);
        var error = assertThrows(SluiceException.class, () -> run(count.formatted(window), "fail", "ada", 4));
        assertEquals(ErrorCondition.STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA, error.condition());
        run(count.formatted("window(at, '1 minute')"), "fail", "ada", 5);
        assertTrue(last.toString().endsWith(",2]]"), last.toString());
        run(count.formatted(window), "keep", "ada", 6);
        assertTrue(last.stream().allMatch(row -> row.endsWith(",1]")), last.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"window(at, '1 minute')", "session_window(at, '1 minute')"})
    void openWindowsUnderAWatermarkGoOn(String window) {
        mode = "append";
        String counts =
                "SELECT " + window + ".end AS until, user, count(*) AS n FROM timed GROUP BY " + window + ", user";
        String more = counts.replace("count(*) AS n", "max(price) AS m, count(*) AS n, sum(price) AS s");
        run(counts, "fail", "ada", 3);
        run(more, "keep", "ada", 7);
        run(more, "fail", "ada", 5);
        run(counts, "keep", "ada", 1);
        assertEquals("[]", last.toString());
        run(more, "keep", "ada", 8);
        run(more, "fail", "ada", 200);
        String end = window.startsWith("session") ? "1970-01-01T00:01:08Z" : "1970-01-01T00:01:00Z";
        assertEquals("[[" + end + ",ada,8,5,8]]", last.toString());
    }

    @Test
    void aDryRunTellsAndChangesNothing() {
        run(COUNT, "fail", "ada", 3);
        var out = new java.io.ByteArrayOutputStream();
        try (Session session = Session.builder()
                .storage(storage)
                .output(new java.io.PrintStream(out, true, java.nio.charset.StandardCharsets.UTF_8))
                .create()) {
            session.registerStream("clicks", clicks.schema(), clicks::open);
            session.conf().set(SessionConf.DRY_RUN, "true");
            session.conf().set(SessionConf.ON_CHANGE, "keep");
            StreamingQuery query = start(session, COUNT_AND_SUM);
            query.awaitTermination();
        }
        String said = out.toString(java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(said.contains("begins with nothing: sum(price), max(price)"), said);
        assertTrue(said.contains("so the query goes on behind micro-batch 0"), said);
        run(COUNT, "fail", "ada", 3);
        assertEquals("[[ada,2]]", last.toString());
    }
}
