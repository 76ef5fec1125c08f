package dev.sluice.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Topics of a broker, by Kafka's own clients: what tests put in, and what readers of committed records find.
final class TestTopics implements AutoCloseable {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String servers;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    TestTopics(String servers) {
        this.servers = servers;
        admin = Admin.create(Map.of("bootstrap.servers", servers));
        // One request at a time: in order, even if the first comes before the broker knows the topic.
        // What is sent at once waits for the flush, and so comes at once: else a query might be woken in the middle.
        producer = producer(Map.of(
                "enable.idempotence", "false", "max.in.flight.requests.per.connection", "1", "linger.ms", "1000"));
    }

    static TestTopics shared() {
        return new TestTopics(KafkaServer.shared().servers());
    }

    String servers() {
        return servers;
    }

    Admin admin() {
        return admin;
    }

    KafkaProducer<String, String> producer(Map<String, String> more) {
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", servers, "linger.ms", "0"));
        config.putAll(more);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    /// A member of a group, which commits nothing.
    KafkaConsumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", group, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    /// A new topic.
    String create(int partitions) {
        return create("topic-" + NEXT.incrementAndGet(), partitions);
    }

    String create(String topic, int partitions) {
        join(() -> admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get());
        while (!isLed(topic, partitions)) Thread.onSpinWait();
        return topic;
    }

    /// Whether the broker answers for it already: a producer that comes before that may wait for long.
    private boolean isLed(String topic, int partitions) {
        try {
            TopicDescription described =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            return described.partitions().stream()
                            .filter(each ->
                                    each.leader() != null && !each.leader().isEmpty())
                            .count()
                    == partitions;
        } catch (ExecutionException e) {
            return false; // it has not heard of it
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void addPartitions(String topic, int partitions) {
        join(() -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all()
                .get());
    }

    void delete(String topic) {
        join(() -> admin.deleteTopics(List.of(topic)).all().get());
        while (isKnown(topic)) Thread.onSpinWait();
    }

    private boolean isKnown(String topic) {
        try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().containsKey(topic);
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Tells a group a position in a topic's first partition. A broker takes its time for the first of all groups, and
    /// is quick from then on.
    void tell(String group, String topic, OffsetAndMetadata position) {
        join(() -> admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), position))
                .all()
                .get());
    }

    void deleteRecords(String topic, int partition, long before) {
        var asked = Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before));
        join(() -> admin.deleteRecords(asked).all().get());
    }

    /// Values without keys, in this order; they are there when this returns.
    void send(String topic, int partition, String... values) {
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (String value : values) records.add(new ProducerRecord<>(topic, partition, null, value));
        send(records);
    }

    void send(List<ProducerRecord<String, String>> records) {
        join(() -> {
            var sent = records.stream().map(producer::send).toList();
            producer.flush();
            for (var each : sent) each.get();
            return null;
        });
    }

    /// The committed values of a topic, partition after partition.
    List<String> values(String topic) {
        return records(topic).stream().map(ConsumerRecord::value).toList();
    }

    /// Waits for transactions that are decided: their producers go on before every partition has been told.
    private void awaitMarkers() {
        var decided = new ListTransactionsOptions()
                .filterStates(Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT));
        join(() -> {
            while (!admin.listTransactions(decided).all().get().isEmpty()) Thread.onSpinWait();
            return decided;
        });
    }

    List<ConsumerRecord<String, String>> records(String topic) {
        awaitMarkers();
        Map<String, Object> config =
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed", "fetch.max.wait.ms", "10");
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            for (var info : consumer.partitionsFor(topic)) {
                var partition = new TopicPartition(topic, info.partition());
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                while (consumer.position(partition) < end) {
                    found.addAll(consumer.poll(Duration.ofMillis(500)).records(partition));
                }
            }
        }
        return found;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Call {
        Object run() throws ExecutionException, InterruptedException;
    }

    private static void join(Call call) {
        try {
            var _ = call.run();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
