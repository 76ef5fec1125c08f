package dev.sluice.testing.crash;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.Trigger;

/// Writes the numbers from 0 on into files, merging small ones all the while, until it is killed; says each
/// micro-batch.
final class NumbersProcess {

    static final int ROWS = 30;

    private NumbersProcess() {}

    /// @param args the directory
    public static void main(String[] args) throws Exception {
        try (Session session =
                Session.builder().storage(new LocalStorage(args[0])).create()) {
            session.streams().addListener(new StreamingQueryListener() {
                @Override
                public void onQueryStarted(QueryStartedEvent event) {}

                @Override
                public void onQueryProgress(QueryProgressEvent event) {
                    System.out.println(event.progress().batchId());
                }

                @Override
                public void onQueryTerminated(QueryTerminatedEvent event) {}
            });
            session.readStream()
                    .format("rate-micro-batch")
                    .option("rowsPerBatch", ROWS)
                    .load()
                    .selectExpr("value", "cast(value % 3 AS INT) part")
                    .writeStream()
                    .format("json")
                    .partitionBy("part")
                    .option("sluice.file.targetSize", "10k")
                    .option("spark.sql.streaming.fileSink.log.cleanupDelay", "0s")
                    .option("checkpointLocation", "checkpoint")
                    .trigger(Trigger.ProcessingTime(0))
                    .start("out")
                    .awaitTermination();
        }
    }
}
