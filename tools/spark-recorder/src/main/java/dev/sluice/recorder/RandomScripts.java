package dev.sluice.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;

/// Scripts of queries made up by chance, with rows that come out of order, late, twice and without a time, and Spark's
/// answers to them: what each micro-batch wrote and how many rows were late, or why the query is refused.
final class RandomScripts {

    private final String kind;
    private final SparkSession spark;
    private final Path scratch;

    RandomScripts(String kind, SparkSession spark, Path scratch) {
        this.kind = kind;
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
        } catch (Exception e) {
            System.out.println("no answer for " + seed + ": " + e.getMessage() + " " + e.getCause());
            written.clear();
        }
        return written;
    }

    private List<String> answered(long seed) {
        Chance chance = new Chance(seed);
        RandomQuery made = RandomQuery.of(kind, chance);
        List<String> query = new ArrayList<>();
        query.add("depends-on-cuts the watermark moves at the ends of micro-batches");
        query.addAll(made.lines());
        List<String> refused = new ArrayList<>(query);
        refused.add("refused");
        try {
            return new StreamScript(refused, session(), scratch).record();
        } catch (IllegalStateException running) {
            query.addAll(steps(chance, made.sources()));
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

    private static List<String> steps(Chance chance, List<RandomRows> sources) {
        List<String> lines = new ArrayList<>();
        int feeds = 3 + chance.below(4);
        int now = 10 + chance.below(30);
        for (int i = 0; i < feeds; i++) {
            feed(chance, sources, now, lines);
            now += chance.below(45);
            // Of several watermarks Spark forgets at a restart which one is how far.
            if (chance.oneIn(8) && sources.size() == 1) lines.add("restart");
        }
        feed(chance, sources, now + 200, lines);
        lines.add("watermark ?");
        return lines;
    }

    /// Rows for one of the sources, and often for the others.
    private static void feed(Chance chance, List<RandomRows> sources, int now, List<String> lines) {
        int last = chance.below(sources.size());
        for (int i = 0; i < sources.size(); i++) {
            if (i != last && chance.below(3) > 0) {
                lines.add("put " + sources.get(i).name());
                lines.addAll(sources.get(i).around(now, chance));
            }
        }
        lines.add("feed " + sources.get(last).name());
        lines.addAll(sources.get(last).around(now, chance));
        lines.add("batches");
        lines.add("late ?");
        lines.add("operators");
    }
}
