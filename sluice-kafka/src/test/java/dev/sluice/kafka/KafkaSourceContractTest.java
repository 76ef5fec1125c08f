package dev.sluice.kafka;

import dev.sluice.connector.Provider;
import dev.sluice.testing.SourceContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/// The contract of sources, by a topic of three partitions.
class KafkaSourceContractTest extends SourceContract {

    private static final int PARTITIONS = 3;

    private final TestTopics topics = TestTopics.shared();
    private final String topic = topics.create(PARTITIONS);
    private int next;

    @AfterEach
    void close() {
        topics.close();
    }

    @Override
    protected Provider provider() {
        return new KafkaProvider();
    }

    @Override
    protected Map<String, String> options() {
        return Map.of("kafka.bootstrap.servers", topics.servers(), "subscribe", topic, "startingOffsets", "earliest");
    }

    @Override
    protected List<String> shown() {
        return List.of("value", "partition");
    }

    @Override
    protected List<String> feed(int rows) {
        List<String> fed = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int partition = next % PARTITIONS;
            topics.send(topic, partition, "row" + next);
            fed.add("row" + next++ + " " + partition);
        }
        return fed;
    }
}
