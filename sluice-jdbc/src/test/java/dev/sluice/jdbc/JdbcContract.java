package dev.sluice.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.DataFrameReader;
import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Dataset;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.connector.Options;
import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.Trigger;
import dev.sluice.testing.Checkpoints;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for every database.
abstract class JdbcContract {

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final DataType.Struct COUNTS =
            DataType.Struct.of(Field.of("word", DataType.Atomic.STRING), Field.of("n", DataType.Atomic.LONG));

    @TempDir
    Path directory;

    private final String table = "t" + TABLES.incrementAndGet();
    private Session session;

    abstract String url();

    /// The same, which waits a moment at most for a lock.
    abstract String impatientUrl();

    @BeforeEach
    void open() {
        session = Session.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .storage(new LocalStorage(directory.toString()))
                .parallelism(2)
                .create();
    }

    @AfterEach
    void close() {
        session.close();
    }

    // ---- as a whole

    @Test
    void valuesOfAllTypesComeBack() {
        session.sql(
                        "SELECT true b, 1S s, 2 i, 3L l, 1.5F f, 2.5D d, 12.340BD m, 'é☃''\"' t, X'1F2A' y, date'2020-01-02' day, "
                                + "timestamp'2020-01-02 03:04:05.123' ts, timestamp_ntz'2020-01-02 03:04:05.5' n")
                .write()
                .format("jdbc")
                .option("url", url())
                .option("dbtable", table)
                .save();
        Row row = read(Map.of())
                .selectExpr(
                        "b",
                        "s",
                        "i",
                        "l",
                        "cast(f AS FLOAT)",
                        "d",
                        "m + 0",
                        "t",
                        "hex(y)",
                        "day",
                        "cast(ts AS STRING)",
                        "cast(n AS STRING)")
                .first();
        assertEquals(
                "[true,1,2,3,1.5,2.5,12.340,é☃'\",1F2A,2020-01-02,2020-01-02 03:04:05.123,2020-01-02 03:04:05.5]",
                row.toString());
    }

    @Test
    void nullsComeBack() {
        session.sql(
                        "SELECT cast(null AS BOOLEAN) b, cast(null AS INT) i, cast(null AS DOUBLE) d, cast(null AS DECIMAL(5,2)) m, "
                                + "cast(null AS STRING) t, cast(null AS BINARY) y, cast(null AS DATE) day, cast(null AS TIMESTAMP) ts")
                .write()
                .format("jdbc")
                .option("url", url())
                .option("dbtable", table)
                .save();
        assertEquals(List.of("[null,null,null,null,null,null,null,null]"), text(read(Map.of())));
    }

    @Test
    void aTableIsReadInPartsBesideEachOther() {
        save("SELECT id, id % 7 k FROM range(1000)", Map.of());
        Map<String, String> parts =
                Map.of("partitionColumn", "id", "lowerBound", "100", "upperBound", "900", "numPartitions", "4");
        assertEquals(List.of("[1000,499500]"), text(read(parts).selectExpr("count(*)", "sum(id)")));
        assertTrue(read(parts).explainString("SIMPLE").contains("numPartitions=4"));
    }

    @Test
    void aQueryIsReadInThePlaceOfATable() {
        save("SELECT id FROM range(10)", Map.of());
        assertEquals(
                List.of("[3]"),
                text(reader().option("query", "SELECT \"id\" FROM " + table + " WHERE \"id\" = 3")
                        .load()));
    }

    @Test
    void modesDecideWhatBecomesOfATable() {
        save("SELECT 1L a", Map.of());
        assertEquals(ErrorCondition.TABLE_OR_VIEW_ALREADY_EXISTS, condition(() -> save("SELECT 1L a", Map.of())));
        saveMode("append", "SELECT 2L a", Map.of());
        saveMode("ignore", "SELECT 3L a", Map.of());
        assertEquals(List.of("[1]", "[2]"), text(read(Map.of()).orderBy("a")));
        saveMode("overwrite", "SELECT 4L a", Map.of("truncate", "true"));
        assertEquals(List.of("[4]"), text(read(Map.of())));
        saveMode("overwrite", "SELECT 'x' b", Map.of());
        assertEquals(List.of("[x]"), text(read(Map.of())));
    }

    @Test
    void aFailedWriteLeavesTheTableAsItWas() {
        save("SELECT 1L a", Map.of());
        assertThrows(
                SluiceException.class,
                () -> saveMode("append", "SELECT 10 DIV (id - 5000) a FROM range(6000)", Map.of()));
        assertEquals(List.of("[1]"), text(read(Map.of())));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertEquals(
                ErrorCondition.JDBC_SYNTAX_ERROR, condition(() -> read(Map.of()).count()));
        assertEquals(
                ErrorCondition.JDBC_NO_DRIVER,
                condition(() -> session.read()
                        .format("jdbc")
                        .option("url", "jdbc:nobody:x")
                        .option("dbtable", "t")
                        .load()));
        assertEquals(
                ErrorCondition.OPTION_MISSING,
                condition(
                        () -> session.read().format("jdbc").option("url", url()).load()));
        assertEquals(
                ErrorCondition.UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE,
                condition(() -> save("SELECT array(1) a", Map.of())));
        assertEquals(
                ErrorCondition.UNKNOWN_OPTION,
                condition(() -> reader().option("dbtabel", "x").load()));
    }

    // ---- streams

    @Test
    void aStreamAddsEachMicroBatchOnceOverRestarts() throws Exception {
        for (int i = 0; i < 4; i++) {
            file(i, "{\"v\":" + i + "}");
            run("append", "SELECT v FROM STREAM in_files", "cp", Map.of());
        }
        assertEquals(List.of("[0]", "[1]", "[2]", "[3]"), text(read(Map.of()).orderBy("v")));
        assertEquals(
                List.of("[3]"),
                text(reader().option("query", "SELECT batch_id FROM sluice_batches WHERE sink = '" + table + "'")
                        .load()));
    }

    @Test
    void updatesAreWrittenInThePlaceOfOlderRows() throws Exception {
        for (int i = 0; i < 3; i++) {
            file(i, "{\"v\":1}\n{\"v\":" + i + "}");
            run(
                    "update",
                    "SELECT v AS word, count(*) AS n FROM STREAM in_files GROUP BY v",
                    "cp",
                    Map.of("keyColumns", "word"));
        }
        assertEquals(List.of("[0,1]", "[1,4]", "[2,1]"), text(read(Map.of()).orderBy("word")));
    }

    @Test
    void completeOutputTakesThePlaceOfAllRows() throws Exception {
        for (int i = 0; i < 3; i++) {
            file(i, "{\"v\":" + i + "}");
            run("complete", "SELECT count(*) AS n FROM STREAM in_files", "cp", Map.of());
        }
        assertEquals(List.of("[3]"), text(read(Map.of())));
    }

    @Test
    void updatesWithoutKeysAreRefused() throws IOException {
        file(0, "{\"v\":1}");
        var error = assertThrows(
                SluiceException.class,
                () -> run("update", "SELECT v, count(*) n FROM STREAM in_files GROUP BY v", "cp", Map.of()));
        assertEquals(ErrorCondition.OPTION_MISSING, error.condition());
    }

    @Test
    void aCheckpointThatKnowsLessThanTheTableIsRefused() throws Exception {
        file(0, "{\"v\":1}");
        run("append", "SELECT v FROM STREAM in_files", "cp", Map.of());
        assertEquals(
                ErrorCondition.SINK_AHEAD_OF_CHECKPOINT,
                condition(() -> run("append", "SELECT v FROM STREAM in_files", "other", Map.of())));
        run("append", "SELECT v FROM STREAM in_files", "other", Map.of("sinkId", "the other"));
        assertEquals(List.of("[1]", "[1]"), text(read(Map.of())));
    }

    /// As a backup has, or a database that had confirmed what it did not keep.
    @Test
    void aTableThatHasLostMicroBatchesIsRefusedUntilTheQueryIsTakenBack() throws Exception {
        for (int i = 0; i < 4; i++) {
            file(i, "{\"v\":" + i + "}");
            run("append", "SELECT v FROM STREAM in_files", "cp", Map.of());
        }
        try (Connection connection = Databases.open(options(Map.of()))) {
            Databases.execute(connection, "DELETE FROM " + table + " WHERE \"v\" > 1");
            Databases.execute(connection, "UPDATE sluice_batches SET batch_id = 1 WHERE sink = '" + table + "'");
        }
        file(4, "{\"v\":4}");
        var error = assertThrows(
                SluiceException.class, () -> run("append", "SELECT v FROM STREAM in_files", "cp", Map.of()));
        assertEquals(ErrorCondition.SINK_BEHIND_CHECKPOINT, error.condition());
        assertTrue(String.valueOf(error.hint()).endsWith("./sluice checkpoint rewind DIR --to-batch 1"), error::hint);
        Checkpoints.rewind(new LocalStorage(directory.toString()), "cp", 1);
        run("append", "SELECT v FROM STREAM in_files", "cp", Map.of());
        assertEquals(
                List.of("[0]", "[1]", "[2]", "[3]", "[4]"), text(read(Map.of()).orderBy("v")));
    }

    /// The commit's answer is lost, or the commit itself; then the server is away for a while. The query goes on by
    /// itself.
    @ParameterizedTest
    @EnumSource(LossyDriver.Loss.class)
    void aCommitWithoutAnAnswerIsAskedFor(LossyDriver.Loss loss) throws Exception {
        session.conf().set("sluice.query.restart.maxAttempts", 5);
        session.conf().set("sluice.query.restart.backoff", "0 seconds");
        for (int i = 0; i < 3; i++) {
            file(i, "{\"v\":" + i + "}");
            LossyDriver.loseCommit(loss, 2);
            run("append", "SELECT v FROM STREAM in_files", "cp", Map.of("driver", LossyDriver.class.getName()));
            assertEquals(0, LossyDriver.lossesLeft(), "nothing was lost");
        }
        assertEquals(List.of("[0]", "[1]", "[2]"), text(read(Map.of()).orderBy("v")));
    }

    // ---- the sink itself

    /// What an earlier run had sent when it was killed may be committed after it is gone.
    @Test
    void aRunThatBeginsWaitsForTheCommitOfTheOneBefore() throws SQLException {
        try (Sink sink = sink(Map.of())) {
            Sink.Batch batch = sink.begin(0, false);
            write(batch, "a", 1);
            batch.commit();
        }
        try (Connection underWay = Databases.open(options(Map.of()))) {
            underWay.setAutoCommit(false);
            Databases.execute(underWay, "UPDATE sluice_batches SET batch_id = 1 WHERE sink = '" + table + "'");
            Databases.execute(underWay, "INSERT INTO " + table + " VALUES ('b', 2)");
            assertEquals(
                    ErrorCondition.JDBC_FAILED,
                    condition(() -> new JdbcSink(options(Map.of("url", impatientUrl())), COUNTS)));
            underWay.commit();
        }
        try (Sink sink = sink(Map.of())) {
            assertEquals(OptionalLong.of(1), sink.lastCommitted());
        }
    }

    @Test
    void aWriterThatWasLeftBehindChangesNothing() {
        try (Sink paused = sink(Map.of());
                Sink next = sink(Map.of())) {
            Sink.Batch begun = paused.begin(0, false);
            write(begun, "a", 1);
            Sink.Batch faster = next.begin(0, false);
            write(faster, "a", 1);
            faster.commit();
            var error = assertThrows(SluiceException.class, begun::commit);
            assertEquals(ErrorCondition.SINK_BATCH_TAKEN, error.condition());
        }
        assertEquals(List.of("[a,1]"), text(read(Map.of())));
    }

    @Test
    void aMicroBatchThatFailsHalfWayIsNotThereAtAll() throws SQLException {
        try (Connection connection = Databases.open(options(Map.of()))) {
            Databases.execute(
                    connection,
                    "CREATE TABLE " + table + " (\"word\" VARCHAR(10) NOT NULL, \"n\" BIGINT CHECK (\"n\" < 100))");
        }
        try (Sink sink = sink(Map.of("batchsize", "1"))) {
            Sink.Batch batch = sink.begin(0, false);
            write(batch, "a", 1, "b", 1000);
            assertEquals(ErrorCondition.JDBC_FAILED, condition(batch::commit));
            assertEquals(OptionalLong.empty(), sink(Map.of()).lastCommitted());
            assertEquals(List.of(), text(read(Map.of())));
            Sink.Batch again = sink.begin(0, false);
            write(again, "a", 1, "b", 2);
            again.commit();
        }
        assertEquals(OptionalLong.of(0), sink(Map.of()).lastCommitted());
        assertEquals(List.of("[a,1]", "[b,2]"), text(read(Map.of()).orderBy("word")));
    }

    @Test
    void theLastRowOfAKeyCounts() {
        try (Sink sink = sink(Map.of("keyColumns", "word"))) {
            Sink.Batch batch = sink.begin(0, false);
            write(batch, "a", 1, "b", 2, "a", 3);
            batch.commit();
        }
        assertEquals(List.of("[a,3]", "[b,2]"), text(read(Map.of()).orderBy("word")));
    }

    // ---- NULL in a key

    @Test
    void aGroupOfNullsIsOneRowThatIsReplaced() throws Exception {
        for (String type : List.of("INT", "STRING")) {
            String query = "SELECT cast(v AS " + type + ") AS k, count(*) AS n FROM STREAM in_files GROUP BY 1";
            for (int i = 0; i < 3; i++) {
                file(i, "{\"v\":null}\n{\"v\":null}\n{\"v\":" + (i + 1) + "}");
                Map<String, String> keyed = Map.of("keyColumns", "k", "dbtable", table + type, "sinkId", table + type);
                run("update", query, "cp" + type, keyed);
            }
            assertEquals(
                    List.of("[null,6]", "[1,1]", "[2,1]", "[3,1]"),
                    text(reader().option("dbtable", table + type).load().orderBy("k")));
            for (int i = 0; i < 3; i++) Files.delete(directory.resolve("in/" + i + ".json"));
        }
    }

    @Test
    void aKeyMayBeNullInPart() {
        try (Sink sink = keyed()) {
            for (int batchId = 0; batchId < 2; batchId++) {
                Sink.Batch batch = sink.begin(batchId, false);
                rows(
                        batch,
                        KEYED,
                        row(null, 1, 10L + batchId),
                        row(1, null, 20L),
                        row(null, null, 30L + batchId),
                        row(1, 1, 40L + batchId),
                        row(null, 1, 50L + batchId));
                batch.commit();
            }
        }
        assertEquals(
                List.of("[null,null,31]", "[null,1,51]", "[1,null,20]", "[1,1,41]"),
                text(read(Map.of()).orderBy("a", "b")));
    }

    @Test
    void aTableWhoseKeyTakesNoNullRefusesItAndKeepsWhatItHad() throws SQLException {
        var options = JdbcOptions.forWriting(new Options(Map.of("url", url(), "dbtable", table)));
        try (Connection connection = Databases.open(options)) {
            Databases.execute(
                    connection,
                    "CREATE TABLE " + table
                            + " (\"a\" INTEGER NOT NULL, \"b\" INTEGER, \"n\" BIGINT, UNIQUE (\"a\", \"b\"))");
        }
        try (Sink sink = keyed()) {
            Sink.Batch batch = sink.begin(0, false);
            rows(batch, KEYED, row(1, null, 10L), row(null, 2, 20L));
            var error = assertThrows(SluiceException.class, batch::commit);
            assertEquals(ErrorCondition.JDBC_NULL_IN_KEY, error.condition());
            assertTrue(
                    error.getMessage()
                            .contains("key column a of the table " + table
                                    + " takes no NULL, and this row has one: {\"a\":null,\"b\":2,\"n\":20}."),
                    error::getMessage);
        }
        assertEquals(List.of(), text(read(Map.of())));
    }

    private static final DataType.Struct KEYED = DataType.Struct.of(
            Field.of("a", DataType.Atomic.INT),
            Field.of("b", DataType.Atomic.INT),
            Field.of("n", DataType.Atomic.LONG));

    private Sink keyed() {
        var options = new Options(Map.of("url", url(), "dbtable", table, "keyColumns", "a,b"));
        return new JdbcSink(JdbcOptions.forWriting(options), KEYED);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    static void rows(Sink.Batch batch, DataType.Struct schema, List<@Nullable Object>... rows) {
        try (Sink.Writer writer = batch.writer(0)) {
            writer.write(Values.chunk(schema, List.of(rows)));
        }
    }

    private Sink sink(Map<String, String> more) {
        return new JdbcSink(options(more), COUNTS);
    }

    private JdbcOptions options(Map<String, String> more) {
        Map<String, String> options = new java.util.HashMap<>(Map.of("url", url(), "dbtable", table));
        options.putAll(more);
        return JdbcOptions.forWriting(new Options(options));
    }

    private static void write(Sink.Batch batch, Object... wordsAndCounts) {
        try (Sink.Writer writer = batch.writer(0)) {
            for (int i = 0; i < wordsAndCounts.length; i += 2) {
                long n = ((Number) wordsAndCounts[i + 1]).longValue();
                writer.write(Values.chunk(COUNTS, List.of(List.of(wordsAndCounts[i], n))));
            }
        }
    }

    private void file(int number, String content) throws IOException {
        Files.createDirectories(directory.resolve("in"));
        Files.writeString(directory.resolve("in/" + number + ".json"), content + "\n");
    }

    private void run(String mode, String query, String checkpoint, Map<String, String> more) throws Exception {
        session.sql("CREATE TABLE IF NOT EXISTS in_files (v BIGINT) USING json LOCATION 'in'");
        DataStreamWriter<Row> writer = session.sql(query)
                .writeStream()
                .format("jdbc")
                .outputMode(mode)
                .option("url", url())
                .option("dbtable", table)
                .option("checkpointLocation", checkpoint)
                .options(more)
                .trigger(Trigger.AvailableNow());
        writer.start().awaitTermination();
    }

    private void save(String query, Map<String, String> more) {
        saveMode("error", query, more);
    }

    private void saveMode(String mode, String query, Map<String, String> more) {
        session.sql(query)
                .write()
                .format("jdbc")
                .mode(mode)
                .option("url", url())
                .option("dbtable", table)
                .options(more)
                .save();
    }

    private Dataset<Row> read(Map<String, String> more) {
        return reader().option("dbtable", table).options(more).load();
    }

    private DataFrameReader reader() {
        return session.read().format("jdbc").option("url", url());
    }

    private static ErrorCondition condition(org.junit.jupiter.api.function.Executable attempt) {
        return assertThrows(SluiceException.class, attempt).condition();
    }

    private static List<String> text(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }
}
