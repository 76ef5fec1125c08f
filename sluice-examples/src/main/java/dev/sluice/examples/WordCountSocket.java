package dev.sluice.examples;

import static dev.sluice.api.functions.explode;
import static dev.sluice.api.functions.split;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;

/// Counts the words that come in over a socket, and shows all counts whenever some have changed.
///
/// Start a server with `nc -lk 9999`, then this program, and type lines of words into the server.
public final class WordCountSocket {

    private WordCountSocket() {}

    /// @param args host and port of the server; `localhost 9999` if they are not given
    public static void main(String[] args) {
        String host = args.length > 0 ? args[0] : "localhost";
        String port = args.length > 1 ? args[1] : "9999";

        Session session = Session.builder().appName("word-count").getOrCreate();

        // A table without end, with a row for each line. Nothing is read yet.
        DataFrame lines = session.readStream()
                .format("socket")
                .option("host", host)
                .option("port", port)
                .load();
        System.out.println(lines);

        // A row for each word of a line.
        DataFrame words = lines.select(explode(split(lines.col("value"), " ")).as("word"));
        System.out.println(words);

        // Written as if the table were complete. Sluice keeps the counts, and adds to them what comes in.
        DataFrame wordCounts = words.groupBy("word").count();
        System.out.println(wordCounts);

        // "complete" shows the whole result after each micro-batch; "update" would show what has changed.
        StreamingQuery query = wordCounts.writeStream()
                .outputMode("complete")
                .format("console")
                .start();

        query.awaitTermination();
    }
}
