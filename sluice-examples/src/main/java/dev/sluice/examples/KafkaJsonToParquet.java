package dev.sluice.examples;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.from_json;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataTypes;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StructType;
import dev.sluice.stream.Trigger;

/// Keeps the payments of a topic of Kafka in files of Parquet, a micro-batch a minute. They come as JSON, one a record:
/// `{"type":"VISA","amount":85,"sender":"ada","at":"2023-03-08T05:40:53Z"}`.
///
/// `docker compose up kafka` starts a broker. This program needs `sluice-kafka` and `sluice-parquet` beside
/// `sluice-core`.
public final class KafkaJsonToParquet {

    private KafkaJsonToParquet() {}

    /// @param args the brokers, the topic and a directory; `localhost:9092 payments payments.parquet` if they are not
    ///     given
    public static void main(String[] args) {
        String servers = args.length > 0 ? args[0] : "localhost:9092";
        String topic = args.length > 1 ? args[1] : "payments";
        String directory = args.length > 2 ? args[2] : "payments.parquet";

        Session session = Session.builder().appName("kafka-to-parquet").getOrCreate();

        StructType schema = new StructType()
                .add("type", DataTypes.StringType)
                .add("amount", DataTypes.IntegerType)
                .add("sender", DataTypes.StringType)
                .add("at", DataTypes.TimestampType);

        // What is no JSON of this form is a row of nulls: with a column _corrupt_record in the schema its text is kept.
        DataFrame payments = session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", servers)
                .option("subscribe", topic)
                .option("startingOffsets", "earliest")
                .load()
                .selectExpr("cast (value as string) as json")
                .select(from_json(col("json"), schema).as("data"))
                .select("data.*");

        // The checkpoint remembers what has been read: the next run goes on from there, and no payment is kept twice.
        StreamingQuery query = payments.writeStream()
                .format("parquet")
                .trigger(Trigger.ProcessingTime("1 minute"))
                .option("path", directory)
                .option("checkpointLocation", directory + ".checkpoint")
                .start();

        query.awaitTermination();
    }
}
