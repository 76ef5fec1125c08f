package dev.sluice.kafka.benchmarks;

import dev.sluice.benchmarks.topic.Child;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What W4's query does, written by hand with Kafka's clients, and nothing that would survive a crash: no checkpoint,
/// no commit, in one thread. What it takes is what broker and clients take.
final class Copy {

    private Copy() {}

    /// @param args brokers, and options
    public static void main(String[] args) {
        Child.endWithParent();
        boolean counts = List.of(args).contains("job=count");
        Map<String, Object> client = Map.of("bootstrap.servers", args[0]);
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
                var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("in").stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<String, Integer> seen = new HashMap<>();
            while (true) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
                for (var result : counts ? counted(records, seen) : mapped(records)) {
                    var _ = producer.send(result);
                }
                producer.flush();
            }
        }
    }

    private static List<ProducerRecord<String, String>> mapped(ConsumerRecords<String, String> records) {
        List<ProducerRecord<String, String>> results = new ArrayList<>();
        for (ConsumerRecord<String, String> record : records) {
            results.add(new ProducerRecord<>("out", record.key(), record.value().toUpperCase(Locale.ROOT)));
        }
        return results;
    }

    /// Each key of a poll once, as an engine does that works in micro-batches.
    private static List<ProducerRecord<String, String>> counted(
            ConsumerRecords<String, String> records, Map<String, Integer> seen) {
        Map<String, ProducerRecord<String, String>> results = new HashMap<>();
        for (ConsumerRecord<String, String> record : records) {
            int count = seen.merge(record.key(), 1, Integer::sum);
            results.put(record.key(), new ProducerRecord<>("out", record.key(), String.valueOf(count)));
        }
        return new ArrayList<>(results.values());
    }
}
