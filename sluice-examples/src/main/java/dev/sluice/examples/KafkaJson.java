package dev.sluice.examples;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.from_json;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;

/// Shows payments as they come into a topic of Kafka as JSON, one a record:
/// `{"type":"VISA","amount":85,"sender":"ada"}`; as [KafkaPayments] does with commas.
///
/// `docker compose up kafka` starts a broker. This program needs `sluice-kafka` beside `sluice-core`.
public final class KafkaJson {

    private KafkaJson() {}

    /// @param args the brokers, and the topic; `localhost:9092 payments` if they are not given
    public static void main(String[] args) {
        String servers = args.length > 0 ? args[0] : "localhost:9092";
        String topic = args.length > 1 ? args[1] : "payments";

        Session session = Session.builder().appName("kafka-json").getOrCreate();

        // The schema may be said as columns, as a StructType, or be made of an example by schema_of_json().
        DataFrame data = session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", servers)
                .option("subscribe", topic)
                .option("startingOffsets", "earliest")
                .load()
                .selectExpr("cast (value as string) as json")
                .select(from_json(col("json"), "type STRING, amount INT, sender STRING").as("data"));

        StreamingQuery query = data.where("data.amount > 0")
                .select("data.type", "data.amount", "data.sender")
                .writeStream()
                .format("console")
                .start();

        query.awaitTermination();
    }
}
