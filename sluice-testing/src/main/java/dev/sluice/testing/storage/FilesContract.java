package dev.sluice.testing.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.api.SteppedQuery;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.storage.StoragePaths;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What queries promise that read and write files which live somewhere else than on this machine: a test of such a
/// place extends this, and says where it is.
public abstract class FilesContract {

    private StorageByScheme storage = new StorageByScheme(LocalStorage.ofMachine(), Map::of);

    public FilesContract() {}

    @BeforeEach
    void openStorage() {
        storage = new StorageByScheme(LocalStorage.ofMachine(), this::settings);
    }

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    /// How many of the calls to the storage a process dies at, spread over all of them.
    protected int deaths() {
        return Integer.getInteger("deaths", 12);
    }

    /// The formats of optional modules that are tried there, if the modules are on the class path.
    protected List<String> formats() {
        return List.of();
    }

    /// A directory of this test alone, as a URI: there is nothing in it.
    protected abstract String directory();

    /// The same place as storage of a process that dies; its paths are those of [#directory] without scheme and host.
    protected abstract Storage open(Death death);

    /// The settings with which a session reaches it.
    protected abstract Map<String, String> settings();

    private Session session() {
        return session(LocalStorage.ofMachine());
    }

    private Session session(Storage plain) {
        var builder = Session.builder()
                .storage(plain)
                .parallelism(2)
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2");
        settings().forEach(builder::config);
        return builder.create();
    }

    private void put(String path, String text) {
        storage.create(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names(String directory) {
        return storage.list(directory).stream().map(Storage.Entry::name).toList();
    }

    private static List<String> rows(Session session, String query) {
        return session.sql(query).collectAsList().stream()
                .map(row -> row.toString())
                .sorted()
                .toList();
    }

    @Test
    void aStreamReadsWhatComesAndWritesItOnceHoweverOftenItIsStarted() {
        String at = directory();
        List<String> expected = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            put(at + "/in/day=2024-01-0" + (1 + run % 2) + "/" + run + ".json", "{\"n\":" + run + "}\n");
            put(at + "/in/_hidden" + run, "no");
            expected.add("[" + run + ",2024-01-0" + (1 + run % 2) + "]");
            try (Session session = session()) {
                session.sql("CREATE TABLE numbers (n BIGINT, day DATE) USING json OPTIONS (path '" + at + "/in')");
                session.sql("CREATE TABLE copies (n BIGINT, day DATE) USING csv OPTIONS (path '" + at
                        + "/out dir', partitionBy 'day', trigger 'available-now', checkpointLocation '" + at
                        + "/checkpoint', spark.sql.streaming.fileSink.log.compactInterval '3')");
                session.sql("INSERT INTO copies SELECT * FROM STREAM numbers");
                session.streams().awaitAnyTermination(); // it may be over by now, and none of the active ones
            }
        }
        try (Session session = session()) {
            expected.sort(null);
            String copies = "csv.`" + at + "/out dir`";
            assertEquals(expected, rows(session, "SELECT CAST(_c0 AS BIGINT), day FROM " + copies));
            assertTrue(names(at + "/out dir/_spark_metadata").contains("2.compact"));
            // Without the manifest the same files are found by what lies in the directories.
            assertEquals(
                    2,
                    rows(session, "SELECT * FROM csv.`" + at + "/out dir/day=2024-01-01/*.csv`")
                            .size());
        }
    }

    @Test
    void eachFormatIsReadAndWrittenAsAStreamAndAsAWhole() {
        for (int run = 1; run <= 2; run++) {
            try (Session session = session()) {
                for (String format : formats()) {
                    String at = directory() + "/" + format;
                    String columns = " (n BIGINT, s STRUCT<words: ARRAY<STRING>>, day DATE) USING " + format;
                    session.sql("CREATE TABLE " + format + "_in" + columns + " OPTIONS (path '" + at + "/in')");
                    session.sql("CREATE TABLE " + format + "_out" + columns + " OPTIONS (path '" + at
                            + "/out', partitionBy 'day', checkpointLocation '" + at + "/checkpoint')");
                    session.sql("INSERT INTO " + format + "_in SELECT id, named_struct('words', array('a', NULL)),"
                            + " DATE'2024-01-01' + CAST(id % 2 AS INT) FROM range(1000)");
                    String copy = "INSERT INTO " + format + "_out SELECT * FROM STREAM " + format + "_in";
                    try (SteppedQuery query = session.stepped(copy)) {
                        assertTrue(query.step().isPresent());
                    }
                    assertEquals(
                            List.of("[" + 500 * run + "," + 250000 * run + "," + 1000 * run + ",2024-01-02]"),
                            rows(
                                    session,
                                    "SELECT count(*), sum(n), sum(size(s.words)), day FROM " + format
                                            + "_out WHERE n % 2 = 1 GROUP BY day"));
                }
            }
        }
    }

    @Test
    void patternsAreLookedUpThere() {
        String at = directory();
        put(at + "/a1/x.txt", "1");
        put(at + "/a2/y.txt", "2");
        put(at + "/b1/x.txt", "3");
        try (Session session = session()) {
            assertEquals(List.of("[1]", "[2]"), rows(session, "SELECT * FROM text.`" + at + "/a*/*.txt`"));
            assertEquals(List.of("[1]", "[3]"), rows(session, "SELECT * FROM text.`" + at + "/{a,b}1`"));
            assertEquals(List.of("[2]"), rows(session, "SELECT * FROM text.`" + at + "/a2/y.txt`"));
            var error = assertThrows(SluiceException.class, () -> session.sql("SELECT * FROM text.`" + at + "/c`"));
            assertEquals(ErrorCondition.PATH_NOT_FOUND, error.condition());
            assertTrue(error.getMessage().contains(at + "/c"), error.getMessage());
        }
    }

    @Test
    void aBatchIsAddedOrTakesThePlaceOfWhatIsThere() {
        String at = directory();
        try (Session session = session()) {
            session.sql("CREATE TABLE t (n BIGINT, p INT) USING json OPTIONS (path '" + at + "/t', partitionBy 'p')");
            session.sql("INSERT INTO t SELECT id, id % 3 FROM range(9)");
            session.sql("INSERT INTO t SELECT 100, 7");
            assertEquals(10, rows(session, "SELECT * FROM t").size());
            session.sql("INSERT OVERWRITE t SELECT n + 1, p FROM t WHERE p = 2");
            assertEquals(List.of("[3,2]", "[6,2]", "[9,2]"), rows(session, "SELECT * FROM t"));
            assertTrue(names(at + "/t").contains("_SUCCESS"));
            var error = assertThrows(
                    SluiceException.class, () -> session.range(1).write().json(at + "/t"));
            assertEquals(ErrorCondition.PATH_ALREADY_EXISTS, error.condition());
            assertTrue(error.getMessage().contains(at + "/t"), error.getMessage());
        }
    }

    @Test
    void aFileOfManyMegabytesIsOneFileAndReadInPieces() {
        String at = directory();
        try (Session session = session()) {
            session.sql("CREATE TABLE t (n BIGINT, s STRING) USING csv OPTIONS (path '" + at + "/t')");
            session.sql("INSERT INTO t SELECT id, repeat('x', 90) FROM range(200000)");
            assertEquals(
                    List.of("[200000,19999900000]"), rows(session, "SELECT count(*), sum(CAST(n AS BIGINT)) FROM t"));
        }
    }

    @Test
    void aProcessThatDiesAnywhereLeavesNoRowOutAndNoneTwice() {
        String at = directory();
        String path = at.substring(StoragePaths.root(at).length());
        for (int i = 0; i < 3; i++) put(at + "/in/" + i + ".txt", i + "\n");
        // The first life is one that does not end: it tells how many calls there are.
        var counted = new Death(Long.MAX_VALUE, false);
        live(path, "counted", counted);
        assertTrue(counted.calls() > deaths(), counted.calls() + " calls");
        for (int i = 0; i < deaths(); i++) {
            long call = 1 + counted.calls() * i / deaths();
            live(path, "run" + i, new Death(call, i % 2 == 1));
            live(path, "run" + i, new Death(Long.MAX_VALUE, false));
            // The manifest names files as the storage does that the query knew.
            try (Session session = session(open(new Death(Long.MAX_VALUE, false)))) {
                List<String> seen = rows(session, "SELECT * FROM text.`" + path + "/run" + i + "`");
                assertEquals(List.of("[0]", "[1]", "[2]"), seen, "a death at call " + call);
            }
        }
    }

    private void live(String at, String name, Death death) {
        try (Session session = session(open(death))) {
            session.sql("CREATE TABLE lines (value STRING) USING text OPTIONS (path '" + at
                    + "/in', maxFilesPerTrigger '1')");
            session.sql("CREATE TABLE copies (value STRING) USING text OPTIONS (path '" + at + "/" + name
                    + "', trigger 'available-now', checkpointLocation '" + at + "/" + name + "-checkpoint')");
            try (SteppedQuery query = session.stepped("INSERT INTO copies SELECT * FROM STREAM lines")) {
                while (query.step().isPresent()) {
                    // until all is read
                }
            }
        } catch (Death.Died _) {
            // Another life follows.
        }
    }
}
