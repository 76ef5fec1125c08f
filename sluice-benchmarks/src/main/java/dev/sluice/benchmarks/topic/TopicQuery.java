package dev.sluice.benchmarks.topic;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.stream.Trigger;
import java.util.Map;

/// The engine's process of W4: a query from the topic `in` to the topic `out`, until it is killed.
final class TopicQuery {

    private TopicQuery() {}

    /// @param args brokers, directory of the checkpoint, and options
    public static void main(String[] args) {
        Child.endWithParent();
        Map<String, String> options = TopicTimes.options(args, 2);
        Session.Builder builder = Session.builder()
                .appName("bench")
                .config("spark.sql.shuffle.partitions", options.getOrDefault("partitions", "2"));
        options.forEach((name, value) -> {
            if (name.startsWith("conf.")) builder.config(name.substring("conf.".length()), value);
        });
        try (Session session = builder.create()) {
            session.readStream()
                    .format("kafka")
                    .option("kafka.bootstrap.servers", args[0])
                    .option("subscribe", "in")
                    .option("startingOffsets", "earliest")
                    .load()
                    .createOrReplaceTempView("records");
            boolean realTime = options.getOrDefault("trigger", "").equals("realtime");
            query(session, options.getOrDefault("job", "map"))
                    .writeStream()
                    .outputMode("update")
                    .format("kafka")
                    .option("kafka.bootstrap.servers", args[0])
                    .option("topic", "out")
                    .option(
                            "kafka.transactional",
                            options.getOrDefault("guarantee", "").startsWith("exactly_once"))
                    .option("checkpointLocation", args[1])
                    .trigger(realTime ? Trigger.RealTime("5 seconds") : Trigger.DEFAULT)
                    .start()
                    .awaitTermination();
        }
    }

    private static DataFrame query(Session session, String job) {
        return session.sql(
                job.equals("count")
                        ? "SELECT key, CAST(count(*) AS STRING) AS value FROM STREAM records GROUP BY key"
                        : "SELECT key, upper(CAST(value AS STRING)) AS value FROM STREAM records");
    }
}
