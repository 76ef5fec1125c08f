package dev.sluice.testing.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Files made up by chance, read as a real Spark 4.2 read them.
///
/// `-Dreads=DIR` reads those of another directory, `-Dread=NAME` only one; `-Dreads.write=DIR` writes such files first,
/// for Spark to be asked (`-Dreads.seed=1`, `-Dreads.lines=5000`, `-Dreads.small=20`).
class FuzzedReadsTest {

    private static final Path RECORDED = Path.of(System.getProperty("reads", "src/test/resources/fuzz"));
    private static final String WANTED = System.getProperty("read", "");

    @TestFactory
    Stream<DynamicTest> rowsAreThoseOfSpark() throws IOException {
        String written = System.getProperty("reads.write", "");
        if (!written.isEmpty()) {
            new RandomReads(Path.of(written), Long.getLong("reads.seed", 1))
                    .store(Integer.getInteger("reads.lines", 5000), Integer.getInteger("reads.small", 20));
            return Stream.of();
        }
        Session session = Session.builder()
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .create();
        return FileRead.in(RECORDED.toAbsolutePath()).stream()
                .filter(read -> WANTED.isEmpty() || read.name().equals(WANTED))
                .map(read -> DynamicTest.dynamicTest(read.name() + " " + read.options(), () -> check(read, session)))
                .onClose(session::close);
    }

    private static void check(FileRead read, Session session) throws IOException {
        List<String> differences = differences(read, session);
        assertEquals(List.of(), differences, () -> read.name() + ", as in Spark and here");
    }

    /// Rows that are neither Spark's nor known to be others.
    static List<String> differences(FileRead read, Session session) throws IOException {
        List<String> spark = read.recorded();
        List<String> sluice = read.answer(session);
        List<String> differences = new ArrayList<>();
        if (!spark.getFirst().equals(sluice.getFirst())) {
            if (KnownDifferences.ofAnswer(spark, sluice).isEmpty())
                differences.add(both(spark.getFirst(), sluice.getFirst()));
            return differences;
        }
        var known = new KnownDifferences(read, spark.getFirst());
        int theirs = 1;
        int ours = 1;
        while (theirs < spark.size() || ours < sluice.size()) {
            String expected = theirs < spark.size() ? spark.get(theirs++) : "(no row)";
            String actual = ours < sluice.size() ? sluice.get(ours++) : "(no row)";
            if (expected.equals(actual)) continue;
            if (known.ofRow(expected, actual).isEmpty()) differences.add(both(expected, actual));
            while (theirs < spark.size() && known.isMoreOf(actual, spark.get(theirs))) theirs++;
            while (ours < sluice.size() && known.isMoreOf(expected, sluice.get(ours))) ours++;
        }
        return differences;
    }

    private static String both(String spark, String sluice) {
        return "\n" + spark + "\n" + sluice;
    }
}
