package dev.sluice.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.StandingClock;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Sluice does about late rows and silent inputs beyond Spark.
class EventTimeTest {

    private static final String COUNTS = "SELECT at, count(*) AS n FROM STREAM %s GROUP BY at";

    private final DataType.Struct columns = SqlParser.tableSchema("name STRING, at TIMESTAMP");
    private final MemoryStream clicks = new MemoryStream(columns);
    private final MemoryStream views = new MemoryStream(columns);
    private final StandingClock clock = new StandingClock(1_000_000);
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .machine(clock.machine())
                .storage(new MemoryStorage())
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .create();
        session.registerStream("clicks", columns, clicks::open);
        session.registerStream("views", columns, views::open);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void lateRowsGoToTheTableThatIsNamedAsTheyStoodBeforeTheyWereGrouped() {
        session.sql("CREATE TABLE late USING memory");
        try (SteppedQuery query =
                start("clicks WATERMARK at DELAY OF INTERVAL 10 SECONDS", "append", "lateRowsTo", "late")) {
            clicks.add(List.of(row("ada", 100)));
            run(query);
            clicks.add(List.of(row("bob", 80), row("eve", 89), row("eve", 89), row("tom", 95)));
            List<QueryProgress> batches = run(query);
            assertEquals(2, batches.getFirst().stateOperators().getFirst().numRowsDroppedByWatermark());
            assertEquals(
                    Map.of("lateInputRows", 3L),
                    batches.getFirst().stateOperators().getFirst().customMetrics());
            assertEquals(3, batches.getFirst().sinks().get(1).numOutputRows());
            assertEquals(4, batches.getFirst().numInputRows(), "the input is read once");
        }
        assertEquals(
                List.of(
                        "bob 00:01:20 the watermark had passed its time 00:01:30 INTERVAL '0 00:00:10' DAY TO SECOND",
                        "eve 00:01:29 the watermark had passed its time 00:01:30 INTERVAL '0 00:00:01' DAY TO SECOND",
                        "eve 00:01:29 the watermark had passed its time 00:01:30 INTERVAL '0 00:00:01' DAY TO SECOND"),
                session.sql("""
                                SELECT concat_ws(' ', name, date_format(at, 'HH:mm:ss'), late_reason,
                                                 date_format(late_watermark, 'HH:mm:ss'), late_by::STRING) AS row
                                FROM late ORDER BY row""").collectAsList().stream()
                        .map(row -> row.getString(0))
                        .toList());
    }

    @Test
    void whatWaitsIsToldWithWhoHoldsItBackAndWhatWouldReleaseIt() {
        String both = """
                (SELECT * FROM STREAM clicks WATERMARK at DELAY OF INTERVAL 10 SECONDS
                 UNION ALL
                 SELECT * FROM STREAM views WATERMARK at DELAY OF INTERVAL 0 SECONDS)""";
        try (SteppedQuery query = start(both, "append")) {
            clicks.add(List.of(row("ada", 100), row("bob", 95)));
            views.add(List.of(row("eve", 50)));
            run(query);
            assertEquals(
                    List.of(
                            "at=1970-01-01 00:01:35 due 00:01:35 at 00:00:50"
                                    + " held by at of views, at 1970-01-01T00:00:50Z"
                                    + " released by a row with at of clicks from 1970-01-01T00:01:45Z"
                                    + " and a row with at of views from 1970-01-01T00:01:35Z",
                            "at=1970-01-01 00:01:40 due 00:01:40 at 00:00:50"
                                    + " held by at of views, at 1970-01-01T00:00:50Z"
                                    + " released by a row with at of clicks from 1970-01-01T00:01:50Z"
                                    + " and a row with at of views from 1970-01-01T00:01:40Z"),
                    session.sql("""
                                    SELECT concat(key, ' due ', date_format(due, 'HH:mm:ss'),
                                                  ' at ', date_format(watermark, 'HH:mm:ss'),
                                                  ' held by ', held_by, ' released by ', released_by) AS row
                                    FROM explain_waiting('checkpoint')""").collectAsList().stream()
                            .map(row -> row.getString(0))
                            .toList());
        }
        SluiceException error = assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT * FROM explain_waiting(1)").show());
        assertEquals("SLUICE_EXPLAIN_WAITING", error.getCondition());
    }

    @Test
    void whereNothingCanBeLateTheOptionIsRefused() {
        session.sql("CREATE TABLE late USING memory");
        for (String mode : List.of("update", "complete")) {
            SluiceException error =
                    assertThrows(SluiceException.class, () -> start("clicks", mode, "lateRowsTo", "late"));
            assertEquals("SLUICE_STREAMING.NOTHING_IS_LATE", error.getCondition());
        }
        SluiceException error = assertThrows(
                SluiceException.class,
                () -> start("clicks WATERMARK at DELAY OF INTERVAL 1 SECOND", "append", "lateRowsTo", "lte"));
        assertEquals("TABLE_OR_VIEW_NOT_FOUND", error.getCondition());
    }

    @Test
    void oneTableForLateRowsCannotHaveAColumnOfTwoTypes() {
        session.sql("CREATE TABLE late USING memory");
        DataFrame joined = session.sql("""
                SELECT c.name FROM STREAM clicks WATERMARK at DELAY OF INTERVAL 1 SECOND AS c
                JOIN (SELECT length(name) AS name, name AS k, at
                      FROM STREAM views WATERMARK at DELAY OF INTERVAL 1 SECOND) v
                ON c.name = v.k AND c.at = v.at""");
        SluiceException error = assertThrows(
                SluiceException.class,
                () -> joined.writeStream()
                        .format("noop")
                        .option("lateRowsTo", "late")
                        .stepped());
        assertEquals("SLUICE_STREAMING.LATE_ROWS_DIFFER", error.getCondition());
        assertEquals(
                "lateRowsTo puts rows that are late in several places into one table, but column `name` is STRING in one and INT in another. SQLSTATE: 42KDE",
                error.getMessage().lines().findFirst().orElse("").replaceFirst("^\\[.*?] ", ""));
    }

    @Test
    void anInputThatIsSilentForAsLongAsItSaidLetsTheWatermarkGo() {
        String both = """
                (SELECT * FROM STREAM clicks WATERMARK at DELAY OF INTERVAL 0 SECONDS
                 UNION ALL
                 SELECT * FROM STREAM views WITH (watermarkIdleTimeout = '30 seconds')
                     WATERMARK at DELAY OF INTERVAL 0 SECONDS)""";
        try (SteppedQuery query = start(both, "append")) {
            clicks.add(List.of(row("ada", 100)));
            views.add(List.of(row("ada", 50)));
            run(query);
            clicks.add(List.of(row("ada", 200)));
            assertEquals("1970-01-01T00:00:50.000Z", watermark(run(query)), "views holds it");
            clock.advance(29_000);
            assertEquals(List.of(), run(query));
            clock.advance(1_000);
            List<QueryProgress> batches = run(query);
            assertEquals("1970-01-01T00:03:20.000Z", watermark(batches));
            assertEquals(2, batches.getFirst().sinks().getFirst().numOutputRows(), "of 100 and of 200");
        }
    }

    @Test
    void aSilentInputThatWasLetGoHoldsNobodyBackForWhoAsksWhatWaits() {
        session.sql("CREATE TABLE replayed (name STRING, at TIMESTAMP) USING json "
                + "OPTIONS (path 'views', watermarkIdleTimeout '30 seconds')");
        session.storage()
                .create("views/1.json", "{\"name\":\"ada\",\"at\":\"1970-01-01T00:00:50Z\"}\n".getBytes(UTF_8));
        String both = """
                (SELECT * FROM STREAM clicks WATERMARK at DELAY OF INTERVAL 10 SECONDS
                 UNION ALL
                 SELECT * FROM STREAM replayed WATERMARK at DELAY OF INTERVAL 0 SECONDS)""";
        try (SteppedQuery query = start(both, "append")) {
            clicks.add(List.of(row("ada", 100)));
            run(query);
            clicks.add(List.of(row("ada", 200)));
            run(query);
            assertEquals(
                    List.of("at of json views, at 1970-01-01T00:00:50Z: a row with at of json views from"
                            + " 1970-01-01T00:01:40Z"),
                    heldAndReleased("00:01:40"));
            clock.advance(31_000);
            run(query);
            String ofClicks = "at of clicks, at 1970-01-01T00:03:10Z: a row with at of clicks from ";
            assertEquals(List.of(), heldAndReleased("00:01:40"), "it was let go");
            assertEquals(List.of(ofClicks + "1970-01-01T00:03:30Z"), heldAndReleased("00:03:20"));
        }
    }

    private List<String> heldAndReleased(String due) {
        return session
                .sql("SELECT concat(held_by, ': ', released_by) FROM explain_waiting('checkpoint')"
                        + " WHERE date_format(due, 'HH:mm:ss') = '" + due + "'")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void whoAsksForNobodyIsToldWhoThereIs() {
        try (SteppedQuery query = start("clicks WATERMARK at DELAY OF INTERVAL 10 SECONDS", "append")) {
            assertEquals("SLUICE_EXPLAIN_WAITING.NOTHING_COMMITTED", refused("checkpoint"));
            clicks.add(List.of(row("ada", 100)));
            run(query);
            session.sql("SELECT * FROM explain_waiting('checkpoint')").collectAsList();
        }
        assertEquals("SLUICE_EXPLAIN_WAITING.NOBODY", refused("chekpoint"));
        session.sql("CREATE TABLE quiet USING memory");
        session.sql("INSERT INTO quiet SELECT * FROM STREAM clicks");
        session.sql("SELECT * FROM explain_waiting('quiet')").collectAsList();
        session.streams().active()[0].stop();
        assertEquals("SLUICE_EXPLAIN_WAITING.NOBODY", refused("quiet"));
    }

    private String refused(String query) {
        return assertThrows(
                        SluiceException.class,
                        () -> session.sql("SELECT * FROM explain_waiting('" + query + "')")
                                .collectAsList())
                .getCondition();
    }

    private SteppedQuery start(String from, String mode, String... option) {
        DataFrame counts = session.sql(COUNTS.formatted(from).replace("STREAM (", "("));
        var writer = counts.writeStream().outputMode(mode).format("noop");
        if (option.length > 0) writer.option(option[0], option[1]);
        return writer.option("checkpointLocation", "checkpoint").stepped();
    }

    private static List<Object> row(String name, long seconds) {
        return List.of(name, seconds * 1_000_000);
    }

    private static List<QueryProgress> run(SteppedQuery query) {
        List<QueryProgress> batches = new ArrayList<>();
        for (var done = query.step(); done.isPresent(); done = query.step()) batches.add(done.get());
        return batches;
    }

    private static String watermark(List<QueryProgress> batches) {
        return batches.getLast().eventTime().get("watermark");
    }
}
