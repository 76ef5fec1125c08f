package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// State as tables: schemas, rows and errors are those that Spark 4.2 gave for the same queries and input; only in
/// which partition a key lies is ours.
class StateSourceTest {

    private static final long MIDNIGHT = 1_577_836_800L;

    private final MemoryStream events = new MemoryStream(SqlParser.tableSchema("id INT, v STRING, at TIMESTAMP"));
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 2)
                .output(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .create();
        session.registerStream("events", events.schema(), events::open);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void feed(Object... cells) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < cells.length; i += 3) {
            long second = MIDNIGHT + (Integer) cells[i + 2];
            rows.add(List.of(cells[i], cells[i + 1], second * 1_000_000L));
        }
        events.add(rows);
    }

    private SteppedQuery start(UnaryOperator<DataFrame> query, String mode) {
        return query.apply(session.sql("FROM STREAM events").withWatermark("at", "10 seconds"))
                .writeStream()
                .outputMode(mode)
                .format("noop")
                .option("checkpointLocation", "c")
                .stepped();
    }

    private static void runUntilQuiet(SteppedQuery query) {
        while (query.step().isPresent()) {}
    }

    private DataFrame read(String format, String... options) {
        DataFrameReader reader = session.read().format(format);
        for (int i = 0; i < options.length; i += 2) reader.option(options[i], options[i + 1]);
        return reader.load("c");
    }

    private DataFrame state(String... options) {
        return read("statestore", options);
    }

    /// All but the partition.
    private static List<String> rows(DataFrame frame) {
        return frame.drop("partition_id").toJSON().stream().sorted().toList();
    }

    private String tree(DataFrame frame) {
        printed.reset();
        frame.printSchema();
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    /// The groups of a time, above rows without duplicates.
    private void runChain() {
        try (SteppedQuery query = start(
                rows -> rows.dropDuplicates("id", "at")
                        .groupBy("at", "v")
                        .agg(functions.count("*").as("c"), functions.sum("id"), functions.avg("id")),
                "append")) {
            for (int i = 0; i < 3; i++) {
                feed(i, "x" + i, i * 60 + 5, 7, "y", i * 60 + 6);
                runUntilQuiet(query);
            }
        }
    }

    @Test
    void metadataHasARowForEachStore() {
        assertEquals(List.of(), read("state-metadata").collectAsList(), "no checkpoint, no rows");
        runChain();
        assertEquals("""
                root
                 |-- operatorId: long (nullable = true)
                 |-- operatorName: string (nullable = true)
                 |-- stateStoreName: string (nullable = true)
                 |-- numPartitions: integer (nullable = true)
                 |-- minBatchId: long (nullable = true)
                 |-- maxBatchId: long (nullable = true)
                 |-- operatorProperties: string (nullable = true)""", tree(read("state-metadata")));
        assertEquals("""
                +----------+--------------+--------------+-------------+----------+----------+------------------+
                |operatorId|operatorName  |stateStoreName|numPartitions|minBatchId|maxBatchId|operatorProperties|
                +----------+--------------+--------------+-------------+----------+----------+------------------+
                |0         |stateStoreSave|default       |2            |0         |5         |NULL              |
                |1         |dedupe        |default       |2            |0         |5         |NULL              |
                +----------+--------------+--------------+-------------+----------+----------+------------------+
                """, read("state-metadata").showString(20, 0, false));
    }

    @Test
    void groupsAreShownWithTheStateOfTheirAggregates() {
        runChain();
        assertEquals("""
                root
                 |-- key: struct (nullable = true)
                 |    |-- at: timestamp (nullable = true)
                 |    |-- v: string (nullable = true)
                 |-- value: struct (nullable = true)
                 |    |-- count: long (nullable = true)
                 |    |-- sum: long (nullable = true)
                 |    |-- sum: double (nullable = true)
                 |    |-- count: long (nullable = true)
                 |-- partition_id: integer (nullable = true)""", tree(state()));
        assertEquals(
                List.of("{x2, 1, 2, 2.0, 1}", "{y, 1, 7, 7.0, 1}"),
                state()
                        .selectExpr("CAST(key.v AS STRING) AS v", "CAST(value AS STRING) AS value")
                        .collectAsList()
                        .stream()
                        .map(row ->
                                "{" + row.getString(0) + ", " + row.getString(1).substring(1))
                        .sorted()
                        .toList());
    }

    @Test
    void theStateAfterAnyMicroBatchCanBeRead() {
        runChain();
        List<String> first = List.of(
                "{\"key\":{\"id\":0,\"at\":\"2020-01-01T00:00:05.000Z\"},\"value\":{}}",
                "{\"key\":{\"id\":7,\"at\":\"2020-01-01T00:00:06.000Z\"},\"value\":{}}");
        assertEquals(first, rows(state("operatorId", "1", "batchId", "0")));
        assertEquals(first, rows(state("operatorId", "1", "batchId", "1")));
        assertEquals(4, state("operatorId", "1", "batchId", "2").count());
        assertEquals(2, state("operatorId", "1").count());
        assertEquals(
                2,
                state("operatorId", "1", "snapshotStartBatchId", "0", "snapshotPartitionId", "0")
                                .count()
                        + state("operatorId", "1", "snapshotStartBatchId", "0", "snapshotPartitionId", "1")
                                .count());
    }

    @Test
    void changesTellWhatEachMicroBatchDid() {
        runChain();
        DataFrame changes =
                state("operatorId", "1", "readChangeFeed", "true", "changeStartBatchId", "2", "changeEndBatchId", "3");
        assertEquals("""
                root
                 |-- batch_id: long (nullable = true)
                 |-- change_type: string (nullable = true)
                 |-- key: struct (nullable = true)
                 |    |-- id: integer (nullable = true)
                 |    |-- at: timestamp (nullable = true)
                 |-- value: struct (nullable = true)
                 |    |-- __dummy__: void (nullable = true)
                 |-- partition_id: integer (nullable = true)""", tree(changes));
        assertEquals(
                List.of("2 update {1}", "2 update {7}", "3 delete NULL", "3 delete NULL"),
                changes
                        .selectExpr("batch_id", "change_type", "key.id", "value IS NULL AS gone")
                        .collectAsList()
                        .stream()
                        .map(row -> row.getLong(0) + " " + row.getString(1) + " "
                                + (row.getBoolean(3) ? "NULL" : "{" + row.getInt(2) + "}"))
                        .sorted()
                        .toList());
    }

    @Test
    void aRunningQueryIsSeenAsItsLastMicroBatchLeftIt() {
        try (SteppedQuery query =
                start(rows -> rows.dropDuplicatesWithinWatermark("id", "v").limit(2), "append")) {
            assertEquals("STDS_COMMITTED_BATCH_UNAVAILABLE", condition(Map.of()));
            feed(1, "a", 5, 2, "a", 5);
            runUntilQuiet(query);
            DataFrame seen = state("operatorId", "1");
            assertEquals(
                    List.of(
                            "{\"key\":{\"id\":1,\"v\":\"a\"},\"value\":{\"expiresAtMicros\":1577836815000000}}",
                            "{\"key\":{\"id\":2,\"v\":\"a\"},\"value\":{\"expiresAtMicros\":1577836815000000}}"),
                    rows(seen));
            assertEquals(List.of("{\"key\":{},\"value\":{\"value\":2}}"), rows(state()));
            feed(3, "a", 60);
            runUntilQuiet(query);
            assertEquals(
                    List.of("{\"key\":{\"id\":3,\"v\":\"a\"},\"value\":{\"expiresAtMicros\":1577836870000000}}"),
                    rows(seen),
                    "the same table, read again");
        }
    }

    @Test
    void aSideOfAJoinIsShownAsItsRows() {
        session.sql("FROM STREAM events").select("id", "v").createOrReplaceTempView("plain");
        try (SteppedQuery query = session.sql(
                        "SELECT * FROM plain AS a JOIN (SELECT id AS other, v AS w FROM STREAM events) AS b ON a.id = b.other")
                .writeStream()
                .format("noop")
                .option("checkpointLocation", "c")
                .stepped()) {
            feed(1, "a", 5);
            runUntilQuiet(query);
        }
        assertEquals(
                List.of("{\"key\":{\"field0\":1},\"value\":{\"id\":1,\"v\":\"a\"}}"), rows(state("joinSide", "left")));
        assertEquals(
                List.of("{\"key\":{\"field0\":1},\"value\":{\"other\":1,\"w\":\"a\"}}"),
                rows(state("joinSide", "right")));
        assertEquals(
                List.of("key.field0", "key.index", "value.id", "value.v", "value.matched"),
                fields(state("storeName", "left-keyWithIndexToValue")));
        assertEquals(
                List.of("left-keyWithIndexToValue", "right-keyWithIndexToValue"),
                read("state-metadata").selectExpr("stateStoreName").collectAsList().stream()
                        .map(row -> row.getString(0))
                        .toList());
        assertEquals("STDS_FAILED_TO_READ_STATE_SCHEMA", condition(Map.of()));
    }

    private static List<String> fields(DataFrame state) {
        List<String> names = new ArrayList<>();
        for (var column : state.drop("partition_id").schema().fields()) {
            ((dev.sluice.type.DataType.Struct) column.type())
                    .fields()
                    .forEach(field -> names.add(column.name() + "." + field.name()));
        }
        return names;
    }

    @Test
    void sqlReadsStateToo() {
        runChain();
        session.sql("CREATE TABLE seen USING statestore OPTIONS (path 'c', operatorId 1)");
        assertEquals(
                "[{\"n\":2}]",
                session.sql("SELECT count(DISTINCT key.id) AS n FROM seen")
                        .toJSON()
                        .toString());
    }

    private String condition(Map<String, String> options) {
        DataFrameReader reader = session.read().format("statestore").options(options);
        return assertThrows(SluiceException.class, () -> reader.load("c").collect())
                .getCondition();
    }

    @Test
    void optionsAreCheckedAsSparkDoes() {
        runChain();
        assertEquals("STDS_FAILED_TO_READ_STATE_SCHEMA", condition(Map.of("operatorId", "9")));
        assertEquals("STDS_FAILED_TO_READ_STATE_SCHEMA", condition(Map.of("joinSide", "left")));
        assertEquals("STDS_INVALID_OPTION_VALUE.IS_NEGATIVE", condition(Map.of("operatorId", "-1")));
        assertEquals("STDS_INVALID_OPTION_VALUE.IS_NEGATIVE", condition(Map.of("batchId", "-1")));
        assertEquals("STDS_INVALID_OPTION_VALUE.IS_EMPTY", condition(Map.of("storeName", "")));
        assertEquals("STDS_INVALID_OPTION_VALUE.WITH_MESSAGE", condition(Map.of("joinSide", "both")));
        assertEquals("STDS_INVALID_OPTION_VALUE.WITH_MESSAGE", condition(Map.of("stateVarName", "x")));
        assertEquals("STDS_INVALID_OPTION_VALUE.WITH_MESSAGE", condition(Map.of("readRegisteredTimers", "true")));
        assertEquals("STDS_INVALID_OPTION_VALUE.WITH_MESSAGE", condition(Map.of("changeStartBatchId", "1")));
        assertEquals("STDS_CONFLICT_OPTIONS", condition(Map.of("joinSide", "left", "storeName", "x")));
        assertEquals(
                "STDS_CONFLICT_OPTIONS",
                condition(Map.of("readChangeFeed", "true", "changeStartBatchId", "1", "batchId", "1")));
        assertEquals("STDS_REQUIRED_OPTION_UNSPECIFIED", condition(Map.of("readChangeFeed", "true")));
        assertEquals("STDS_REQUIRED_OPTION_UNSPECIFIED", condition(Map.of("snapshotStartBatchId", "0")));
        assertEquals("STDS_COMMITTED_BATCH_UNAVAILABLE", condition(Map.of("batchId", "99")));
        assertEquals(
                "STDS_INVALID_OPTION_VALUE.WITH_MESSAGE",
                condition(Map.of("readChangeFeed", "true", "changeStartBatchId", "2", "changeEndBatchId", "1")));
        assertEquals(
                "CANNOT_LOAD_STATE_STORE.SNAPSHOT_PARTITION_ID_NOT_FOUND",
                condition(Map.of("snapshotStartBatchId", "0", "snapshotPartitionId", "9")));
    }
}
