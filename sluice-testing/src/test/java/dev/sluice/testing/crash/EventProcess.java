package dev.sluice.testing.crash;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.stream.Trigger;
import java.nio.file.Path;

/// The program that is killed: counts events in windows, or joins two streams of them, into files.
final class EventProcess {

    private static final String EVENTS = "SELECT split(value, ',')[0] AS k,"
            + " timestamp_seconds(CAST(split(value, ',')[1] AS BIGINT)) AS at FROM STREAM ";

    private EventProcess() {}

    /// @param args the directory that [EventFiles] has laid out, `windows` or `join`, and the number of state
    /// partitions
    public static void main(String[] args) {
        System.out.println(WordCountProcess.STARTING);
        Path directory = Path.of(args[0]);
        try (Session session = Session.builder()
                .config("spark.sql.shuffle.partitions", args[2])
                .config("spark.sql.streaming.minBatchesToRetain", 1)
                .config("sluice.checkpoint.historySeconds", 0)
                .config("sluice.checkpoint.segmentBytes", 20_000)
                .config("sluice.checkpoint.snapshotBytes", 20_000)
                .create()) {
            for (String input : new String[] {"left", "right"}) {
                session.readStream()
                        .option("maxFilesPerTrigger", 1)
                        .text(directory.resolve(input).toString())
                        .createOrReplaceTempView(input + "_lines");
                session.sql(EVENTS + input + "_lines")
                        .withWatermark("at", "0 seconds")
                        .createOrReplaceTempView(input);
            }
            DataFrame rows = session.sql(
                    args[1].equals("join")
                            ? "SELECT left.k, unix_seconds(left.at) AS a, unix_seconds(right.at) AS b FROM STREAM left JOIN STREAM right"
                                    + " ON left.k = right.k AND right.at >= left.at AND right.at <= left.at + INTERVAL 5 SECONDS"
                            : "SELECT k, unix_seconds(window.start) AS a, count(*) AS b FROM STREAM left GROUP BY window(at, '10 seconds'), k");
            StreamingQuery query = rows.writeStream()
                    .format("json")
                    .option("path", directory.resolve("output").toString())
                    .option(
                            "checkpointLocation",
                            directory.resolve("checkpoint").toString())
                    .trigger(Trigger.AvailableNow())
                    .start();
            System.out.println(WordCountProcess.RUNNING);
            query.awaitTermination();
        }
        System.out.println(WordCountProcess.FINISHED);
    }
}
