package dev.sluice.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.Java17;
import dev.sluice.testing.MovedRun;
import dev.sluice.testing.RealSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Queries that move to a real Spark and back, stopped behind several of their micro-batches, against the same queries
/// without a move. Some of them and one stop, without a JDK 17 none; `-Dspark` takes all, `-Dmoved=JOIN,SESSIONS`
/// those, and `-Dspark -Dupdate` writes the recordings anew.
class MovingWithSparkTest {

    private static final boolean ALL = System.getProperty("spark") != null;
    private static final int[] STOPS = ALL ? new int[] {1, 6, 11} : new int[] {6};
    private static final int FILES = 14;

    @TempDir
    private Path directory;

    @BeforeAll
    static void wantSpark() throws IOException {
        assumeTrue(Java17.find().isPresent(), Java17.NEEDED);
    }

    @Test
    void aQueryThatMovesGivesWhatItWouldHaveGiven() throws Exception {
        var going = new RealSpark();
        List<Runnable> back = new ArrayList<>();
        Map<Path, List<String>> expected = new LinkedHashMap<>();
        for (MovedQuery query : moved()) {
            Path whole = files(query, "whole", FILES);
            query.run(whole.resolve("in"), whole.resolve("ours"), whole.resolve("out"));
            Path alone = files(query, "alone", FILES);
            going.add(query.word(), alone.resolve("in").toString(), alone.resolve("spark"), alone.resolve("out"));
            expected.put(alone, MovedRun.rows(whole.resolve("out")));
            for (int stop : STOPS) {
                List<String> rows = stopped(query, stop);
                Path there = files(query, "there" + stop, stop);
                query.run(there.resolve("in"), there.resolve("ours"), there.resolve("out"));
                Moving.toSpark(there.resolve("ours"), there.resolve("spark"), false);
                Events.write(there.resolve("in"), stop, FILES);
                going.add(query.word(), there.resolve("in").toString(), there.resolve("spark"), there.resolve("out"));
                expected.put(there, rows);
                Path here = files(query, "here" + stop, 0);
                query.run(here.resolve("in"), here.resolve("like"), here.resolve("nothing"));
                Events.write(here.resolve("in"), 0, stop);
                going.add(query.word(), here.resolve("in").toString(), here.resolve("spark"), here.resolve("out"));
                expected.put(here, rows);
                back.add(() -> {
                    Moving.fromSpark(here.resolve("spark"), here.resolve("ours"), here.resolve("like"));
                    write(here.resolve("in"), stop);
                    query.run(here.resolve("in"), here.resolve("ours"), here.resolve("out"));
                });
            }
        }
        going.run(directory);
        back.forEach(Runnable::run);
        expected.forEach((moved, rows) ->
                assertEquals(rows, MovedRun.rows(moved.resolve("out")), String.valueOf(moved.getFileName())));
    }

    private static List<MovedQuery> moved() {
        String some = System.getProperty("moved");
        if (some == null && ALL) return List.of(MovedQuery.values());
        if (some == null) return List.of(MovedQuery.STATELESS, MovedQuery.WINDOWS, MovedQuery.JOIN);
        return Arrays.stream(some.split(",")).map(MovedQuery::valueOf).toList();
    }

    /// What it gives if it is stopped at the same place and stays here: a stop lets the watermark move on.
    private List<String> stopped(MovedQuery query, int stop) throws IOException {
        Path own = files(query, "stopped" + stop, stop);
        query.run(own.resolve("in"), own.resolve("ours"), own.resolve("out"));
        Events.write(own.resolve("in"), stop, FILES);
        query.run(own.resolve("in"), own.resolve("ours"), own.resolve("out"));
        return MovedRun.rows(own.resolve("out"));
    }

    private Path files(MovedQuery query, String name, int count) throws IOException {
        Path own = directory.resolve(query.word() + "-" + name);
        Events.write(own.resolve("in"), 0, count);
        return own;
    }

    private static void write(Path events, int from) {
        try {
            Events.write(events, from, FILES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "spark", matches = ".*")
    @EnabledIfSystemProperty(named = "update", matches = ".*")
    void recordings() throws Exception {
        var spark = new RealSpark();
        for (MovedQuery query : moved()) {
            Path own = files(query, "recorded", Recording.FILES);
            spark.add(query.word(), own.resolve("in").toString(), own.resolve("spark"), own.resolve("out"));
        }
        spark.run(directory);
        for (MovedQuery query : moved()) {
            Path own = directory.resolve(query.word() + "-recorded");
            Recording.pack(query, own.resolve("spark"), own.resolve("in"), Path.of("src/test/resources"));
        }
        assertEquals(
                MovedQuery.values().length,
                Files.list(Path.of("src/test/resources/checkpoints")).count());
    }
}
