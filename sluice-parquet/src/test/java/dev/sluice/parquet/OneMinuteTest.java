package dev.sluice.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.SteppedQuery;
import dev.sluice.machine.Machine;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.Trigger;
import dev.sluice.testing.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Payments as JSON become Parquet once a minute, as `KafkaJsonToParquet` among the examples has it, over three
/// triggers of a virtual clock.
class OneMinuteTest {

    private final VirtualClock clock = new VirtualClock(Instant.parse("2023-03-08T05:40:53Z"));
    private final MemoryStorage storage = new MemoryStorage(clock::millis);

    @Test
    void whatCameBetweenTwoTriggersIsInTheFilesOfTheSecond() {
        put("1", "{\"type\":\"VISA\",\"amount\":85,\"at\":\"2023-03-08T05:40:52Z\"}");
        var machine = new Machine(clock, Thread.ofPlatform().daemon().factory(), new SplittableRandom(1));
        try (Session session = Session.builder()
                        .machine(machine)
                        .storage(storage)
                        .parallelism(1)
                        .config("spark.sql.session.timeZone", "UTC")
                        .create();
                SteppedQuery query = payments(session)
                        .writeStream()
                        .format("parquet")
                        .trigger(Trigger.ProcessingTime("1 minute"))
                        .option("path", "payments.parquet")
                        .option("checkpointLocation", "checkpoint")
                        .stepped()) {
            assertTrue(query.step().isPresent(), "the first trigger fires at once");
            put("2", "{\"type\":\"CASH\",\"amount\":15,\"at\":\"2023-03-08T05:40:54Z\"}");
            clock.advance(Duration.ofMillis(6_999));
            put("3", "no JSON");
            assertFalse(query.step().isPresent(), "the next one fires with the minute");
            assertEquals(List.of("[VISA,85,2023-03-08T05:40:52Z]"), seen(session));
            clock.advance(Duration.ofMillis(1));
            assertTrue(query.step().isPresent());
            assertEquals(
                    List.of("[CASH,15,2023-03-08T05:40:54Z]", "[VISA,85,2023-03-08T05:40:52Z]", "[null,null,null]"),
                    seen(session));
            clock.advance(Duration.ofMinutes(1));
            assertFalse(query.step().isPresent(), "nothing has come");
            assertEquals(2, files());
        }
    }

    private static DataFrame payments(Session session) {
        return session.readStream()
                .text("in")
                .selectExpr("from_json(value, 'type STRING, amount INT, at TIMESTAMP') AS data")
                .select("data.*");
    }

    private void put(String name, String line) {
        storage.replace("in/" + name, line.getBytes(StandardCharsets.UTF_8));
    }

    /// Rows by the manifest, and the same by nothing but the files.
    private List<String> seen(Session session) {
        List<String> rows = rows(session, "payments.parquet");
        assertEquals(rows, rows(session, "payments.parquet/*.parquet"));
        return rows;
    }

    private static List<String> rows(Session session, String path) {
        return session.read().format("parquet").load(path).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    private long files() {
        return storage.list("payments.parquet").stream()
                .map(Storage.Entry::name)
                .filter(name -> name.endsWith(".snappy.parquet"))
                .count();
    }
}
