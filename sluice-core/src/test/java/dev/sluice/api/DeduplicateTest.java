package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Duplicates in batches and streams. What a stream emits, micro-batch by micro-batch, and its counts are those that
/// Spark 4.2 gave for the same input.
class DeduplicateTest {

    private final MemoryStream events = new MemoryStream(SqlParser.tableSchema("id INT, name STRING, at TIMESTAMP"));

    private Session session() {
        Session session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 2)
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .create();
        session.registerStream("events", events.schema(), events::open);
        return session;
    }

    private static final List<String> FEEDS = List.of(
            "1 a 05, 1 b 05, 2 c 06",
            "1 d 20, 2 e 06",
            "3 f 04, 3 g 10, 1 h 16",
            "1 i 20, 3 j null, 3 k null, 4 l 40",
            "3 m 41, 1 n 41");

    private void feed(String rows) {
        List<List<Object>> added = new ArrayList<>();
        for (String row : rows.split(", ")) {
            String[] cells = row.split(" ");
            long second = cells[2].equals("null") ? 0 : 1_577_836_800L + Long.parseLong(cells[2]);
            added.add(Arrays.asList(
                    Integer.valueOf(cells[0]), cells[1], second == 0 ? null : (Object) (second * 1_000_000L)));
        }
        events.add(added);
    }

    /// For each micro-batch the column `name`, or else the first, and then: total, updated, removed, late, duplicates.
    private List<String> run(UnaryOperator<DataFrame> query, String mode) {
        List<String> log = new ArrayList<>();
        List<String> emitted = new ArrayList<>();
        try (Session session = session()) {
            DataFrame rows = query.apply(session.sql("FROM STREAM events"));
            int shown = Math.max(0, Arrays.asList(rows.columns()).indexOf("name"));
            for (String feed : FEEDS) {
                feed(feed);
                // A new start for each feed: state comes from the checkpoint.
                try (SteppedQuery running = rows.writeStream()
                        .outputMode(mode)
                        .option("checkpointLocation", "checkpoint")
                        .foreachBatch((batch, _) ->
                                batch.collectAsList().forEach(row -> emitted.add(String.valueOf(row.get(shown)))))
                        .stepped()) {
                    for (Optional<QueryProgress> done = running.step(); done.isPresent(); done = running.step()) {
                        log.add(line(emitted, done.get()));
                        emitted.clear();
                    }
                }
            }
        }
        return log;
    }

    private static String line(List<String> emitted, QueryProgress progress) {
        return emitted.stream().sorted().collect(Collectors.joining(" "))
                + progress.stateOperators().stream()
                        .filter(operator -> operator.name().startsWith("dedupe"))
                        .map(operator -> " | " + operator.numRowsTotal() + " " + operator.numRowsUpdated() + " "
                                + operator.numRowsRemoved() + " " + operator.numRowsDroppedByWatermark() + " "
                                + operator.customMetrics().get("numDroppedDuplicateRows"))
                        .collect(Collectors.joining());
    }

    private static DataFrame timed(DataFrame rows) {
        return rows.withWatermark("at", "10 seconds");
    }

    @Test
    void aKeyWithATimeIsForgottenWhenTheWatermarkReachesIt() {
        assertEquals(
                List.of(
                        "a c | 2 2 0 0 1",
                        " | 2 0 0 0 0",
                        "d | 3 1 0 0 1",
                        " | 1 0 2 0 0",
                        "h | 2 1 0 2 0",
                        "j l | 4 2 0 0 2",
                        " | 2 0 2 0 0",
                        "m n | 4 2 0 0 0",
                        " | 4 0 0 0 0"),
                run(rows -> timed(rows).dropDuplicates("id", "at"), "append"));
    }

    @Test
    void aKeyWithoutATimeStaysButLateRowsAreDropped() {
        assertEquals(
                List.of(
                        "a c | 2 2 0 0 1",
                        " | 2 0 0 0 0",
                        " | 2 0 0 0 2",
                        " | 2 0 0 0 0",
                        " | 2 0 0 2 1",
                        "j l | 4 2 0 0 2",
                        " | 4 0 0 0 0",
                        " | 4 0 0 0 2",
                        " | 4 0 0 0 0"),
                run(rows -> timed(rows).dropDuplicates("id"), "append"));
    }

    /// Spark prunes the time away, and then no row is late.
    @Test
    void rowsAreNotLateByATimeThatNobodyReads() {
        assertEquals(
                List.of("1 2", "", "", "", "3", "4", "", "", ""),
                run(rows -> timed(rows).dropDuplicates("id").select("id"), "append").stream()
                        .map(line -> line.split(" \\|", -1)[0])
                        .toList());
    }

    @Test
    void withoutAWatermarkKeysStayForEver() {
        assertEquals(
                List.of("a c | 2 2 0 0 1", " | 2 0 0 0 2", "f | 3 1 0 0 2", "l | 4 1 0 0 3", " | 4 0 0 0 2"),
                run(rows -> rows.dropDuplicates(List.of("id")), "update"));
    }

    @Test
    void withinTheWatermarkAKeyIsForgottenADelayAfterItsFirstRow() {
        List<String> expected = List.of(
                "a c | 2 2 0 0 1",
                " | 2 0 0 0 0",
                " | 2 0 0 0 2",
                " | 2 0 0 0 0",
                " | 2 0 0 2 1",
                "j l | 3 2 1 0 2",
                " | 1 0 2 0 0",
                "m n | 3 2 0 0 0",
                " | 3 0 0 0 0");
        assertEquals(expected, run(rows -> timed(rows).dropDuplicatesWithinWatermark("id"), "append"));
    }

    @Test
    void theTimeIsKeptForTheExpiryEvenIfNobodyReadsIt() {
        List<String> all =
                run(rows -> timed(rows).dropDuplicatesWithinWatermark("id").select("name"), "update");
        assertEquals("j l | 3 2 1 0 2", all.get(5));
    }

    @Test
    void withoutColumnsAllOfThemAreCompared() {
        assertEquals(
                List.of(
                        "a b c | 3 3 0 0 0",
                        " | 3 0 0 0 0",
                        "d e | 5 2 0 0 0",
                        " | 5 0 0 0 0",
                        "h | 6 1 0 2 0",
                        "i j k l | 8 4 2 0 0",
                        " | 1 0 7 0 0",
                        "m n | 3 2 0 0 0",
                        " | 3 0 0 0 0"),
                run(rows -> timed(rows).dropDuplicatesWithinWatermark(), "append"));
    }

    @Test
    void distinctRowsOfAStreamComeOnce() {
        assertEquals(
                List.of("1 2 | 2 2 0 0 1", " | 2 0 0 0 2", "3 | 3 1 0 0 2", "4 | 4 1 0 0 3", " | 4 0 0 0 2"),
                run(rows -> rows.select("id").distinct(), "append"));
    }

    @Test
    void duplicatesAmongChangedGroupsAreDroppedToo() {
        List<String> expected =
                List.of("1 2 | 2 2 0 0 0", " | 2 0 0 0 2", "3 | 3 1 0 0 1", "4 | 4 1 0 0 2", " | 4 0 0 0 2");
        assertEquals(expected, run(rows -> rows.groupBy("id").count().dropDuplicates("id"), "update"));
    }

    @Test
    void aBatchKeepsTheFirstRowOfEachKey() {
        try (Session session = session()) {
            session.sql("SELECT * FROM VALUES (1, 'a'), (2, 'b'), (1, 'c'), (NULL, 'd'), (NULL, 'e') t(id, name)")
                    .createOrReplaceTempView("t");
            DataFrame t = session.table("t");
            assertEquals(List.of("a", "b", "d"), names(t.dropDuplicates("ID")));
            assertEquals(List.of("a"), names(t.dropDuplicates(new String[0])));
            assertEquals(5, t.dropDuplicates().count());
            assertEquals(3, t.select("id").distinct().count());
        }
    }

    private static List<String> names(DataFrame rows) {
        return rows.orderBy("name").collectAsList().stream()
                .map(row -> row.getString(1))
                .toList();
    }

    @Test
    void keysMustBeColumnsThatCanBeCompared() {
        try (Session session = session()) {
            DataFrame t = session.sql("SELECT 1 AS id, map(1, 2) AS m");
            assertEquals(
                    "[UNRESOLVED_COLUMN_AMONG_FIELD_NAMES] Cannot resolve column name \"a.x\" among (id, m). SQLSTATE: 42703",
                    said(() -> t.dropDuplicates("a.x")));
            assertEquals(
                    "[UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE] The feature is not supported: Cannot have MAP type columns in DataFrame which calls set operations (INTERSECT, EXCEPT, etc.), but the type of column `m` is \"MAP<INT, INT>\". SQLSTATE: 0A000",
                    said(t::distinct));
            assertEquals(
                    "[SLUICE_STREAMING.BATCH_WITHIN_WATERMARK] dropDuplicatesWithinWatermark is not supported with batch DataFrames/DataSets SQLSTATE: 0A000",
                    said(() -> t.dropDuplicatesWithinWatermark("id").collect()));
            assertEquals(
                    "[SLUICE_STREAMING.WITHIN_WATERMARK] dropDuplicatesWithinWatermark is not supported on streaming DataFrames/DataSets without watermark SQLSTATE: 0A000",
                    said(() -> session.sql("FROM STREAM events")
                            .dropDuplicatesWithinWatermark("id")
                            .writeStream()
                            .format("noop")
                            .option("checkpointLocation", "c")
                            .stepped()));
        }
    }

    private static String said(Runnable action) {
        String message =
                Assertions.assertThrows(SluiceException.class, action::run).getMessage();
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
