package dev.sluice.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;

/// Scripts of queries made up by chance, with rows that come out of order, late, twice and without a time, and Spark's
/// answers to them: what each micro-batch wrote and how many rows were late, or why the query is refused.
final class RandomScripts {

    private static final String[] KEYS = {"x", "y", "z"};

    private final SparkSession spark;
    private final Path scratch;

    RandomScripts(SparkSession spark, Path scratch) {
        this.spark = spark;
        this.scratch = scratch;
    }

    /// Writes the scripts of some seeds into a file, one below the other.
    void write(Path file, long first, int count) throws IOException {
        Files.write(
                file,
                LongStream.range(first, first + count)
                        .parallel()
                        .mapToObj(this::script)
                        .flatMap(List::stream)
                        .toList());
    }

    /// Nothing, if Spark has no answer.
    private List<String> script(long seed) {
        List<String> written = new ArrayList<>(List.of("==== " + seed));
        try {
            written.addAll(answered(seed));
        } catch (RuntimeException e) {
            System.out.println("no answer for " + seed + ": " + e.getMessage() + " " + e.getCause());
            written.clear();
        }
        return written;
    }

    private List<String> answered(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomPipeline pipeline = new RandomPipeline(random);
        List<String> query = new ArrayList<>();
        query.add("depends-on-cuts the watermark moves at the ends of micro-batches");
        query.addAll(pipeline.lines());
        List<String> refused = new ArrayList<>(query);
        refused.add("refused");
        try {
            return new StreamScript(refused, session(), scratch).record();
        } catch (IllegalStateException running) {
            query.addAll(steps(random, pipeline.hasTwoSources()));
            return new StreamScript(query, session(), scratch).record();
        }
    }

    /// Plans are run a few times over a few rows each: compiling them would take most of the time.
    private SparkSession session() {
        SparkSession session = spark.newSession();
        session.conf().set("spark.sql.codegen.wholeStage", "false");
        session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        session.conf().set("spark.sql.shuffle.partitions", "1");
        return session;
    }

    private static List<String> steps(SplittableRandom random, boolean two) {
        List<String> lines = new ArrayList<>();
        int feeds = 3 + random.nextInt(4);
        int now = 10 + random.nextInt(30);
        for (int i = 0; i < feeds; i++) {
            feed(random, two, now, lines);
            now += random.nextInt(45);
            if (random.nextInt(8) == 0) lines.add("restart");
        }
        feed(random, two, now + 200, lines);
        lines.add("watermark ?");
        return lines;
    }

    private static void feed(SplittableRandom random, boolean two, int now, List<String> lines) {
        boolean left = !two || random.nextBoolean();
        if (two && random.nextInt(3) > 0) rows("put " + (left ? "r" : "l"), random, now, lines);
        rows("feed " + (left ? "l" : "r"), random, now, lines);
        lines.add("batches");
        lines.add("late ?");
    }

    private static void rows(String head, SplittableRandom random, int now, List<String> lines) {
        lines.add(head);
        int rows = random.nextInt(7);
        for (int i = 0; i < rows; i++) {
            int spread = random.nextInt(5) == 0 ? 120 : 25;
            int at = Math.max(0, now + 10 - random.nextInt(spread));
            String fraction = random.nextInt(12) == 0 ? ".25" : "";
            String time = random.nextInt(25) == 0
                    ? "NULL"
                    : String.format("2024-01-01 00:%02d:%02d", at / 60, at % 60) + fraction;
            String key = random.nextInt(15) == 0 ? "NULL" : KEYS[random.nextInt(KEYS.length)];
            String number = random.nextInt(10) == 0 ? "NULL" : String.valueOf(random.nextInt(8));
            lines.add("  " + key + " | " + time + " | " + number);
        }
    }
}
