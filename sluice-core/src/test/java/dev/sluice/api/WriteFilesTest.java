package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files as rows are written into them, compared with what Spark 4.2 wrote for the same rows and options.
class WriteFilesTest {

    private static final String TIMES = "SELECT 1.5D d, float('nan') f, 1e20D e, date'2020-01-02' t, "
            + "timestamp'2020-01-02 03:04:05.123456' ts, timestamp_ntz'2020-01-02 03:04:05.5' n, true b, "
            + "interval '1 02:03:04' day to second dt, interval '1-2' year to month ym, date'-0044-03-15' bc";
    private static final Map<String, String> PATTERNS = Map.of(
            "dateFormat", "dd/MM/yy",
            "timestampFormat", "yyyy HH:mm:ss.SSS XXX",
            "timestampNTZFormat", "HHmmss",
            "timeZone", "America/New_York");

    /// Values that quoting matters to.
    private static final String CELLS =
            "SELECT * FROM VALUES ('a', 1), ('a,b', 1), ('a\"b', 1), ('\"', 1), ('', 1), (null, 1), "
                    + "(' lead', 1), ('trail ', 1), ('a\\nb', 1), ('a\\\\b', 1), ('#c', 1), ('\\\\\"', 1), ('\"\"', 1) t(c, n)";

    @TempDir
    Path directory;

    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .storage(new LocalStorage(directory.toString()))
                .parallelism(1)
                .create();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void whatIsReadIsNamed() {
        session.sql("SELECT 1 AS a").write().json("one");
        session.sql("SELECT 2 AS a").write().json("other");
        DataFrame one = session.read().json("one");
        String[] files = one.union(session.read().json("other")).union(one).inputFiles();
        assertEquals(2, files.length, String.join(", ", files));
        assertTrue(files[0].contains("one/part-") && files[1].contains("other/part-"), String.join(", ", files));
        assertEquals(0, session.range(3).inputFiles().length);
    }

    @Test
    void jsonSaysTimesAsSparkDoes() throws IOException {
        session.sql(TIMES).write().json("usual");
        assertEquals(
                "{\"d\":1.5,\"f\":\"NaN\",\"e\":1.0E20,\"t\":\"2020-01-02\",\"ts\":\"2020-01-02T03:04:05.123Z\","
                        + "\"n\":\"2020-01-02T03:04:05.500\",\"b\":true,\"dt\":\"INTERVAL '1 02:03:04' DAY TO SECOND\","
                        + "\"ym\":\"INTERVAL '1-2' YEAR TO MONTH\",\"bc\":\"-0044-03-15\"}\n",
                only("usual"));
        session.sql(TIMES).write().options(PATTERNS).json("patterns");
        assertEquals(
                "{\"d\":1.5,\"f\":\"NaN\",\"e\":1.0E20,\"t\":\"02/01/20\",\"ts\":\"2020 22:04:05.123 -05:00\",\"n\":\"030405\","
                        + "\"b\":true,\"dt\":\"INTERVAL '1 02:03:04' DAY TO SECOND\","
                        + "\"ym\":\"INTERVAL '1-2' YEAR TO MONTH\",\"bc\":\"15/03/44\"}\n",
                only("patterns"));
    }

    @Test
    void jsonKeepsNullsIfItIsToldSo() throws IOException {
        session.sql("SELECT null a, named_struct('x', null, 'y', 'a/b') st, array(null, 1) ar")
                .write()
                .option("ignoreNullFields", false)
                .json("out");
        assertEquals("{\"a\":null,\"st\":{\"x\":null,\"y\":\"a/b\"},\"ar\":[null,1]}\n", only("out"));
    }

    @Test
    void csvQuotesAsSparkDoes() throws IOException {
        assertCsv(
                Map.of(),
                "a,1 \"a,b\",1 \"a\\\"b\",1 \"\\\"\",1 \"\",1 ,1 lead,1 trail,1 \"a~b\",1 a\\b,1 \"#c\",1 \"\\\\\\\"\",1 \"\\\"\\\"\",1");
        assertCsv(
                Map.of("quoteAll", "true"),
                "\"a\",\"1\" \"a,b\",\"1\" \"a\\\"b\",\"1\" \"\\\"\",\"1\" \"\",\"1\" \"\",\"1\" \"lead\",\"1\" \"trail\",\"1\" "
                        + "\"a~b\",\"1\" \"a\\\\b\",\"1\" \"#c\",\"1\" \"\\\\\\\"\",\"1\" \"\\\"\\\"\",\"1\"");
        assertCsv(
                Map.of("escapeQuotes", "false", "nullValue", "NULL", "emptyValue", "EMPTY"),
                "a,1 \"a,b\",1 a\"b,1 \"\\\"\",1 EMPTY,1 NULL,1 lead,1 trail,1 \"a~b\",1 a\\b,1 \"#c\",1 \\\",1 \"\\\"\\\"\",1");
        assertCsv(
                Map.of("charToEscapeQuoteEscaping", "!", "comment", "#"),
                "a,1 \"a,b\",1 \"a\\\"b\",1 \"\\\"\",1 \"\",1 ,1 lead,1 trail,1 \"a~b\",1 a\\b,1 \"#c\",1 \"!\\\\\"\",1 \"\\\"\\\"\",1");
    }

    @Test
    void csvHasOtherSeparatorsAndAHeader() throws IOException {
        session.sql(CELLS)
                .write()
                .option("header", true)
                .option("sep", "|")
                .option("escape", "\"")
                .option("ignoreLeadingWhiteSpace", false)
                .option("ignoreTrailingWhiteSpace", false)
                .csv("out");
        assertEquals(
                "c|n\na|1\na,b|1\n\"a\"\"b\"|1\n\"\"\"\"|1\n\"\"|1\n|1\n lead|1\ntrail |1\n\"a\nb\"|1\na\\b|1\n\"#c\"|1\n"
                        + "\"\\\"\"\"|1\n\"\"\"\"\"\"|1\n",
                only("out"));
        session.sql(CELLS)
                .write()
                .option("sep", "ab")
                .option("quote", "'")
                .option("lineSep", "@@")
                .csv("multi");
        assertEquals(
                "aab1@@a,bab1@@a\"bab1@@\"ab1@@\"\"ab1@@ab1@@leadab1@@trailab1@@'a@@b'ab1@@a\\bab1@@'#c'ab1@@\\\"ab1@@\"\"ab1@@",
                only("multi"));
    }

    @Test
    void textIsTheLineAndCompressedIfAsked() throws IOException {
        session.sql("SELECT * FROM VALUES ('a'), (null), ('') t(v)")
                .write()
                .option("lineSep", "|")
                .text("out");
        assertEquals("a|||", only("out"));
        session.range(3)
                .selectExpr("cast(id AS STRING) v")
                .write()
                .option("compression", "gzip")
                .text("zipped");
        assertTrue(names("zipped").getLast().matches("part-00000-[0-9a-f-]{36}-c000\\.txt\\.gz"));
        assertEquals(3, session.read().text("zipped").count());
    }

    @Test
    void directoriesSayColumnsAndAreReadBack() throws IOException {
        session.sql(
                        "SELECT * FROM VALUES (1, 'a b/c:d=e%f'), (2, null), (3, ''), (4, 'é☃'), (5, 'x\\'y\"z#q?[]{}^*\\\\') t(v, k)")
                .write()
                .partitionBy("k")
                .json("out");
        assertEquals(
                List.of(
                        "_SUCCESS",
                        "k=__HIVE_DEFAULT_PARTITION__",
                        "k=a b%2Fc%3Ad%3De%25f",
                        "k=x%27y%22z%23q%3F%5B%5D%7B}%5E%2A%5C",
                        "k=é☃"),
                names("out"));
        assertEquals(
                List.of("[1,a b/c:d=e%f]", "[2,null]", "[3,null]", "[4,é☃]", "[5,x'y\"z#q?[]{}^*\\]"),
                text(session.read().json("out").orderBy("v")));
    }

    @Test
    void whatDirectoriesSayLooksLikeATypeOrHasOne() throws IOException {
        session.sql("SELECT id, id % 2 p, date'2020-01-01' + cast(id % 2 AS INT) dd FROM range(4)")
                .write()
                .partitionBy("p", "dd")
                .csv("out");
        assertEquals(
                "STRUCT<_c0: INT, p: INT, dd: DATE>",
                session.read().option("inferSchema", true).csv("out").schema().sql());
        assertEquals(
                List.of("[0,0,2020-01-01]", "[1,1,2020-01-02]", "[2,0,2020-01-01]", "[3,1,2020-01-02]"),
                text(session.read()
                        .schema("p STRING, id INT, dd STRING")
                        .csv("out")
                        .orderBy("id")));
        assertEquals(List.of("[1]"), text(session.sql("SELECT p FROM csv.`out` WHERE p = 1 LIMIT 1")));
    }

    @Test
    void modesDecideWhatBecomesOfWhatIsThere() throws IOException {
        DataFrame one = session.sql("SELECT 1 a");
        one.write().json("out");
        assertEquals(
                ErrorCondition.PATH_ALREADY_EXISTS, condition(() -> one.write().json("out")));
        one.write().mode("ignore").json("out");
        assertEquals(1, session.read().json("out").count());
        one.write().mode("append").json("out");
        assertEquals(2, session.read().json("out").count());
        session.read()
                .json("out")
                .selectExpr("a + 1 a")
                .write()
                .mode("overwrite")
                .json("out");
        assertEquals(List.of("[2]", "[2]"), text(session.read().json("out")));
        assertEquals(
                ErrorCondition.INVALID_SAVE_MODE, condition(() -> one.write().mode("bad")));
    }

    @Test
    void nothingAppearsIfTheQueryFails() throws IOException {
        session.sql("SELECT 1 a").write().json("out");
        List<String> before = names("out");
        DataFrame failing = session.sql("SELECT 1 / (id - 2) a FROM range(4)");
        assertThrows(
                SluiceException.class, () -> failing.write().mode("overwrite").json("out"));
        assertEquals(before, names("out"));
    }

    @Test
    void noRowsAreAFileWithNothingButItsHeader() throws IOException {
        session.sql("SELECT 1 a WHERE false").write().option("header", true).csv("out");
        assertEquals("a\n", only("out"));
    }

    @Test
    void insertWritesIntoTheColumnsOfATable() {
        session.sql("CREATE TABLE t (word STRING, n BIGINT, day DATE) USING json PARTITIONED BY (day) LOCATION 't'");
        session.sql("INSERT INTO t SELECT 'a' AS x, 1 AS y, date'2020-01-01'");
        session.sql("INSERT INTO t VALUES ('b', 2, date'2020-01-02')");
        assertEquals(List.of("[a,1,2020-01-01]", "[b,2,2020-01-02]"), text(session.sql("SELECT * FROM t ORDER BY n")));
        session.sql("INSERT OVERWRITE t VALUES ('c', 3, date'2020-01-03')");
        assertEquals(List.of("[c,3,2020-01-03]"), text(session.table("t")));
    }

    @Test
    void streamsWriteWhatReadersOfTheManifestSee() throws Exception {
        Files.createDirectories(directory.resolve("in"));
        for (int i = 0; i < 12; i++) {
            Files.writeString(directory.resolve("in/" + i + ".json"), "{\"k\":\"k" + i % 2 + "\",\"v\":" + i + "}\n");
            run("in", "out", "cp");
        }
        assertEquals(12, session.read().json("out").count());
        assertTrue(names("out/_spark_metadata").contains("9.compact"));
        // A file that the manifest does not name does not count.
        Files.writeString(directory.resolve("out/k=k0/part-00000-left-over.json"), "{\"v\":99}\n");
        assertEquals(12, session.read().json("out").count());
        run("out", "again", "cp2");
        assertEquals(
                text(session.read().json("out").select("k", "v").orderBy("v")),
                text(session.read().json("again").select("k", "v").orderBy("v")));
        assertEquals(
                ErrorCondition.DIRECTORY_OF_A_STREAM,
                condition(() -> session.sql("SELECT 1 v").write().mode("append").json("out")));
    }

    @Test
    void aCheckpointThatKnowsLessThanTheDirectoryIsRefused() throws Exception {
        Files.createDirectories(directory.resolve("in"));
        Files.writeString(directory.resolve("in/0.json"), "{\"k\":\"a\",\"v\":1}\n");
        run("in", "out", "cp");
        assertEquals(ErrorCondition.SINK_AHEAD_OF_CHECKPOINT, condition(() -> query("in", "out", "another")));
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        DataFrame one = session.range(1).toDF();
        assertEquals(
                ErrorCondition.CODEC_NOT_AVAILABLE,
                condition(() -> one.write().option("compression", "lz9").json("x")));
        assertEquals(
                ErrorCondition.PARTITION_COLUMN_NOT_FOUND,
                condition(() -> one.write().partitionBy("nope").json("x")));
        assertEquals(
                ErrorCondition.ALL_PARTITION_COLUMNS_NOT_ALLOWED,
                condition(() -> one.write().partitionBy("id").json("x")));
        assertEquals(
                ErrorCondition.UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE,
                condition(() -> one.write().text("x")));
        assertEquals(
                ErrorCondition.UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE,
                condition(() -> session.sql("SELECT array(1) a").write().csv("x")));
        assertEquals(
                ErrorCondition.INVALID_PARTITION_COLUMN_DATA_TYPE,
                condition(() -> session.sql("SELECT 1 a, map('x', 1) m")
                        .write()
                        .partitionBy("m")
                        .json("x")));
        assertEquals(
                ErrorCondition.NOT_WRITABLE,
                condition(() -> one.write().format("rate").save()));
        assertFalse(Files.exists(directory.resolve("x")));
    }

    private void run(String from, String to, String checkpoint) throws Exception {
        query(from, to, checkpoint).awaitTermination();
    }

    private StreamingQuery query(String from, String to, String checkpoint) {
        return session.readStream()
                .schema("k STRING, v BIGINT")
                .json(from)
                .writeStream()
                .format("json")
                .partitionBy("k")
                .option("checkpointLocation", checkpoint)
                .trigger(Trigger.AvailableNow())
                .start(to);
    }

    private void assertCsv(Map<String, String> options, String expected) throws IOException {
        String path = "csv" + options.hashCode();
        session.sql(CELLS).write().options(options).csv(path);
        assertEquals(expected.replace(' ', '\n').replace('~', '\n') + "\n", only(path), options.toString());
    }

    private static ErrorCondition condition(org.junit.jupiter.api.function.Executable attempt) {
        return assertThrows(SluiceException.class, attempt).condition();
    }

    private static List<String> text(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }

    private String only(String path) throws IOException {
        List<String> parts =
                names(path).stream().filter(name -> name.startsWith("part")).toList();
        assertEquals(1, parts.size());
        return Files.readString(directory.resolve(path).resolve(parts.getFirst()));
    }

    private List<String> names(String path) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
