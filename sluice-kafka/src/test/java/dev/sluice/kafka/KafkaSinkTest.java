package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Encoders;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryException;
import dev.sluice.connector.Options;
import dev.sluice.connector.SaveMode;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.Trigger;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Queries that write topics, through the whole engine.
@Timeout(60) // records that never come would be waited for for ever
class KafkaSinkTest {

    private final TestTopics topics = TestTopics.shared();
    private final MemoryStorage storage = new MemoryStorage();
    private final Session session = Session.builder().storage(storage).create();

    @AfterEach
    void close() {
        session.close();
        topics.close();
    }

    private void batch(String sql, Map<String, String> options) {
        session.sql(sql)
                .write()
                .format("kafka")
                .option("kafka.bootstrap.servers", topics.servers())
                .options(options)
                .mode(SaveMode.Append)
                .save();
    }

    @Test
    void columnsBecomeRecords() {
        String topic = topics.create(3);
        batch(
                "SELECT 'k' AS key, CAST('v' AS BINARY) AS value, '" + topic + "' AS topic, 2 AS partition,"
                        + " array(named_struct('key', 'h', 'value', CAST('1' AS BINARY))) AS headers, 7 AS other",
                Map.of());
        ConsumerRecord<String, String> record = topics.records(topic).getFirst();
        assertEquals(List.of("k", "v", 2), List.of(record.key(), record.value(), record.partition()));
        assertEquals(
                List.of("h=1"),
                Arrays.stream(record.headers().toArray())
                        .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void theOptionComesBeforeTheColumn(String transactional) {
        String topic = topics.create(1);
        batch(
                "SELECT 'nowhere' AS topic, CAST(id AS STRING) AS value FROM range(3)",
                Map.of("topic", topic, "kafka.transactional", transactional));
        assertEquals(
                List.of("0", "1", "2"), topics.values(topic).stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SELECT 'v' AS value                             | [SLUICE_KAFKA.INVALID_COLUMN] topic option required when no 'topic' attribute is present. Use the topic option for setting a topic. SQLSTATE: 42K09
        SELECT 't' AS topic                             | [SLUICE_KAFKA.INVALID_COLUMN] Required attribute 'value' not found SQLSTATE: 42K09
        SELECT 't' AS topic, 1 AS value                 | [SLUICE_KAFKA.INVALID_COLUMN] value attribute unsupported type int. value must be a(n) string or binary SQLSTATE: 42K09
        SELECT 't' AS topic, 'v' AS value, 1 AS key     | [SLUICE_KAFKA.INVALID_COLUMN] key attribute unsupported type int. key must be a(n) string or binary SQLSTATE: 42K09
        SELECT 1 AS topic, 'v' AS value                 | [SLUICE_KAFKA.INVALID_COLUMN] topic attribute unsupported type int. topic must be a(n) string SQLSTATE: 42K09
        SELECT 't' AS topic, 'v' AS value, 1L AS partition | [SLUICE_KAFKA.INVALID_COLUMN] partition attribute unsupported type bigint. partition must be a(n) int SQLSTATE: 42K09
        SELECT CAST(NULL AS STRING) AS topic, 'v' AS value | [KAFKA_NULL_TOPIC_IN_DATA] The Kafka message data sent to the producer contains a null topic. Use the `topic` option for setting a default topic. SQLSTATE: 22004
        """)
    void rowsThatAreNoRecordsAreRefused(String sql, String message) {
        var refused = assertThrows(SluiceException.class, () -> batch(sql, Map.of()));
        assertEquals(message, refused.sentence());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        kafka.value.serializer  | x   | Kafka option 'value.serializer' is not supported as value are serialized with ByteArraySerializer.
        kafka.key.serializer    | x   | Kafka option 'key.serializer' is not supported as keys are serialized with ByteArraySerializer.
        kafka.transactional.id  | x   | The option 'kafka.transactional.id' means something only where 'kafka.transactional' is 'true'
        kafka.transactionl      | true | There is no option 'kafka.transactionl' of kafka.
        """)
    void optionsAreRefused(String option, String value, String message) {
        var refused = assertThrows(
                SluiceException.class, () -> batch("SELECT 'v' AS value", Map.of("topic", "t", option, value)));
        assertTrue(refused.getMessage().contains("] " + message + " SQLSTATE"), refused::getMessage);
    }

    @Test
    void topicsAreOnlyAddedTo() {
        var refused = assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT 'v' AS value")
                        .write()
                        .format("kafka")
                        .option("kafka.bootstrap.servers", topics.servers())
                        .option("topic", "t")
                        .mode(SaveMode.Overwrite)
                        .save());
        assertEquals(
                "[SLUICE_KAFKA.SAVE_MODE] Save mode Overwrite not allowed for Kafka. Allowed save modes are Append and"
                        + " ErrorIfExists (default). SQLSTATE: 0A000",
                refused.sentence());
    }

    private DataStreamWriter<Row> copy(String from, String to, String transactional) {
        return session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", topics.servers())
                .option("subscribe", from)
                .option("startingOffsets", "earliest")
                .load()
                .selectExpr("key", "upper(CAST(value AS STRING)) AS value")
                .writeStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", topics.servers())
                .option("topic", to)
                .option("kafka.transactional", transactional)
                .option("checkpointLocation", "checkpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void aStreamGoesFromTopicToTopicOverRestarts(String transactional) {
        String from = topics.create(1);
        String to = topics.create(1);
        for (String value : List.of("a", "b", "c")) {
            topics.send(from, 0, value);
            StreamingQuery query = copy(from, to, transactional)
                    .trigger(Trigger.ProcessingTime(0))
                    .start();
            query.processAllAvailable();
            query.stop();
        }
        assertEquals(List.of("A", "B", "C"), topics.values(to));
    }

    /// What is on disk in the middle of the last micro-batch: it is planned, and not committed.
    private MemoryStorage whileRunning(String from, String to, String value) throws Exception {
        AtomicReference<MemoryStorage> seen = new AtomicReference<>();
        topics.send(from, 0, value);
        copy(session, from, to, storage, seen);
        return seen.get();
    }

    private void copy(Session with, String from, String to, MemoryStorage disk, AtomicReference<MemoryStorage> seen)
            throws Exception {
        copy(with, from, to, disk, seen, Map.of());
    }

    private void copy(
            Session with,
            String from,
            String to,
            MemoryStorage disk,
            AtomicReference<MemoryStorage> seen,
            Map<String, String> options)
            throws Exception {
        with.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", topics.servers())
                .option("subscribe", from)
                .option("startingOffsets", "earliest")
                .load()
                .selectExpr("CAST(value AS STRING) AS value")
                .as(Encoders.STRING())
                .map(
                        value -> {
                            seen.set(disk.crashed());
                            return value.toUpperCase(Locale.ROOT);
                        },
                        Encoders.STRING())
                .toDF()
                .writeStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", topics.servers())
                .option("topic", to)
                .option("kafka.transactional", "true")
                .option("kafka.transactional.id", to)
                .options(options)
                .option("checkpointLocation", "checkpoint")
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
    }

    @Test
    void whatKafkaHasAndTheLogDoesNotIsNotWrittenAgain() throws Exception {
        String from = topics.create(1);
        String to = topics.create(1);
        whileRunning(from, to, "a");
        MemoryStorage planned = whileRunning(from, to, "b");
        assertEquals(List.of("A", "B"), topics.values(to));
        topics.send(from, 0, "c");
        try (Session next = Session.builder().storage(planned).create()) {
            copy(next, from, to, planned, new AtomicReference<>());
        }
        assertEquals(List.of("A", "B", "C"), topics.values(to));
    }

    /// As a broker forgets a group after its retention, and when its topic is deleted.
    @Test
    void whatABrokerHasForgottenIsNotWrittenOnTrust() throws Exception {
        String from = topics.create(1);
        String to = topics.create(1);
        whileRunning(from, to, "a");
        MemoryStorage planned = whileRunning(from, to, "b");
        topics.admin().deleteConsumerGroups(List.of("sluice-" + to)).all().get();
        try (Session next = Session.builder().storage(planned.crashed()).create()) {
            var refused =
                    assertThrows(SluiceException.class, () -> copy(next, from, to, planned, new AtomicReference<>()));
            assertEquals(
                    "[SLUICE_CHECKPOINT.SINK_FORGOT] The sink kafka[" + topics.servers() + ", " + to
                            + "] remembers none of the query's micro-batches, so nobody knows whether it holds the output"
                            + " of 1, which was begun and not ended. SQLSTATE: 55000",
                    refused.sentence());
        }
        assertEquals(List.of("A", "B"), topics.values(to));
        try (Session next = Session.builder().storage(planned).create()) {
            copy(next, from, to, planned, new AtomicReference<>(), Map.of("writeForgotten", "true"));
        }
        assertEquals(List.of("A", "B", "B"), topics.values(to));
    }

    /// A sink that could not be opened is not taken for one that knows of nothing.
    @Test
    void aSinkThatWasRefusedIsRefusedAgain() {
        var options = new Options(Map.of(
                "kafka.bootstrap.servers", topics.servers(),
                "kafka.transactional", "true",
                "kafka.max.block.ms", "300",
                "topic", "nowhere"));
        DataType.Struct record = DataType.Struct.of(Field.of("value", DataType.Atomic.STRING));
        try (var sink = new TransactionalSink(SinkOptions.of(options), record, Machine.real())) {
            sink.forQuery("refused");
            for (int i = 0; i < 2; i++) assertThrows(SluiceException.class, sink::lastCommitted);
            assertThrows(SluiceException.class, () -> sink.begin(0, false));
        }
    }

    @Test
    void aTopicThatIsAheadOfTheCheckpointIsNotWritten() throws Exception {
        String from = topics.create(1);
        String to = topics.create(1);
        MemoryStorage planned = whileRunning(from, to, "a");
        whileRunning(from, to, "b");
        try (Session old = Session.builder().storage(planned).create()) {
            var ahead =
                    assertThrows(SluiceException.class, () -> copy(old, from, to, planned, new AtomicReference<>()));
            assertEquals("SLUICE_CHECKPOINT.SINK_AHEAD", ahead.getCondition());
        }
        assertEquals(List.of("A", "B"), topics.values(to));
    }

    @Test
    void aTopicThatIsNotThereEndsTheQuery() {
        String from = topics.create(1);
        topics.send(from, 0, "a");
        var failed = assertThrows(
                StreamingQueryException.class,
                () -> copy(from, "nowhere", "false")
                        .option("kafka.max.block.ms", "300")
                        .trigger(Trigger.AvailableNow())
                        .start()
                        .awaitTermination());
        assertTrue(failed.getMessage().contains("[SLUICE_KAFKA.FAILED] Cannot write in Kafka"), failed::getMessage);
        assertTrue(failed.getMessage().contains("Topic nowhere not present"), failed::getMessage);
    }

    /// What another query has written says nothing of this one's micro-batches; and the group of an application that
    /// has the same name is left alone.
    @Test
    void aTransactionalIdIsOneQuerysAlone() throws Exception {
        String from = topics.create(1);
        String to = topics.create(1);
        topics.send(from, 0, "a");
        copy(from, to, "true")
                .option("kafka.Transactional.Id", to)
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
        assertEquals(Set.of("sluice-" + to), groups(to));
        var refused = assertThrows(
                SluiceException.class,
                () -> copy(from, to, "true")
                        .option("kafka.transactional.id", to)
                        .option("checkpointLocation", "another")
                        .trigger(Trigger.AvailableNow())
                        .start()
                        .awaitTermination());
        assertEquals("SLUICE_KAFKA.INVALID_OPTION", refused.getCondition());
        assertTrue(refused.getMessage().contains("The transactional id " + to + " is that of"), refused::getMessage);
        assertEquals(List.of("A"), topics.values(to));
    }

    /// The groups that have committed an offset of a topic.
    private Set<String> groups(String topic) throws Exception {
        Set<String> groups = new TreeSet<>();
        for (String group : List.of(topic, "sluice-" + topic)) {
            boolean has = !topics.admin()
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .isEmpty();
            if (has) groups.add(group);
        }
        return groups;
    }

    @Test
    void whatIsNoMicroBatchIsNotTakenForOne() {
        String from = topics.create(1);
        String to = topics.create(1);
        topics.tell("sluice-" + to, to, new OffsetAndMetadata(7));
        var refused = assertThrows(
                SluiceException.class,
                () -> copy(from, to, "true")
                        .option("kafka.transactional.id", to)
                        .trigger(Trigger.AvailableNow())
                        .start()
                        .awaitTermination());
        assertTrue(
                refused.getMessage().contains("The consumer group sluice-" + to + " is not this query's"),
                refused::getMessage);
    }

    @Test
    void transactionsDoNotFlow() {
        String from = topics.create(1);
        var refused = assertThrows(
                SluiceException.class,
                () -> copy(from, from, "true")
                        .outputMode("update")
                        .trigger(Trigger.RealTime("5 minutes"))
                        .start());
        assertEquals("STREAMING_REAL_TIME_MODE.SINK_NOT_SUPPORTED", refused.getCondition());
    }

    @Test
    void recordsFlowInRealTime() {
        String from = topics.create(1);
        String to = topics.create(1);
        StreamingQuery query = copy(from, to, "false")
                .outputMode("update")
                .trigger(Trigger.RealTime("1 hour"))
                .start();
        topics.send(from, 0, "a");
        while (topics.values(to).isEmpty()) query.exception().ifPresent(failed -> fail(failed));
        assertEquals(List.of("A"), topics.values(to));
        query.stop();
        assertEquals(List.of("A"), topics.values(to));
    }
}
