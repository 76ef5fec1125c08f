package dev.sluice.connect.checks;

import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.split;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/// The word count of the seeds, from a socket to the console of the server, fed with one micro-batch a step. Its calls
/// are those of `examples/python/structured_network_wordcount.py`.
public final class ConsoleWordCount {

    private ConsoleWordCount() {}

    /// @param args the URL of the server, then the lines, one a step
    public static void main(String[] args) throws Exception {
        SparkSession spark = SparkSession.builder().remote(args[0]).getOrCreate();
        try (var feed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Dataset<Row> lines = spark.readStream()
                    .format("socket")
                    .option("host", "127.0.0.1")
                    .option("port", String.valueOf(feed.getLocalPort()))
                    .load();
            Dataset<Row> words =
                    lines.select(explode(split(lines.col("value"), " ")).as("word"));
            Dataset<Row> counts = words.groupBy("word").count();
            StreamingQuery query = counts.writeStream()
                    .outputMode("complete")
                    .format("console")
                    .start();
            try (Socket socket = feed.accept();
                    OutputStream out = socket.getOutputStream()) {
                while (query.recentProgress().length == 0) query.processAllAvailable();
                for (int i = 1; i < args.length; i++) {
                    out.write((args[i] + "\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    while (rows(query) < i) query.processAllAvailable();
                }
            }
            query.stop();
        }
        spark.close();
        System.exit(0); // the client's threads go on
    }

    private static long rows(StreamingQuery query) {
        return Arrays.stream(query.recentProgress())
                .mapToLong(progress -> progress.numInputRows())
                .sum();
    }
}
