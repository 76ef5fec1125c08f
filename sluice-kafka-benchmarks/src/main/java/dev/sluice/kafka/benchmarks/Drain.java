package dev.sluice.kafka.benchmarks;

import dev.sluice.benchmarks.Measurement;
import dev.sluice.benchmarks.topic.Child;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the topic `events` to its end with Kafka's consumers, one in a thread of its own for each partition, and does
/// nothing with the records but count their bytes: what no engine that reads with them can be faster than.
///
/// Options: `rows` there are, `repeats`, `tuned` with large fetches and polls.
final class Drain {

    private static final Map<String, Object> TUNED = Map.of(
            "max.poll.records", 50_000,
            "max.partition.fetch.bytes", 16 << 20,
            "fetch.max.bytes", 64 << 20,
            "receive.buffer.bytes", 1 << 20);

    private final Map<String, Object> client;

    private Drain(Map<String, Object> client) {
        this.client = client;
    }

    /// @param args brokers, and options
    public static void main(String[] args) throws Exception {
        Child.endWithParent();
        Map<String, String> options = new HashMap<>();
        for (String word : List.of(args).subList(1, args.length)) {
            options.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        boolean tuned = options.getOrDefault("tuned", "false").equals("true");
        Map<String, Object> client = new HashMap<>(tuned ? TUNED : Map.of());
        client.put("bootstrap.servers", args[0]);
        long rows = Long.parseLong(options.getOrDefault("rows", "0"));
        for (int i = 0; i < Integer.parseInt(options.getOrDefault("repeats", "1")); i++) {
            Measurement measurement = Measurement.start();
            Count found = new Drain(client).run();
            if (found.records() != rows) throw new IllegalStateException(rows + " were written: " + found);
            Map<String, Object> told = Map.of("records", found.records(), "bytes", found.bytes());
            System.out.println(measurement.report("W6", tuned ? "limit" : "plain", Map.of(), rows, told));
        }
    }

    private record Count(long records, long bytes) {}

    private Count run() throws InterruptedException, ExecutionException {
        List<Future<Count>> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < 2; i++) {
                var partition = new TopicPartition("events", i);
                parts.add(threads.submit(() -> read(partition)));
            }
        }
        long records = 0;
        long bytes = 0;
        for (Future<Count> part : parts) {
            records += part.get().records();
            bytes += part.get().bytes();
        }
        return new Count(records, bytes);
    }

    private Count read(TopicPartition partition) {
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long records = 0;
            long bytes = 0;
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    records++;
                    bytes += record.key().length + record.value().length;
                }
            }
            return new Count(records, bytes);
        }
    }
}
