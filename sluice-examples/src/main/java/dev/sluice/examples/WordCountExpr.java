package dev.sluice.examples;

import static dev.sluice.api.functions.expr;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;

/// Counts the words that come in over a socket, as [WordCountSocket] does, with an expression of SQL for the splitting
/// and with a checkpoint: when the program is started again, the counts are still there.
public final class WordCountExpr {

    private WordCountExpr() {}

    /// @param args host, port and directory of the checkpoint; `localhost 9999 .checkpoint` if they are not given
    public static void main(String[] args) {
        String host = args.length > 0 ? args[0] : "localhost";
        String port = args.length > 1 ? args[1] : "9999";
        String checkpoint = args.length > 2 ? args[2] : ".checkpoint";

        Session session = Session.builder().appName("stream-word-count").getOrCreate();

        DataFrame lines = session.readStream()
                .format("socket")
                .option("host", host)
                .option("port", port)
                .load();

        // expr() takes what could stand in a SELECT.
        DataFrame words = lines.select(expr("explode(split(value, ' ')) as word"));

        DataFrame counts = words.groupBy("word").count();

        // The directory gets what has been read and counted, and says how far, so that a restart counts nothing twice.
        StreamingQuery wordCount = counts.writeStream()
                .format("console")
                .outputMode("complete")
                .option("checkpointLocation", checkpoint)
                .start();

        wordCount.awaitTermination();
    }
}
