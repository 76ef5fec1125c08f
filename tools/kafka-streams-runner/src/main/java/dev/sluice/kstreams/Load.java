package dev.sluice.kstreams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the topic of bids from the files: Load SERVERS DATA_DIR. Waits for the broker. */
public final class Load {

    static final String TOPIC = "bid";
    private static final int PARTITIONS = 2;

    private Load() {}

    public static void main(String[] args) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get(60, TimeUnit.SECONDS);
        }
        Map<String, Object> settings =
                Map.of("bootstrap.servers", args[0], "linger.ms", "20", "batch.size", "262144", "acks", "all");
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
            long number = 0;
            for (Path file : files(Path.of(args[1], "nexmark", "in", TOPIC))) {
                try (Stream<String> lines = Files.lines(file)) {
                    for (String line : (Iterable<String>) lines::iterator) {
                        int partition = (int) (number++ % PARTITIONS);
                        producer.send(new ProducerRecord<>(TOPIC, partition, null, null, Bid.of(line).toJson()));
                    }
                }
            }
            producer.flush();
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
