package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// W6: how many events of each kind there were in windows of ten seconds, of events as JSON in a topic of Kafka. The
/// SQL is in files, since other engines are asked the same.
record TopicCounts() implements Workload {

    static final String NAME = "W6";

    @Override
    public String name() {
        return NAME;
    }

    /// @param servers the brokers
    @Override
    public DataFrame query(Session session, String servers, BenchOptions options) {
        session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", servers)
                .option("subscribe", "events")
                .option("startingOffsets", "earliest")
                .load()
                .createOrReplaceTempView("records");
        session.sql(text("events.sql"))
                .withWatermark("event_time", "10 seconds")
                .createOrReplaceTempView("events");
        return session.sql(text("counts.sql"));
    }

    private static String text(String file) {
        try (InputStream in = TopicCounts.class.getResourceAsStream("/topic/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
