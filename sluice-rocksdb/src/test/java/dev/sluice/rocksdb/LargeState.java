package dev.sluice.rocksdb;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.stream.Trigger;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// A process of its own, with little memory: sees each of many keys once more, and says how many it now has seen how
/// often. Arguments: a directory, how many keys, how often they were all seen before.
final class LargeState {

    private static final int ROWS = 10_000;

    private LargeState() {}

    public static void main(String[] args) throws TimeoutException {
        long keys = Long.parseLong(args[1]);
        long before = Long.parseLong(args[2]);
        var right = new AtomicLong();
        var wrong = new AtomicLong();
        try (Session session = Session.builder()
                .config("sluice.state.backend", "rocksdb")
                .config("sluice.state.directory", args[0] + "/state")
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.streaming.minBatchesToRetain", 1)
                .config("sluice.checkpoint.historySeconds", 0)
                .create()) {
            session.sql("CREATE TABLE numbers USING `rate-micro-batch` OPTIONS (rowsPerBatch '" + ROWS + "')");
            session.readStream().table("numbers").createOrReplaceTempView("input");
            // What is kept of a key is about two hundred bytes.
            StreamingQuery query = session.sql("SELECT value % " + keys + " AS k, count(*) AS n,"
                            + " max(repeat(CAST(1000000000 + value AS STRING), 20)) AS text FROM input"
                            + " GROUP BY value % " + keys)
                    .writeStream()
                    .outputMode("update")
                    .trigger(Trigger.ProcessingTime(0))
                    .option("checkpointLocation", args[0] + "/checkpoint")
                    .foreachBatch((rows, batchId) -> {
                        if (batchId * ROWS < keys * before || batchId * ROWS >= keys * (before + 1)) return;
                        rows.collectAsList()
                                .forEach(row -> (row.getLong(1) == before + 1 ? right : wrong).incrementAndGet());
                    })
                    .start();
            while (right.get() + wrong.get() < keys && query.isActive()) query.awaitTermination(20);
            query.stop();
            query.exception().ifPresent(failure -> {
                throw failure;
            });
        }
        System.out.println("right " + right + " wrong " + wrong);
    }
}
