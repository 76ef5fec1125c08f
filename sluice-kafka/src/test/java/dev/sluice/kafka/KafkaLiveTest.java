package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Options;
import dev.sluice.connector.ReadLimit;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.vector.Chunk;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A source as production runs it: it is asked when it has woken its query, and nobody waits for all that is there.
/// What happens to topics meanwhile is seen without being asked for.
@Timeout(60) // one that is never woken would wait for ever
class KafkaLiveTest {

    private final TestTopics topics = TestTopics.shared();
    private final String topic = topics.create(1);
    private final String other = topics.create(1);

    @AfterEach
    void close() {
        topics.close();
    }

    private SourceRun run(String... options) {
        return new SourceRun(topics, options);
    }

    private String both() {
        return topic + "," + other;
    }

    private static String[] values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "%04d".formatted(i)).toArray(String[]::new);
    }

    private static void assertLoss(String condition, SluiceException loss) {
        assertEquals("KAFKA_DATA_LOSS." + condition, loss.getCondition());
    }

    // ---- topics that are deleted

    @Test
    void aDeletedTopicIsNoticed() throws InterruptedException {
        topics.send(topic, 0, "a", "b", "c");
        try (var run = run("subscribe", both(), "startingOffsets", "earliest")) {
            run.runUntilRead("a", "b", "c");
            topics.delete(topic);
            assertLoss("PARTITIONS_DELETED", assertThrows(SluiceException.class, () -> run.runUntil(() -> false)));
        }
    }

    @Test
    void theLastTopicIsNoticedToo() throws InterruptedException {
        try (var run = run("subscribe", topic)) {
            run.turn();
            topics.delete(topic);
            assertLoss("PARTITIONS_DELETED", assertThrows(SluiceException.class, () -> run.runUntil(() -> false)));
        }
    }

    @Test
    void aTopicThatIsMadeAnewIsNoticed() throws InterruptedException {
        topics.send(topic, 0, "a", "b", "c");
        try (var run = run("subscribe", both(), "startingOffsets", "earliest", "kafka.metadata.max.age.ms", "1000")) {
            run.runUntilRead("a", "b", "c");
            topics.delete(topic);
            topics.create(topic, 1);
            topics.send(topic, 0, "d", "e", "f", "g", "h");
            var loss = assertThrows(SluiceException.class, () -> run.runUntil(() -> false));
            assertTrue(loss.getCondition().startsWith("KAFKA_DATA_LOSS."), loss::getMessage);
        }
    }

    /// As many records as before: their offsets say nothing.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTopicThatIsMadeAnewBetweenTwoRunsIsNoticed(boolean fromMemory) throws InterruptedException {
        topics.send(topic, 0, "a", "b", "c");
        try (var first = run("subscribe", both(), "startingOffsets", "earliest")) {
            first.runUntilRead("a", "b", "c");
            topics.delete(topic);
            topics.create(topic, 1);
            topics.send(topic, 0, "d", "e", "f");
            JsonValue memory = JsonValue.parse(first.source.memory().toText());
            if (fromMemory) first.ranges.clear();
            try (var second = run("subscribe", both()).after(first)) {
                if (fromMemory) second.source.restore(memory);
                assertLoss("PARTITION_OFFSET_CHANGED", assertThrows(SluiceException.class, second::turn));
            }
        }
    }

    @Test
    void aTopicThatComesAgainIsReadFromItsBeginning() throws InterruptedException {
        topics.send(topic, 0, "a", "b", "c", "d", "e");
        try (var run = run("subscribe", both(), "failOnDataLoss", "false")) {
            run.turn();
            topics.delete(topic);
            run.runUntil(() -> !run.at().contains(topic));
            topics.create(topic, 1);
            topics.send(topic, 0, "f", "g", "h");
            run.runUntilRead("f", "g", "h");
        }
    }

    @Test
    void aTopicThatIsShorterNowIsReadOn() throws InterruptedException {
        topics.send(topic, 0, values(100));
        try (var run = run("subscribe", topic, "startingOffsets", "earliest", "failOnDataLoss", "false")) {
            run.runUntil(() -> run.rows.size() == 100);
            topics.delete(topic);
            topics.create(topic, 1);
            topics.send(topic, 0, values(10));
            run.runUntil(() -> run.at().contains(":10}"));
            run.rows.clear();
            for (int i = 0; i < 5; i++) {
                topics.send(topic, 0, "next" + i);
                run.runUntilRead("next" + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPendingRangeOfADeletedTopicIsNotWaitedFor(boolean fails) {
        topics.send(topic, 0, "a");
        topics.send(other, 0, "b");
        String[] options = {"subscribe", both(), "startingOffsets", "earliest", "failOnDataLoss", "" + fails};
        try (var first = run(options)) {
            InputRange pending = first.source.range(
                    null, first.source.latest(null, ReadLimit.OPTIONS).orElseThrow());
            first.ranges.add(pending);
            first.position = pending.to();
            topics.delete(topic);
            try (var second = run(options).after(first)) {
                if (fails) {
                    assertLoss(
                            "COULD_NOT_READ_OFFSET_RANGE",
                            assertThrows(SluiceException.class, () -> second.read(pending)));
                } else {
                    assertEquals(List.of("b"), second.read(pending));
                    second.turn();
                    assertEquals("{\"" + other + "\":{\"0\":1}}", second.at());
                }
            }
        }
    }

    /// What is silent can be waited for, and left.
    @Test
    void whoWaitsForWhatIsSilentIsAsked() {
        topics.send(topic, 0, "a");
        String[] options = {"subscribe", topic, "startingOffsets", "earliest", "fetchOffset.retryIntervalMs", "100000"};
        try (var first = run(options)) {
            InputRange pending = first.source.range(
                    null, first.source.latest(null, ReadLimit.OPTIONS).orElseThrow());
            topics.delete(topic);
            try (var second = run(options);
                    ChunkReader reader =
                            second.source.splits(pending).getFirst().open()) {
                Chunk nothing = reader.read();
                assertEquals(0, nothing == null ? -1 : nothing.rowCount());
            }
        }
    }

    // ---- partitions and topics that come

    /// Nothing else comes that would wake the query.
    @ParameterizedTest
    @CsvSource({
        "maxOffsetsPerTrigger, 10, maxTriggerDelay, 1ms",
        "minOffsetsPerTrigger, 1000, maxTriggerDelay, 500ms",
        "minOffsetsPerTrigger, 5, maxOffsetsPerTrigger, 7"
    })
    void aNewPartitionIsReadToItsEndUnderALimit(String limit, String value, String second, String secondValue)
            throws InterruptedException {
        try (var run = run("subscribe", topic, limit, value, second, secondValue)) {
            run.turn();
            topics.addPartitions(topic, 2);
            topics.send(topic, 1, values(35));
            run.runUntilRead(values(35));
        }
    }

    @Test
    void aTopicThatComesBetweenTwoRunsIsReadFromItsBeginning() throws InterruptedException {
        String later = topic + "-later";
        try (var first = run("subscribePattern", later)) {
            first.turn();
            assertEquals("{}", first.at());
            topics.create(later, 1);
            topics.send(later, 0, "a", "b");
            try (var second = run("subscribePattern", later).after(first)) {
                second.runUntilRead("a", "b");
            }
        }
    }

    @Test
    void whatIsAssignedHasToBeThere() {
        try (var run = run("assign", "{\"" + topic + "\":[0,7]}", "startingOffsets", "earliest")) {
            var refused = assertThrows(SluiceException.class, run::turn);
            assertEquals("SLUICE_KAFKA.FAILED", refused.getCondition());
            assertTrue(refused.getMessage().contains("There is no partition " + topic + "-7."), refused::getMessage);
        }
    }

    // ---- options

    @Test
    void namesOfClientsOptionsIgnoreCase() throws Exception {
        try (var producer = topics.producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, (String) null, "aborted"))
                    .get();
            producer.abortTransaction();
        }
        topics.send(topic, 0, "sent");
        try (var run =
                run("subscribe", topic, "startingOffsets", "earliest", "Kafka.Isolation.Level", "read_committed")) {
            run.runUntilRead("sent");
        }
    }

    @Test
    void passwordsAreNotShown() {
        String login = "org.apache.kafka.common.security.plain.PlainLoginModule required password=\"lovelace\";";
        var options = new Options(Map.of(
                "kafka.bootstrap.servers", topics.servers(), "kafka.sasl.jaas.config", login, "subscribe", topic));
        String shown = KafkaOptions.forStream(options) + " " + SinkOptions.of(options) + " "
                + new KafkaInput(KafkaOptions.forBatch(options), Machine.real());
        assertTrue(shown.contains("sasl.jaas.config"), shown);
        assertFalse(shown.contains("lovelace"), shown);
    }

    @Test
    void aFailureOfTheClientIsSaidInWords() {
        try (var run = run(
                "subscribe",
                topic,
                "kafka.bootstrap.servers",
                KafkaServer.shared().serversForUsers(),
                "kafka.security.protocol",
                "SASL_PLAINTEXT",
                "kafka.sasl.mechanism",
                "PLAIN",
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"ada\" password=\"byron\";")) {
            var refused = assertThrows(SluiceException.class, run::turn);
            assertEquals("SLUICE_KAFKA.FAILED", refused.getCondition());
            assertFalse(
                    java.util.stream.Stream.<Throwable>iterate(refused, cause -> cause != null, Throwable::getCause)
                            .anyMatch(java.io.IOException.class::isInstance),
                    "who is not let in is not let in later either");
        }
    }
}
