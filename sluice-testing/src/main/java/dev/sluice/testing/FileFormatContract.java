package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Dataset;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// What a format of files promises: a test of a format extends this.
///
/// Files that a real Spark wrote lie in a directory, one directory a way to write them, with what Spark reads in each
/// beside it (`parquet-snappy/part-….parquet`, `parquet-snappy.txt`); `tools/spark-recorder` makes them.
public abstract class FileFormatContract {

    private Session session = Session.builder().create();

    /// Where the files of a test go.
    @TempDir
    protected Path directory = Path.of("");

    public FileFormatContract() {}

    /// The name in `format("…")`.
    protected abstract String format();

    /// The columns of the statement of all types that such files can't hold.
    protected abstract List<String> columnsLeftOut();

    /// How columns come back of which the format does not keep the types.
    ///
    /// @param written as DDL
    protected String columnsRead(String written) {
        return written;
    }

    /// What may be said of written files, each in turn.
    protected abstract List<Map<String, String>> waysToWrite();

    /// Where Spark's files are.
    protected abstract Path sparkFiles();

    @BeforeEach
    void start() {
        session.stop();
        session = Session.builder()
                .parallelism(2)
                .config("spark.sql.session.timeZone", "UTC")
                .create();
    }

    @AfterEach
    void stop() {
        session.stop();
    }

    protected final Session session() {
        return session;
    }

    /// Rows with values of all types that the format holds: usual ones, the outermost, and nulls.
    protected final DataFrame allTypes() {
        return session.sql(allTypesStatement()).drop(columnsLeftOut().toArray(String[]::new));
    }

    /// The statement that makes rows of all types, for Spark as well.
    public static String allTypesStatement() {
        try (InputStream in =
                Objects.requireNonNull(FileFormatContract.class.getResourceAsStream("formats/all-types.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Each row as text, in the order of `id`.
    public static List<String> texts(Dataset<Row> rows) {
        List<String> columns = new ArrayList<>();
        for (String column : rows.columns()) {
            columns.add(column.equals("bytes") ? "hex(bytes)" : "`" + column + "`");
        }
        String text = "CAST(struct(" + String.join(", ", columns) + ") AS STRING) AS text";
        return rows.orderBy("id").selectExpr(text).collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    protected final DataFrame read(Path files) {
        return session.read().format(format()).load(files.toString());
    }

    @TestFactory
    Stream<DynamicTest> valuesOfAllTypesComeBack() {
        return waysToWrite().stream()
                .map(options -> DynamicTest.dynamicTest(options.toString(), () -> {
                    Path files = directory.resolve("all-" + waysToWrite().indexOf(options));
                    allTypes().write().format(format()).options(options).save(files.toString());
                    assertEquals(texts(allTypes()), texts(read(files)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> filesOfSparkAreRead() throws IOException {
        List<Path> recorded;
        try (Stream<Path> all = Files.list(sparkFiles())) {
            recorded = all.filter(Files::isDirectory).sorted().toList();
        }
        assertFalse(recorded.isEmpty());
        return recorded.stream()
                .map(files -> DynamicTest.dynamicTest(files.getFileName().toString(), () -> {
                    Path expected = files.resolveSibling(files.getFileName() + ".txt");
                    assertEquals(Files.readAllLines(expected), texts(read(files)));
                }));
    }

    /// For `tools/spark-recorder/record.sh --formats-read`, which shows them to a real Spark.
    @Test
    @EnabledIfSystemProperty(named = "sluice.formats.out", matches = ".+")
    void filesForSpark() {
        Path out = Path.of(System.getProperty("sluice.formats.out"));
        for (int i = 0; i < waysToWrite().size(); i++) {
            allTypes()
                    .write()
                    .format(format())
                    .options(waysToWrite().get(i))
                    .mode("overwrite")
                    .save(out.resolve(format() + "-" + i).toString());
        }
    }

    /// A stream reads what another stream writes, micro-batch by micro-batch, in directories of partitions.
    @Test
    void streamsReadAndWriteIt() throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        allTypes().write().format(format()).save(first.toString());
        String columns = allTypes().schema().toDdl();
        SluiceException refused = assertThrows(
                SluiceException.class,
                () -> session.readStream().format(format()).load(first.toString()));
        assertTrue(refused.getMessage().contains("Schema must be specified"), refused::getMessage);
        for (int run = 0; run < 2; run++) {
            session.readStream()
                    .format(format())
                    .schema(columns)
                    .load(first.toString())
                    .writeStream()
                    .format(format())
                    .partitionBy("flag")
                    .option(
                            "checkpointLocation",
                            directory.resolve("checkpoint").toString())
                    .trigger(Trigger.AvailableNow())
                    .start(second.toString())
                    .awaitTermination();
            assertEquals(3L * (run + 1), read(second).count());
            if (run == 0) assertEquals(texts(withFlagLast()), texts(read(second)));
            allTypes().write().format(format()).mode("append").save(first.toString());
        }
    }

    private DataFrame withFlagLast() {
        List<String> columns = new ArrayList<>(List.of(allTypes().columns()));
        columns.remove("flag");
        columns.add("flag");
        return allTypes()
                .selectExpr(columns.stream().map(column -> "`" + column + "`").toArray(String[]::new));
    }

    @Test
    void columnsAreThoseThatWereWritten() {
        Path files = directory.resolve("columns");
        allTypes().write().format(format()).save(files.toString());
        assertEquals(
                columnsRead(allTypes().schema().asNullable().toDdl()),
                read(files).schema().toDdl());
    }

    @Test
    void someColumnsAreReadWithoutTheOthers() {
        Path files = directory.resolve("some");
        allTypes().write().format(format()).save(files.toString());
        read(files).createOrReplaceTempView("some");
        assertEquals(
                List.of("[héllo, \"wörld\"]", "[]", "[null]"),
                session.sql("SELECT text FROM some ORDER BY id").collectAsList().stream()
                        .map(Row::toString)
                        .toList());
        assertEquals(
                List.of("[3]"),
                session.sql("SELECT count(*) FROM some").collectAsList().stream()
                        .map(Row::toString)
                        .toList());
    }

    @Test
    void largeFilesAreReadInPieces() throws IOException {
        Path files = directory.resolve("large");
        session.sql(
                        "SELECT id, id % 1000 AS k, repeat(CAST(id * 2654435761 % 1000003 AS STRING), 12) AS text FROM range(200000)")
                .repartition(1)
                .write()
                .format(format())
                .options(waysToWrite().getFirst())
                .save(files.toString());
        read(files).createOrReplaceTempView("large");
        assertTrue(size(files) > 3 << 20, () -> "a file of " + size(files) + " bytes is not cut");
        assertEquals(
                "[200000,19999900000,99900000]",
                session.sql("SELECT count(*), sum(id), sum(k) FROM large")
                        .collect()[0]
                        .toString());
        assertEquals(
                "[100,19994950]",
                session.sql("SELECT count(*), sum(id) FROM large WHERE id > 199899 AND length(text) > 6")
                        .collect()[0]
                        .toString());
    }

    private static long size(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsNoSuchFileIsRefusedOrPassedOver() throws IOException {
        Path files = directory.resolve("broken");
        session.sql("SELECT 7 AS id").write().format(format()).save(files.toString());
        Files.write(
                files.resolve("a-broken." + format()),
                "this is nothing of the kind, at any length".getBytes(StandardCharsets.UTF_8));
        SluiceException failure = assertThrows(
                SluiceException.class,
                () -> session.read()
                        .format(format())
                        .schema("id INT")
                        .load(files.toString())
                        .collect());
        assertTrue(failure.getCondition().startsWith("FAILED_READ_FILE"), failure::getMessage);
        assertEquals(
                "[[7]]",
                Arrays.toString(session.read()
                        .format(format())
                        .schema("id INT")
                        .option("ignoreCorruptFiles", true)
                        .load(files.toString())
                        .collect()));
    }
}
