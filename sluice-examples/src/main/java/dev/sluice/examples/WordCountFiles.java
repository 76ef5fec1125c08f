package dev.sluice.examples;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.count;
import static dev.sluice.api.functions.explode;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.lower;
import static dev.sluice.api.functions.split;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.progress.QueryProgress;
import dev.sluice.stream.Trigger;

/// Counts the words of the files in a directory, a file at a time, and ends when it has read them all. Started again
/// with the same checkpoint it reads only files that are new, and adds their words to the counts.
public final class WordCountFiles {

    private WordCountFiles() {}

    /// @param args the directory of text files, and the one of the checkpoint
    public static void main(String[] args) {
        if (args.length != 2) {
            throw new IllegalArgumentException("two directories are needed: the files', the checkpoint's");
        }
        Session session = Session.builder().appName("word-count-files").getOrCreate();

        DataFrame lines = session.readStream().option("maxFilesPerTrigger", 1).text(args[0]);

        DataFrame words = lines.select(explode(split(lower(col("value")), "[^a-z]+")).as("word"))
                .where("word <> ''");

        DataFrame counts = words.groupBy("word").agg(count(lit(1)).as("times"));

        // Each micro-batch comes as a DataFrame like any other, here with the words whose counts have changed.
        StreamingQuery query = counts.writeStream()
                .outputMode("update")
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", args[1])
                .foreachBatch((changed, batchId) -> {
                    System.out.println("micro-batch " + batchId + ", the most frequent of its words:");
                    changed.orderBy(col("times").desc(), col("word")).limit(3).show();
                })
                .start();

        query.awaitTermination();

        // What a query tells of its last micro-batches is there after its end, too.
        long rows = 0;
        for (QueryProgress progress : query.recentProgress()) rows += progress.numInputRows();
        System.out.println(rows + " lines in " + query.recentProgress().length + " micro-batches");
    }
}
