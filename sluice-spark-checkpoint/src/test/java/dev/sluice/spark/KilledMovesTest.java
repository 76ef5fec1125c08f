package dev.sluice.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.testing.MovedRun;
import dev.sluice.testing.RealSpark;
import dev.sluice.testing.crash.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Queries that are killed by SIGKILL, here and in a real Spark, and go on in the other engine. With `-Dspark`;
/// `-Dkills=20` kills more often, `-Dseed=7` at other moments.
@EnabledIfSystemProperty(named = "spark", matches = ".*")
class KilledMovesTest {

    private static final int KILLS = Integer.getInteger("kills", 8);
    private static final int FILES = 14;
    private static final List<MovedQuery> QUERIES =
            List.of(MovedQuery.WINDOWS, MovedQuery.JOIN, MovedQuery.SESSIONS, MovedQuery.DUPLICATES_COUNTED);

    private final Random random = new Random(Long.getLong("seed", 1));

    @TempDir
    private Path directory;

    /// What was found where a query was killed.
    private enum Found {
        /// No micro-batch was half done.
        DONE,
        /// One was, and its output was not there yet.
        BEFORE_OUTPUT,
        /// Its output was there.
        BEHIND_OUTPUT
    }

    private record Run(MovedQuery query, Path directory) {

        static Run create(MovedQuery query, Path directory) throws IOException {
            var run = new Run(query, directory);
            Events.write(run.events(), 0, FILES);
            return run;
        }

        Path events() {
            return directory.resolve("in");
        }

        Path ours() {
            return directory.resolve("ours");
        }

        Path spark() {
            return directory.resolve("spark");
        }

        Path output() {
            return directory.resolve("out");
        }

        /// Without rows there is nothing to tell their columns from.
        List<String> rows() throws IOException {
            try (Stream<Path> files = Files.list(output())) {
                boolean empty = files.filter(Files::isRegularFile)
                        .noneMatch(file -> file.toFile().length() > 0);
                return empty ? List.of() : MovedRun.rows(output());
            }
        }

        void addTo(RealSpark spark) {
            spark.add(query.word(), events().toString(), spark(), output());
        }

        /// By Spark's checkpoint, whoever wrote it.
        Found found() {
            var files = new SparkFiles(Moving.FILES, spark().toString());
            long planned = files.log("offsets").lastKey();
            var commits = files.log("commits");
            if (!commits.isEmpty() && commits.lastKey() == planned) return Found.DONE;
            boolean there = Files.exists(output().resolve("_spark_metadata/" + planned))
                    || Files.exists(output().resolve("_spark_metadata/" + planned + ".compact"));
            return there ? Found.BEHIND_OUTPUT : Found.BEFORE_OUTPUT;
        }
    }

    private List<String> whole(MovedQuery query) throws IOException {
        Run whole = Run.create(query, directory.resolve(query.word() + "-whole"));
        if (!Files.exists(whole.output())) query.run(whole.events(), whole.ours(), whole.output());
        return whole.rows();
    }

    /// Where the sink has the half-done micro-batch, Spark passes over it, and may then miss its state: it stops, and
    /// no row is lost or there twice so far. Everywhere else it goes on to the right rows.
    @Test
    void whatWasKilledHereGoesOnInSpark() throws Exception {
        List<Run> runs = new ArrayList<>();
        Map<Found, Integer> found = new EnumMap<>(Found.class);
        var spark = new RealSpark();
        while (runs.size() < KILLS) {
            MovedQuery query = QUERIES.get(runs.size() % QUERIES.size());
            Run run = Run.create(query, directory.resolve("here" + runs.size()));
            kill(run);
            Moving.toSpark(run.ours(), run.spark(), true);
            found.merge(run.found(), 1, Integer::sum);
            run.addTo(spark);
            runs.add(run);
        }
        Path told = directory.resolve("told.txt");
        spark.start(directory, told).waitFor();
        String failures = Files.readString(told);
        int stopped = 0;
        for (Run run : runs) {
            List<String> expected = new ArrayList<>(whole(run.query()));
            String name = run.directory().getFileName() + " " + run.query();
            if (!failures.contains(run.spark() + "\t")) {
                assertEquals(expected, run.rows(), name);
                continue;
            }
            assertTrue(failures.contains("CANNOT_LOAD_STATE_STORE"), failures);
            assertTrue(Files.exists(run.output().resolve("_spark_metadata")), name);
            for (String row : run.rows()) assertTrue(expected.remove(row), () -> name + " has " + row);
            stopped++;
        }
        System.out.println("KilledMovesTest: killed here " + found + ", stopped in Spark " + stopped);
        assertTrue(stopped <= found.getOrDefault(Found.BEHIND_OUTPUT, 0), failures);
    }

    private void kill(Run run) throws Exception {
        int files = random.nextInt(9); // the tenth goes into a file that holds all
        int millis = random.nextInt(8);
        try (ChildProcess process = ChildProcess.start(
                run.directory().resolve("errors.txt"),
                MovedProcess.class,
                run.query().name(),
                run.events().toString(),
                run.ours().toString(),
                run.output().toString())) {
            Path written = run.output().resolve("_spark_metadata/" + files);
            while (!Files.exists(written)) assertFalse(process.runFor(1), "it came to its end");
            process.runFor(millis);
            process.kill();
        }
    }

    @Test
    void whatWasKilledInSparkGoesOnHere() throws Exception {
        Map<Found, Integer> found = new EnumMap<>(Found.class);
        for (int i = 0; i < KILLS / 2; i++) {
            MovedQuery query = QUERIES.get(i % QUERIES.size());
            Run run = Run.create(query, directory.resolve("there" + i));
            Path like = run.directory().resolve("like");
            query.run(run.events(), like, run.directory().resolve("other out"));
            killInSpark(run);
            found.merge(run.found(), 1, Integer::sum);
            Moving.fromSpark(run.spark(), run.ours(), like);
            query.run(run.events(), run.ours(), run.output());
            assertEquals(whole(query), run.rows(), run.directory().getFileName() + " " + query);
        }
        System.out.println("KilledMovesTest: killed in Spark " + found);
    }

    private void killInSpark(Run run) throws Exception {
        int batch = random.nextInt(8);
        int millis = random.nextInt(1500);
        var spark = new RealSpark();
        run.addTo(spark);
        Path told = run.directory().resolve("told.txt");
        Process process = spark.start(run.directory(), told);
        try {
            Path planned = run.spark().resolve("offsets/" + batch);
            while (!Files.exists(planned)) assertFalse(process.waitFor(5, TimeUnit.MILLISECONDS), "it came to its end");
            process.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
