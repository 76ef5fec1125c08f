package dev.sluice.benchmarks;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.explode;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.split;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataStreamReader;
import dev.sluice.api.Session;

/// Counts the words of text files.
///
/// W0 has 60 files of ten short lines: what a micro-batch costs when there is almost nothing in it, with `query=filter`
/// one that keeps no state. W1 has 20 files of 10 MB, 26 million words, 100,000 different ones.
record WordCount(String name) implements Workload {

    @Override
    public DataFrame query(Session session, String input, BenchOptions options) {
        DataStreamReader reader = session.readStream();
        int files = options.files();
        if (files > 0) reader.option("maxFilesPerTrigger", files);
        DataFrame lines = reader.text(input);
        if (options.filter()) {
            return lines.where(col("value").contains("a"))
                    .select(col("value").as("k"), lit(1L).as("c"), lit(0L).as("s"));
        }
        return lines.select(explode(split(col("value"), " ")).as("word"))
                .groupBy("word")
                .count()
                .select(col("word").as("k"), col("count").as("c"), lit(0L).as("s"));
    }
}
