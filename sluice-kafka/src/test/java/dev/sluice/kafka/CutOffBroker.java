package dev.sluice.kafka;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.Trigger;
import dev.sluice.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A broker from which queries are cut off: they come to it by the door for users, which leads through [CutOff], and
/// tests come by the other one.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CutOffBroker {

    static final Map<String, String> ADA = Map.of(
            "kafka.security.protocol",
            "SASL_PLAINTEXT",
            "kafka.sasl.mechanism",
            "PLAIN",
            "kafka.sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"ada\" password=\"lovelace\";");

    KafkaServer server;
    CutOff cutOff;
    TestTopics topics;
    String door;
    String from;
    String to;
    MemoryStorage storage;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        List<Integer> ports = FreePorts.take(4);
        door = "127.0.0.1:" + ports.get(3);
        server = new KafkaServer(
                directory,
                ports.subList(0, 3),
                Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.get(0) + ",SASL_PLAINTEXT://" + door));
        server.start();
        cutOff = new CutOff(ports.get(3), ports.get(1));
        topics = new TestTopics(server.servers());
    }

    @BeforeEach
    void topics() {
        from = topics.create(1);
        to = topics.create(1);
        storage = new MemoryStorage();
    }

    @AfterEach
    void comeBack() {
        cutOff.comeBack();
    }

    @AfterAll
    void stop() throws IOException {
        topics.close();
        cutOff.close();
        server.close();
    }

    StreamingQuery query(Session session, Trigger trigger, Map<String, String> source, Map<String, String> sink) {
        return session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", server.servers())
                .option("subscribe", from)
                .option("startingOffsets", "earliest")
                .options(source)
                .load()
                .selectExpr("CAST(value AS STRING) AS value")
                .writeStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", door)
                .options(ADA)
                .option("topic", to)
                .options(sink)
                .option("checkpointLocation", "checkpoint")
                .trigger(trigger)
                .start();
    }

    Session session() {
        return Session.builder().storage(storage).create();
    }

    void runToTheEnd(boolean transactional) {
        try (Session session = session()) {
            query(session, Trigger.AvailableNow(), Map.of(), Map.of("kafka.transactional", "" + transactional))
                    .awaitTermination();
        }
    }
}
