package dev.sluice.kafka;

import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.stream.Trigger;
import java.nio.file.Path;

/// The program that is killed: reads a topic to its end and writes another, in small micro-batches,
/// each of which it says.
final class KilledQuery {

    /// A broker that was killed takes its time to come back, also while the first run begins.
    private static final int PATIENT = 60_000;

    static final String STARTING = "starting";
    static final String BATCH = "batch ";

    private KilledQuery() {}

    /// @param args directory, brokers, topic to read, topic to write, and [Job]
    public static void main(String[] args) throws Exception {
        System.out.println(STARTING);
        try (Session session = Session.builder()
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.streaming.minBatchesToRetain", 1)
                .config("sluice.checkpoint.historySeconds", 0)
                .config("sluice.checkpoint.segmentBytes", 20_000)
                .config("sluice.checkpoint.snapshotBytes", 20_000)
                .create()) {
            session.streams().addListener(new Progress());
            session.readStream()
                    .format("kafka")
                    .option("kafka.bootstrap.servers", args[1])
                    .option("kafka.default.api.timeout.ms", PATIENT)
                    .option("subscribe", args[2])
                    .option("startingOffsets", "earliest")
                    .option("maxOffsetsPerTrigger", Job.RECORDS)
                    .load()
                    .createOrReplaceTempView("input");
            rows(session, Job.valueOf(args[4]))
                    .format("kafka")
                    .option("kafka.bootstrap.servers", args[1])
                    .option("kafka.default.api.timeout.ms", PATIENT)
                    .option("topic", args[3])
                    .option("kafka.transactional", true)
                    .option("checkpointLocation", Path.of(args[0], "checkpoint").toString())
                    .trigger(Trigger.AvailableNow())
                    .start()
                    .awaitTermination();
        }
    }

    private static DataStreamWriter<Row> rows(Session session, Job job) {
        return switch (job) {
            case COPY ->
                session.sql("SELECT CAST(partition AS STRING) AS key, value FROM STREAM input")
                        .writeStream()
                        .outputMode("append");
            case COUNT ->
                session.sql("SELECT CAST(key AS STRING) AS key, CAST(count(*) AS STRING) AS value FROM STREAM input"
                                + " GROUP BY CAST(key AS STRING)")
                        .writeStream()
                        .outputMode("update");
        };
    }

    /// What it does with the records.
    enum Job {
        /// Writes each once; the key says which partition it was in, and so keeps the order of each.
        COPY,
        /// Writes how many there were of each key, whenever that changes.
        COUNT;

        /// How many records a micro-batch has.
        static final int RECORDS = 20;
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
