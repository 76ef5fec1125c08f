package dev.sluice.examples;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.split;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;

/// Shows payments as they come into a topic of Kafka, one a record: `08/03/2023,05:40:53,VISA,85,ada`.
///
/// `docker compose up kafka` starts a broker. This program needs `sluice-kafka` beside `sluice-core`.
public final class KafkaPayments {

    private KafkaPayments() {}

    /// @param args the brokers, and the topic; `localhost:9092 payments` if they are not given
    public static void main(String[] args) {
        String servers = args.length > 0 ? args[0] : "localhost:9092";
        String topic = args.length > 1 ? args[1] : "payments";

        Session session = Session.builder().appName("stream-processing").getOrCreate();

        // A row for each record: key, value, topic, partition, offset, timestamp, timestampType.
        DataFrame records = session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", servers)
                .option("subscribe", topic)
                .option("startingOffsets", "earliest")
                .load();

        // Key and value are bytes: what they mean is the program's business.
        DataFrame parts = records.select(split(col("value").cast("string"), ",").as("part"));
        DataFrame payments = parts.selectExpr(
                "part[0] AS Date", "part[1] AS Time", "part[2] AS Type", "CAST(part[3] AS INT) AS Amount", "part[4] AS Send");

        StreamingQuery query = payments.writeStream().format("console").start();

        query.awaitTermination();
    }
}
