package dev.sluice.testing.storage;

import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.SteppedQuery;
import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Counts by their remainder the numbers from 0 on, a hundred a micro-batch, and says all counts of each: what it says
/// of a micro-batch is known beforehand.
final class DigitCounts {

    private static final int ROWS = 100;
    private static final int REMAINDERS = 7;

    private DigitCounts() {}

    /// Runs until it is killed.
    ///
    /// @param args the checkpoint's place, and settings as `key=value`
    public static void main(String[] args) throws Exception {
        var settings = new TreeMap<String, String>();
        for (int i = 1; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        try (Session session = session(settings)) {
            query(session, args[0], System.out::println)
                    .trigger(Trigger.ProcessingTime(0))
                    .start()
                    .awaitTermination();
        }
    }

    /// A session whose checkpoints have many small files.
    static Session session(Map<String, String> settings) {
        var builder = Session.builder()
                .storage(LocalStorage.ofMachine())
                .parallelism(2)
                .config("sluice.checkpoint.segmentBytes", 20_000)
                .config("sluice.checkpoint.snapshotBytes", 30_000);
        settings.forEach(builder::config);
        return builder.create();
    }

    static SteppedQuery start(Session session, String checkpoint, Consumer<String> output) {
        Executor atOnce = Runnable::run;
        return query(session, checkpoint, output).stepped(atOnce);
    }

    private static DataStreamWriter<Row> query(Session session, String checkpoint, Consumer<String> output) {
        return session.readStream()
                .format("rate-micro-batch")
                .option("rowsPerBatch", ROWS)
                .load()
                .groupBy(dev.sluice.api.functions.expr("value % " + REMAINDERS).as("remainder"))
                .count()
                .writeStream()
                .outputMode(OutputMode.COMPLETE)
                .option("checkpointLocation", checkpoint)
                .foreachBatch((rows, batchId) -> {
                    var counts = new TreeMap<Long, Long>();
                    for (Row row : rows.collectAsList()) counts.put(row.getLong(0), row.getLong(1));
                    output.accept(line(batchId, counts));
                });
    }

    /// What is said of a micro-batch, whatever happened.
    static String expected(long batchId) {
        var counts = new TreeMap<Long, Long>();
        for (long value = 0; value < (batchId + 1) * ROWS; value++) counts.merge(value % REMAINDERS, 1L, Long::sum);
        return line(batchId, counts);
    }

    private static String line(long batchId, Map<Long, Long> counts) {
        return "batch " + batchId + " " + counts + ".";
    }
}
