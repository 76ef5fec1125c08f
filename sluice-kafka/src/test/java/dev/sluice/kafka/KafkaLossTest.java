package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.ReadLimit;
import dev.sluice.error.SluiceException;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that had to be read and go before they are: an error, or a warning with `failOnDataLoss` `false`,
/// and never silence.
@Timeout(60) // a source that is never woken would wait for ever
class KafkaLossTest {

    private final TestTopics topics = TestTopics.shared();
    private final String topic = topics.create(1);

    @AfterEach
    void close() {
        topics.close();
    }

    private SourceRun run(String... options) {
        return new SourceRun(topics, options);
    }

    private static void assertLoss(String condition, SluiceException loss) {
        assertEquals("KAFKA_DATA_LOSS." + condition, loss.getCondition());
    }

    /// Its offsets mean other records now, though there are as many as before.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPendingRangeOfATopicThatWasMadeAnewIsNoticed(boolean fails) {
        topics.send(topic, 0, "a", "b");
        String[] options = {"subscribe", topic, "startingOffsets", "earliest", "failOnDataLoss", "" + fails};
        try (var first = run(options)) {
            InputRange pending = first.source.range(
                    null, first.source.latest(null, ReadLimit.OPTIONS).orElseThrow());
            first.ranges.add(pending);
            first.position = pending.to();
            topics.delete(topic);
            topics.create(topic, 1);
            topics.send(topic, 0, "c", "d", "e");
            try (var second = run(options).after(first)) {
                if (fails) {
                    assertLoss(
                            "PARTITION_OFFSET_CHANGED",
                            assertThrows(SluiceException.class, () -> second.read(pending)));
                } else {
                    assertEquals(List.of("c", "d"), second.read(pending));
                    second.turn();
                    assertEquals(List.of("e"), second.rows);
                }
            }
        }
    }

    /// Some have been read already, the others have not been fetched.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordsThatGoWhileTheyAreReadAreMissed(boolean fails) {
        String[] sent = IntStream.range(0, 1_000).mapToObj("%0500d"::formatted).toArray(String[]::new);
        topics.send(topic, 0, sent);
        String[] options = {
            "subscribe",
            topic,
            "startingOffsets",
            "earliest",
            "failOnDataLoss",
            "" + fails,
            "kafka.max.poll.records",
            "10",
            "kafka.max.partition.fetch.bytes",
            "1000",
            "kafka.fetch.max.bytes",
            "1000"
        };
        try (var first = run(options)) {
            InputRange pending = first.source.range(
                    null, first.source.latest(null, ReadLimit.OPTIONS).orElseThrow());
            first.ranges.add(pending);
            try (var second = run(options).after(first);
                    ChunkReader reader =
                            second.source.splits(pending).getFirst().open()) {
                List<String> read = new ArrayList<>();
                while (read.isEmpty()) read.addAll(SourceRun.values(reader.read()));
                topics.deleteRecords(topic, 0, 990);
                if (fails) {
                    assertLoss("COULD_NOT_READ_OFFSET_RANGE", assertThrows(SluiceException.class, () -> rest(reader)));
                } else {
                    read.addAll(rest(reader));
                    assertTrue(read.size() < 900, () -> read.size() + " rows");
                    assertEquals(List.of(sent).subList(990, 1_000), read.subList(read.size() - 10, read.size()));
                    assertEquals(read.stream().distinct().sorted().toList(), read);
                }
            }
        }
    }

    private static List<String> rest(ChunkReader reader) {
        List<String> rest = new ArrayList<>();
        for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) rest.addAll(SourceRun.values(chunk));
        return rest;
    }

    /// A query that reads committed records stands before an open transaction when what is behind that goes: it hears
    /// of it by the answer to its fetch.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordsThatGoBeforeTheyAreFetchedAreMissed(boolean fails) throws Exception {
        topics.send(topic, 0, "a");
        try (var producer = topics.producer(Map.of("transactional.id", topic));
                var run = run(
                        "subscribe",
                        topic,
                        "startingOffsets",
                        "earliest",
                        "failOnDataLoss",
                        "" + fails,
                        "kafka.isolation.level",
                        "read_committed")) {
            run.runUntilRead("a");
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, (String) null, "open")).get();
            topics.send(topic, 0, "b", "c");
            topics.deleteRecords(topic, 0, 4);
            if (fails) {
                assertLoss(
                        "COULD_NOT_READ_OFFSET_RANGE",
                        assertThrows(SluiceException.class, () -> run.runUntil(() -> false)));
            } else {
                run.runUntil(() -> run.at().contains(":4}"));
                producer.commitTransaction();
                topics.send(topic, 0, "d");
                run.runUntilRead("d");
            }
        }
    }
}
