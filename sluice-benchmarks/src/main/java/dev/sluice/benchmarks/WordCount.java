package dev.sluice.benchmarks;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.explode;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.split;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataStreamReader;
import dev.sluice.api.Session;
import dev.sluice.benchmarks.limit.LimitWords;
import dev.sluice.storage.Storage;
import java.util.HashMap;
import java.util.Map;

/// Counts the words of text files.
///
/// W0 has 60 files of ten short lines: what a micro-batch costs when there is almost nothing in it, with `query=filter`
/// one that keeps no state. W1 has 20 files of 10 MB, 26 million words, 100,000 different ones. W5 has five lines, and
/// shows their words: what it takes until there is something to see.
record WordCount(String name) implements Workload {

    static final String FIRST = "W5";

    @Override
    public DataFrame query(Session session, String input, BenchOptions options) {
        // Both files of W5 at once, as everywhere: what it takes to start is asked, not what a micro-batch takes.
        DataStreamReader reader = shown() ? session.readStream() : options.limited(session.readStream());
        DataFrame lines = reader.text(input);
        if (options.filter()) {
            return lines.where(col("value").contains("a"))
                    .select(col("value").as("k"), lit(1L).as("c"), lit(0L).as("s"));
        }
        DataFrame counts = lines.select(explode(split(col("value"), " ")).as("word"))
                .groupBy("word")
                .count();
        if (shown() && !options.digest()) return counts;
        return counts.select(col("word").as("k"), col("count").as("c"), lit(0L).as("s"));
    }

    @Override
    public String mode() {
        return shown() ? "complete" : "update";
    }

    @Override
    public boolean shown() {
        return name.equals(FIRST);
    }

    @Override
    public Map<String, Object> plain(Storage storage, String input) {
        Map<String, long[]> words = new HashMap<>();
        TextLines.read(storage, input, line -> {
            for (int from = 0, to; from <= line.length(); from = to + 1) {
                to = line.indexOf(' ', from);
                if (to < 0) to = line.length();
                words.computeIfAbsent(line.substring(from, to), _ -> new long[1])[0]++;
            }
        });
        ResultTable table = table();
        words.forEach((word, count) -> table.put(word, count[0], 0));
        return table.digest();
    }

    @Override
    public Map<String, Object> limit(Storage storage, String input, int threads) {
        ResultTable table = table();
        LimitWords.count(storage, input, threads, (word, count) -> table.put(word, count, 0));
        return table.digest();
    }
}
