package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {

    @Test
    void aProgramHasOneActiveSessionUnlessItWantsMore() {
        try (Session first = Session.builder().appName("one").getOrCreate();
                Session own = Session.builder().create()) {
            assertSame(first, Session.builder().config("spark.app.name", "two").getOrCreate());
            assertEquals("two", first.conf().get("spark.app.name"));
            assertNotSame(first, own);
            assertEquals("sluice", own.conf().get("spark.app.name"));
        }
        try (Session next = Session.builder().getOrCreate()) {
            assertEquals("sluice", next.conf().get("spark.app.name"));
        }
    }

    @Test
    void theMasterSaysHowManyThreadsWork() {
        try (Session session = Session.builder().master("local[3]").create()) {
            assertEquals("3", session.conf().get("spark.sql.shuffle.partitions"));
        }
        var error = assertThrows(
                IllegalArgumentException.class, () -> Session.builder().master("spark://cluster:7077"));
        assertTrue(error.getMessage().contains("local[N]"), error::getMessage);
    }

    @Test
    void settingsAreCheckedWhenTheyAreMade() {
        try (Session session = Session.builder().create()) {
            session.conf().set("spark.sql.session.timeZone", "Asia/Seoul");
            assertEquals("Asia/Seoul", session.conf().get("spark.sql.session.timeZone"));
            session.conf().unset("spark.sql.session.timeZone");
            assertThrows(SluiceException.class, () -> session.conf().set("spark.sql.shuffle.partitions", "many"));
            assertThrows(SluiceException.class, () -> session.conf().set("sluice.nosuch", "1"));
            assertThrows(SluiceException.class, () -> session.conf().get("nosuch"));
            assertEquals("else", session.conf().get("nosuch", "else"));
        }
    }

    @Test
    void aTimestampIsShownInTheSessionsZone() {
        try (Session session =
                Session.builder().config("spark.sql.session.timeZone", "UTC").create()) {
            DataFrame moment = session.sql("SELECT CAST(CAST(0 AS TIMESTAMP) AS STRING) AS at");
            assertEquals(List.of("{\"at\":\"1970-01-01 00:00:00\"}"), moment.toJSON());
            session.sql("SET spark.sql.session.timeZone = Asia/Seoul");
            assertEquals(List.of("{\"at\":\"1970-01-01 09:00:00\"}"), moment.toJSON());
        }
    }

    @Test
    void showPrintsWhereTheSessionPrints() {
        var bytes = new ByteArrayOutputStream();
        try (Session session = Session.builder().output(new PrintStream(bytes)).create()) {
            session.range(2).show();
        }
        assertEquals(
                List.of("+---+", "| id|", "+---+", "|  0|", "|  1|", "+---+", ""),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void viewsAreSeenBySqlAndByName() {
        try (Session session = Session.builder().create()) {
            session.range(3).createOrReplaceTempView("numbers");
            assertEquals(3, session.sql("SELECT id FROM numbers").count());
            assertEquals(3, session.table("NUMBERS").count());
            assertThrows(SluiceException.class, () -> session.range(1).createTempView("numbers"));
            session.sql("DROP VIEW numbers");
            assertThrows(SluiceException.class, () -> session.table("numbers"));
        }
    }

    @Test
    void rangesCountUpAndDown() {
        try (Session session = Session.builder().create()) {
            assertEquals(
                    List.of("{\"id\":2}", "{\"id\":4}"), session.range(2, 6, 2).toJSON());
            assertEquals(
                    List.of("{\"id\":3}", "{\"id\":2}"), session.range(3, 1, -1).toJSON());
            assertEquals(0, session.range(5, 5).count());
            assertTrue(session.emptyDataFrame().isEmpty());
        }
    }

    @Test
    void aBatchQueryCanBeEndedByAnotherThread() throws InterruptedException {
        try (Session session = Session.builder().master("local[2]").create()) {
            var caught = new ArrayList<Throwable>();
            session.addTag("long");
            Thread asking = new Thread(() -> {
                try {
                    session.sql("SELECT max(hash(id)) FROM range(1000000000000)")
                            .collectAsList();
                } catch (SluiceException e) {
                    caught.add(e);
                }
            });
            asking.start();
            assertEquals(List.of(), session.interruptTag("short"));
            List<String> ended = List.of();
            while (ended.isEmpty()) ended = session.interruptTag("long");
            asking.join();
            assertEquals(1, ended.size());
            assertEquals("OPERATION_CANCELED", ((SluiceException) caught.getFirst()).getCondition());
            assertEquals(List.of(), session.interruptAll());
            assertThrows(IllegalArgumentException.class, () -> session.addTag("a,b"));
        }
    }
}
