package dev.sluice.testing.crash;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.explode;
import static dev.sluice.api.functions.expr;
import static dev.sluice.api.functions.split;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.stream.Trigger;
import java.io.IOException;
import java.nio.file.Path;

/// The program that is killed: counts words in a directory of files, goes on where it was, and says on its standard
/// output how far it is.
///
/// ```text
/// starting        the program is here
/// running         the query is open
/// writing 7       micro-batch 7 was computed, its output is next
/// wrote 7         its output is on the disk
/// committed 7     and so is its commit
/// finished        all files are counted
/// ```
final class WordCountProcess {

    static final String STARTING = "starting";
    static final String RUNNING = "running";
    static final String COMMITTED = "committed ";
    static final String FINISHED = "finished";

    private WordCountProcess() {}

    /// @param args the directory that [WordCountRuns] has laid out, the number of state partitions, and to how many
    ///     characters a word is filled up before it is counted: long keys make a long log of little input
    public static void main(String[] args) throws IOException {
        say(STARTING);
        Path directory = Path.of(args[0]);
        var output = new OutputFile(directory.resolve(WordCountRuns.OUTPUT));
        try (Session session = Session.builder()
                .config("spark.sql.shuffle.partitions", args[1])
                .config("spark.sql.streaming.minBatchesToRetain", 1)
                .config("sluice.checkpoint.historySeconds", 0)
                .create()) {
            session.streams().addListener(new Commits());
            StreamingQuery query = session.readStream()
                    .option("maxFilesPerTrigger", 1)
                    .text(directory.resolve(WordCountRuns.INPUT).toString())
                    .select(explode(split(col("value"), " ")).as("word"))
                    .groupBy(expr("rpad(word, " + args[2] + ", ' ')").as("word"))
                    .count()
                    .selectExpr("rtrim(word) AS word", "count")
                    .writeStream()
                    .outputMode("update")
                    .trigger(Trigger.AvailableNow())
                    .option(
                            "checkpointLocation",
                            directory.resolve(WordCountRuns.CHECKPOINT).toString())
                    .foreachBatch((rows, batchId) -> {
                        say("writing " + batchId);
                        output.write(rows, batchId);
                        say("wrote " + batchId);
                    })
                    .start();
            say(RUNNING);
            query.awaitTermination();
        }
        say(FINISHED);
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static final class Commits extends StreamingQueryListener {
        @Override
        public void onQueryStarted(QueryStartedEvent event) {}

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            say(COMMITTED + event.progress().batchId());
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {}
    }
}
