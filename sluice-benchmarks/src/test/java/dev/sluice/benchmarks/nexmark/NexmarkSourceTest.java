package dev.sluice.benchmarks.nexmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import dev.sluice.vector.Chunk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NexmarkSourceTest {

    @TempDir
    private Path directory;

    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .storage(new LocalStorage(directory.toString()))
                .parallelism(2)
                .config("spark.sql.session.timeZone", "UTC")
                .create();
        for (NexmarkTable table : NexmarkTable.values()) {
            table(table, "events", "20000").createOrReplaceTempView(table.word());
        }
    }

    @AfterEach
    void close() {
        session.close();
    }

    private DataFrame table(NexmarkTable table, String option, String value) {
        return session.read()
                .format("nexmark")
                .option("table", table.word())
                .option(option, value)
                .load();
    }

    private String answer(String query) {
        return session.sql(query).collectAsList().getFirst().mkString(" ");
    }

    @Test
    void ofFiftyEventsOneIsAPersonAndThreeAreAuctions() {
        assertEquals("400 1000 1399", answer("SELECT count(DISTINCT id), min(id), max(id) FROM person"));
        assertEquals("1200 1000 2199", answer("SELECT count(DISTINCT id), min(id), max(id) FROM auction"));
        assertEquals("18400", answer("SELECT count(*) FROM bid"));
        for (NexmarkTable table : NexmarkTable.values()) {
            long row = 0;
            for (long event = 0; event < 150; event++) {
                assertEquals(row, table.rowsBefore(event), table + " before " + event);
                if (row < table.rowsBefore(event + 1)) assertEquals(event, table.event(row++));
            }
        }
    }

    @Test
    void eventsComeInOrderSoManyASecond() {
        assertEquals(
                "2026-01-01 00:00:00 2026-01-01 00:00:01.995",
                answer("SELECT CAST(min(dateTime) AS STRING), CAST(max(dateTime) AS STRING) FROM person"));
        assertEquals(
                "10000",
                answer("SELECT count(*) FROM (SELECT dateTime FROM person UNION ALL SELECT dateTime FROM auction"
                        + " UNION ALL SELECT dateTime FROM bid) WHERE dateTime < TIMESTAMP '2026-01-01 00:00:01'"));
    }

    @Test
    void whatIsNamedIsThereAlready() {
        assertEquals(
                "18400",
                answer("SELECT count(*) FROM bid b JOIN auction a ON a.id = b.auction"
                        + " AND a.dateTime <= b.dateTime"));
        assertEquals(
                "18400",
                answer("SELECT count(*) FROM bid b JOIN person p ON p.id = b.bidder"
                        + " AND p.dateTime <= b.dateTime"));
        assertEquals(
                "1200",
                answer("SELECT count(*) FROM auction a JOIN person p ON p.id = a.seller"
                        + " AND p.dateTime <= a.dateTime"));
    }

    /// Shares, so that queries have something to find.
    @Test
    void someAreAskedForMoreThanOthers() {
        assertEquals(
                "true",
                answer("SELECT sum(n) FILTER (WHERE n > 500) > 8000 AND count(*) > 1000"
                        + " FROM (SELECT count(*) AS n FROM bid GROUP BY auction)"));
        assertEquals(
                "true",
                answer("SELECT count(*) FILTER (WHERE channel IN ('Apple', 'Google', 'Baidu', 'Facebook'))"
                        + " BETWEEN 8800 AND 9600 FROM bid"));
        assertEquals(
                "true",
                answer("SELECT min(price) >= 100 AND max(price) <= 100000000 AND"
                        + " count(*) FILTER (WHERE price < 100000) BETWEEN 8800 AND 9600 FROM bid"));
        assertEquals("5 10 14", answer("SELECT count(DISTINCT category), min(category), max(category) FROM auction"));
        assertEquals(
                "true",
                answer("SELECT min(expires - dateTime) > INTERVAL 0 SECONDS AND"
                        + " max(expires - dateTime) <= INTERVAL 10 SECONDS FROM auction"));
    }

    @ParameterizedTest
    @EnumSource
    void filesHaveTheSameRows(NexmarkTable table) {
        NexmarkFiles.write(new LocalStorage(directory.toString()), "in", 1, 10_000, 20_000, 7);
        session.read().schema(table.schema()).csv("in/" + table.word()).createOrReplaceTempView("written");
        assertEquals(sorted(table.word()), sorted("written"));
    }

    private List<String> sorted(String table) {
        return session.sql("SELECT * FROM " + table).collectAsList().stream()
                .map(row -> row.mkString(" | "))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void rowsDoNotDependOnHowTheyAreCut(NexmarkTable table) {
        var events = new NexmarkEvents(3, 10_000, 0);
        List<String> whole = texts(NexmarkRows.splits(table, events, 123, 20_001, 1));
        List<String> cut = texts(NexmarkRows.splits(table, events, 123, 9_999, 3));
        cut.addAll(texts(NexmarkRows.splits(table, events, 9_999, 20_001, 2)));
        assertEquals(whole, cut);
        assertNotEquals(whole, texts(NexmarkRows.splits(table, new NexmarkEvents(4, 10_000, 0), 123, 20_001, 1)));
        assertEquals(List.of(), NexmarkRows.splits(table, events, 77, 77, 4));
    }

    private static List<String> texts(List<Split> splits) {
        List<String> texts = new ArrayList<>();
        for (Split split : splits) {
            try (ChunkReader reader = split.open()) {
                for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) {
                    var text = new StringBuilder();
                    NexmarkFiles.append(text, tableOf(chunk), chunk);
                    text.toString().lines().forEach(texts::add);
                }
            }
        }
        return texts;
    }

    private static NexmarkTable tableOf(Chunk chunk) {
        for (NexmarkTable table : NexmarkTable.values()) {
            if (table.schema().fields().size() == chunk.columns().length) return table;
        }
        throw new IllegalArgumentException();
    }

    /// As many more events as there are in the second life; each is there once.
    @Test
    void aStoppedQueryGoesOnWhereItWas() {
        for (String events : List.of("3333", "20000")) {
            session.readStream()
                    .format("nexmark")
                    .options(Map.of("table", "bid", "events", events, "eventsPerTrigger", "1000"))
                    .load()
                    .writeStream()
                    .outputMode(OutputMode.Append())
                    .trigger(Trigger.AvailableNow())
                    .option("checkpointLocation", "checkpoint")
                    .format("json")
                    .start("out")
                    .awaitTermination();
        }
        session.read().schema(NexmarkTable.BID.schema()).json("out").createOrReplaceTempView("written");
        assertEquals(sorted("bid"), sorted("written"));
    }

    @Test
    void wrongOptionsAreNamed() {
        assertEquals(
                "[SLUICE_OPTION.INVALID_VALUE] Invalid value 'bids' for option 'table', must be person, auction, bid SQLSTATE: 22023",
                message("table", "bids"));
        assertEquals(
                "[SLUICE_OPTION.INVALID_VALUE] Invalid value '0' for option 'eventsPerSecond', must be an integer, 1 or more SQLSTATE: 22023",
                message("eventsPerSecond", "0"));
        assertEquals("[SLUICE_OPTION.UNKNOWN] ", message("evens", "1").substring(0, 24));
    }

    private String message(String option, String value) {
        return assertThrows(
                        SluiceException.class,
                        () -> table(NexmarkTable.BID, option, value).collectAsList())
                .getMessage()
                .lines()
                .findFirst()
                .orElse("");
    }
}
