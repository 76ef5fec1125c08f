package dev.sluice.kafka;

import dev.sluice.api.DataFrame;
import dev.sluice.api.functions;
import dev.sluice.testing.MovedRun;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Queries over a topic that move to Spark and back. `MovedQueries` of the Spark recorder has the same by the same
/// names.
enum MovedTopicQuery {
    TOPIC_RECORDS(records -> records.selectExpr("v", "partition", "offset")),
    TOPIC_WINDOWS(records -> records.withWatermark("at", "30 seconds")
            .groupBy(functions.window(functions.col("at"), "10 seconds"), functions.col("v"))
            .agg(functions.expr("count(*) AS n"), functions.expr("max(offset) AS last"))
            .selectExpr("window.start", "v", "n", "last"));

    private final UnaryOperator<DataFrame> query;

    MovedTopicQuery(UnaryOperator<DataFrame> query) {
        this.query = query;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Reads all that there is from where it began on, ten records a micro-batch.
    ///
    /// @param start where it begins: `earliest`, `latest`
    void run(String servers, String topic, String start, Path checkpoint, Path output) {
        MovedRun.write(
                session -> query.apply(session.readStream()
                        .format("kafka")
                        .option("kafka.bootstrap.servers", servers)
                        .option("subscribe", topic)
                        .option("startingOffsets", start)
                        .option("maxOffsetsPerTrigger", "10")
                        .load()
                        .selectExpr("CAST(value AS STRING) AS v", "timestamp AS at", "partition", "offset")),
                checkpoint,
                output);
    }
}
