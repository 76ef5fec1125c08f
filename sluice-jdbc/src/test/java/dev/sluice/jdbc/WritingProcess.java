package dev.sluice.jdbc;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.storage.LocalStorage;
import dev.sluice.stream.Trigger;

/// Writes the numbers from 0 on into a table, a hundred a micro-batch, until it is killed; says each micro-batch.
final class WritingProcess {

    static final int ROWS = 100;

    private WritingProcess() {}

    /// @param args directory, url and table
    public static void main(String[] args) throws Exception {
        try (Session session =
                Session.builder().storage(new LocalStorage(args[0])).create()) {
            session.streams().addListener(new StreamingQueryListener() {
                @Override
                public void onQueryStarted(QueryStartedEvent event) {}

                @Override
                public void onQueryTerminated(QueryTerminatedEvent event) {}

                @Override
                public void onQueryProgress(QueryProgressEvent event) {
                    System.out.println("batch " + event.progress().batchId());
                }
            });
            session.readStream()
                    .format("rate-micro-batch")
                    .option("rowsPerBatch", ROWS)
                    .load()
                    .select("value")
                    .writeStream()
                    .format("jdbc")
                    .option("url", args[1])
                    .option("dbtable", args[2])
                    .option("checkpointLocation", "checkpoint")
                    .trigger(Trigger.ProcessingTime(0))
                    .start()
                    .awaitTermination();
        }
    }
}
