package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Options;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Split;
import dev.sluice.machine.Machine;
import dev.sluice.vector.Chunk;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What must not cost more than it has to: questions to the broker, chunks, memory, warnings.
@Timeout(60)
class KafkaThriftTest {

    private final TestTopics topics = TestTopics.shared();
    private final String topic = topics.create(1);
    private final Semaphore woken = new Semaphore(0);

    @AfterEach
    void close() {
        topics.close();
    }

    private KafkaSource source(String... options) {
        Map<String, String> all = new HashMap<>(
                Map.of("kafka.bootstrap.servers", topics.servers(), "subscribe", topic, "startingOffsets", "earliest"));
        for (int i = 0; i < options.length; i += 2) all.put(options[i], options[i + 1]);
        var source = new KafkaSource(KafkaOptions.forStream(new Options(all)), Machine.real());
        source.onData(woken::release);
        return source;
    }

    /// Waits until the source goes further.
    private Offset next(KafkaSource source, Offset from) throws InterruptedException {
        while (true) {
            Optional<Offset> latest = source.latest(from, ReadLimit.OPTIONS);
            if (latest.isPresent() && !latest.get().equals(from)) return latest.get();
            woken.acquire();
        }
    }

    private static List<Chunk> chunks(KafkaSource source, InputRange range) {
        List<Chunk> chunks = new ArrayList<>();
        for (Split split : source.splits(range)) {
            try (ChunkReader reader = split.open()) {
                for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) chunks.add(chunk);
            }
        }
        return chunks;
    }

    /// How far the backlog goes the broker tells with its records.
    @Test
    void aLimitDoesNotAskForOffsetsEachTime() throws InterruptedException {
        topics.send(topic, 0, "first");
        try (KafkaSource source = source("maxOffsetsPerTrigger", "10")) {
            Offset at = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
            assertEquals(1, chunks(source, source.range(null, at)).size());
            double before = questions(source);
            int batches = 0;
            for (int i = 0; i < 20; i++) {
                topics.send(topic, 0, "a", "b", "c");
                Offset to = next(source, at);
                chunks(source, source.range(at, to));
                at = to;
                batches++;
            }
            double asked = questions(source) - before;
            assertTrue(asked < batches, () -> asked + " questions");
        }
    }

    /// How many the source has sent.
    private static double questions(KafkaSource source) {
        return source.broker().admin().metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("request-total")
                        && metric.getKey().group().equals("admin-client-metrics"))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .sum();
    }

    /// A limit that leaves a backlog plans what is at the broker, and nothing beyond it.
    @Test
    void aBacklogIsReadLimitByLimit() throws InterruptedException {
        try (KafkaSource source = source("maxOffsetsPerTrigger", "40")) {
            Offset at = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
            int rows = 0;
            for (int round = 0; round < 3; round++) {
                String[] values = new String[100];
                java.util.Arrays.fill(values, "x".repeat(100));
                topics.send(topic, 0, values);
                while (rows < (round + 1) * 100) {
                    Offset to = next(source, at);
                    List<Chunk> chunks = chunks(source, source.range(at, to));
                    int read = chunks.stream().mapToInt(Chunk::rowCount).sum();
                    assertTrue(read <= 40, () -> read + " rows");
                    rows += read;
                    at = to;
                }
            }
            assertEquals("{\"" + topic + "\":{\"0\":300}}", at.toString());
        }
    }

    /// A slow stream brings record by record; the trigger takes them together.
    @Test
    void whatCameOneByOneIsOneChunk() throws InterruptedException {
        try (KafkaSource source = source()) {
            Offset start = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
            Offset last = start;
            for (int i = 0; i < 50; i++) {
                topics.send(topic, 0, "value" + i);
                last = next(source, last);
            }
            List<Chunk> chunks = chunks(source, source.range(start, last));
            assertEquals(List.of(50), chunks.stream().map(Chunk::rowCount).toList());
        }
    }

    @Test
    void headersCountAsMemory() {
        var headers = new RecordHeaders().add("big", new byte[1 << 20]);
        List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = new ArrayList<>();
        for (long offset = 7; offset < 9; offset++) {
            ByteBuffer value = ByteBuffer.allocate(3);
            records.add(new ConsumerRecord<>(
                    topic, 0, offset, 0, TimestampType.CREATE_TIME, -1, 3, null, value, headers, Optional.empty()));
        }
        Received.Piece piece = Received.Piece.of(records, 7, 9, 0);
        assertTrue(piece.bytes() > 2 << 20, () -> piece.bytes() + " bytes");
        assertEquals(piece.bytes() / 2, piece.within(8, 9).bytes());
        var received = new Received(7);
        received.add(piece);
        received.take(7, 8);
        received.take(8, 9);
        assertEquals(0, received.bytes());
    }

    @Test
    void theGroupIsToldOfTheLastPosition() throws Exception {
        var partition = new TopicPartition(topic, 0);
        topics.tell(topic + "-told", topic, new OffsetAndMetadata(0)); // what is ended waits for five seconds at most
        var group = new GroupCommit(topics.admin(), topic + "-told");
        for (long i = 1; i <= 200; i++) group.commit(PartitionOffsets.of(Map.of(partition, i)));
        group.finish();
        assertEquals(200, toldOf(topic + "-told"));
    }

    /// A group that has members of its own takes no position from others: the query goes on, and it is told later.
    @Test
    void aGroupThatRefusesIsToldAgain() throws Exception {
        String name = topic + "-taken";
        topics.send(topic, 0, "a");
        try (KafkaSource source = source("groupCommit", name)) {
            Offset first;
            try (var member = topics.consumer(name)) {
                member.subscribe(List.of(topic));
                while (member.assignment().isEmpty()) member.poll(Duration.ofMillis(10));
                first = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
                chunks(source, source.range(null, first));
                source.commit(first);
                topics.send(topic, 0, "b");
            }
            Offset second = next(source, first);
            chunks(source, source.range(first, second));
            // The first position may have been on its way for as long as the group had its member, and is there now.
            while (toldOf(name) < 2) source.commit(second);
            assertEquals(2, toldOf(name));
        }
    }

    /// The position in the topic's partition that the group was told of; -1 for none.
    private long toldOf(String group) throws Exception {
        OffsetAndMetadata told = topics.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(topic, 0));
        return told == null ? -1 : told.offset();
    }
}
