package dev.sluice.aws.kinesis;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.stream.Trigger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The program that is killed: reads a stream to its end into files, in small micro-batches, each of which it says.
final class KilledQuery {

    static final String BATCH = "batch ";

    private KilledQuery() {}

    /// @param args directory, then the source's options, each as a name and a value
    public static void main(String[] args) throws Exception {
        System.setProperty("aws.cborEnabled", "false");
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < args.length; i += 2) options.put(args[i], args[i + 1]);
        try (Session session = Session.builder().create()) {
            session.streams().addListener(new Progress());
            session.readStream()
                    .format("kinesis")
                    .options(options)
                    .load()
                    .selectExpr("CAST(data AS STRING) AS value")
                    .writeStream()
                    .format("json")
                    .option("checkpointLocation", Path.of(args[0], "checkpoint").toString())
                    .trigger(Trigger.AvailableNow())
                    .start(Path.of(args[0], "out").toString())
                    .awaitTermination();
        }
    }

    private static final class Progress extends StreamingQueryListener {
        @Override
        public void onQueryStarted(QueryStartedEvent event) {}

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            System.out.println(BATCH + event.progress().batchId());
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {}
    }
}
