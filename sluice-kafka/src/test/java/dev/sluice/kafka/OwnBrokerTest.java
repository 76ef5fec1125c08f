package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Encoders;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryException;
import dev.sluice.connector.Options;
import dev.sluice.connector.Sink;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.Trigger;
import dev.sluice.testing.FreePorts;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.VectorBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What wants a broker of its own: one that goes away and comes back, asks for certificates, makes topics for everyone,
/// and is quick to compact and to give up transactions.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnBrokerTest {

    private static final String PASSWORD = "lovelace";
    private static final DataType.Struct RECORD = DataType.Struct.of(Field.of("value", DataType.Atomic.STRING));

    private final List<Session> sessions = new ArrayList<>();
    private Path certificate;
    private KafkaServer server;
    private TestTopics topics;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        Path keys = directory.resolve("keys.p12");
        certificate = directory.resolve("certificate.pem");
        keytool(keys, "-genkeypair", "-keyalg", "RSA", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1");
        keytool(keys, "-exportcert", "-rfc", "-file", certificate.toString());
        server = new KafkaServer(
                Files.createTempDirectory("kafka-own"),
                FreePorts.take(3),
                Map.of(
                        "ssl.keystore.location", keys.toString(),
                        "ssl.keystore.password", PASSWORD,
                        "auto.create.topics.enable", "true",
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "100",
                        "log.cleaner.backoff.ms", "100"));
        server.start();
        topics = new TestTopics(server.servers());
    }

    private static void keytool(Path keys, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-alias", "broker", "-keystore", keys.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    @AfterEach
    void endQueries() {
        sessions.forEach(Session::close);
        sessions.clear();
    }

    @AfterAll
    void stop() {
        topics.close();
        server.close();
    }

    // ---- queries

    private DataStreamWriter<Row> copy(String from, String to, Map<String, String> options, Runnable onLost) {
        Session session = Session.builder().storage(new MemoryStorage()).create();
        sessions.add(session);
        return session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", server.servers())
                .option("subscribe", from)
                .option("startingOffsets", "earliest")
                .option("kafka.metadata.max.age.ms", "200")
                .options(options)
                .load()
                .selectExpr("CAST(value AS STRING) AS value")
                .as(Encoders.STRING())
                .map(
                        value -> {
                            if (value.equals("lost")) onLost.run();
                            return value;
                        },
                        Encoders.STRING())
                .toDF()
                .writeStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", server.servers())
                .option("topic", to)
                .option("kafka.transactional", true)
                .options(options.containsKey("kafka.bootstrap.servers") ? options : Map.of())
                .option("checkpointLocation", "checkpoint");
    }

    private Map<String, String> asAda(String password) {
        return Map.of(
                "kafka.bootstrap.servers",
                server.serversForUsers(),
                "kafka.security.protocol",
                "SASL_SSL",
                "kafka.ssl.truststore.type",
                "PEM",
                "kafka.ssl.truststore.location",
                certificate.toString(),
                "kafka.sasl.mechanism",
                "PLAIN",
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ada\" password=\""
                        + password + "\";");
    }

    @Test
    void certificatesAndUsersArePassedThrough() throws Exception {
        String from = topics.create("tls-from", 1);
        String to = topics.create("tls-to", 1);
        topics.send(from, 0, "a", "b");
        copy(from, to, asAda(PASSWORD), () -> {})
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
        assertEquals(List.of("a", "b"), topics.values(to));
    }

    @Test
    void whoDoesNotTrustTheBrokerSaysSo() {
        String from = topics.create("untrusted", 1);
        Map<String, String> options = new HashMap<>(asAda(PASSWORD));
        options.remove("kafka.ssl.truststore.type");
        options.remove("kafka.ssl.truststore.location");
        var failed = assertThrows(
                Exception.class,
                () -> copy(from, from, options, () -> {})
                        .trigger(Trigger.AvailableNow())
                        .start()
                        .awaitTermination());
        assertTrue(String.valueOf(failed.getMessage()).contains("[SLUICE_KAFKA.FAILED]"), failed::getMessage);
        assertTrue(String.valueOf(failed.getMessage()).contains("SSL handshake failed"), failed::getMessage);
        assertFalse(String.valueOf(failed.getMessage()).contains(PASSWORD), failed::getMessage);
    }

    /// The broker makes whatever topic a client asks it for; ours do not ask.
    @Test
    void aTopicThatIsDeletedIsNotThereAgain() throws Exception {
        String from = topics.create("deleted", 1);
        String to = topics.create("deleted-to", 1);
        topics.send(from, 0, "a");
        StreamingQuery query = copy(from, to, Map.of("fetchOffset.retryIntervalMs", "20"), () -> {})
                .start();
        query.processAllAvailable();
        topics.admin().deleteTopics(List.of(from)).all().get();
        var lost = assertThrows(StreamingQueryException.class, query::awaitTermination);
        assertTrue(lost.getMessage().contains("KAFKA_DATA_LOSS.PARTITIONS_DELETED"), lost::getMessage);
        assertFalse(topics.admin().listTopics().names().get().contains(from));
    }

    /// The broker goes away while a micro-batch is at work, and comes back.
    @Test
    void aBrokerThatIsLostInTheMiddleLosesNothing() {
        String from = topics.create("lost-from", 2);
        String to = topics.create("lost-to", 1);
        var once = new AtomicBoolean();
        StreamingQuery query = copy(from, to, Map.of(), () -> {
                    if (once.getAndSet(true)) return;
                    server.close();
                    Thread.ofPlatform().start(server::start);
                })
                .start();
        topics.send(from, 0, "a", "b");
        query.processAllAvailable();
        topics.send(from, 0, "lost", "c");
        topics.send(from, 1, "d");
        query.processAllAvailable();
        topics.send(from, 1, "e");
        query.processAllAvailable();
        query.stop();
        assertTrue(once.get());
        assertEquals(
                List.of("a", "b", "c", "d", "e", "lost"),
                topics.values(to).stream().sorted().toList());
    }

    /// Offsets that have no record are no loss.
    @Test
    void whatWasCompactedIsNotMissed() throws Exception {
        String topic = "compacted";
        var compacted = new NewTopic(topic, 1, (short) 1)
                .configs(Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "20",
                        "min.cleanable.dirty.ratio", "0.001",
                        "max.compaction.lag.ms", "1",
                        "delete.retention.ms", "1"));
        topics.admin().createTopics(List.of(compacted)).all().get();
        int sent = 0;
        do {
            List<ProducerRecord<String, String>> records = new ArrayList<>();
            for (int i = 0; i < 10; i++) records.add(new ProducerRecord<>(topic, 0, "key" + i % 2, "" + sent++));
            topics.send(records);
        } while (topics.values(topic).size() > sent - 15);
        String to = topics.create("compacted-to", 1);
        StreamingQuery query =
                copy(topic, to, Map.of("maxOffsetsPerTrigger", "7"), () -> {}).start();
        query.processAllAvailable();
        query.stop();
        List<String> values = topics.values(to);
        assertTrue(values.size() < sent, values::toString);
        assertEquals(String.valueOf(sent - 1), values.getLast());
    }

    // ---- the sink by itself

    private TransactionalSink sink(String query, String topic, String... more) {
        Map<String, String> options = new HashMap<>(
                Map.of("kafka.bootstrap.servers", server.servers(), "kafka.transactional", "true", "topic", topic));
        for (int i = 0; i < more.length; i += 2) options.put(more[i], more[i + 1]);
        var sink = new TransactionalSink(SinkOptions.of(new Options(options)), RECORD, Machine.real());
        sink.forQuery(query);
        return sink;
    }

    private static Sink.Batch begin(Sink sink, long batchId, String value) {
        Sink.Batch batch = sink.begin(batchId, false);
        VectorBuilder values = VectorBuilder.of(DataType.Atomic.STRING, 1);
        values.appendValue(value);
        try (Sink.Writer writer = batch.writer(0)) {
            writer.write(Chunk.of(1, values.build()));
        }
        return batch;
    }

    /// Whoever comes next finds out.
    @Test
    void whatBecameOfACommitIsFoundOut() {
        String topic = topics.create("unknown", 1);
        // A broker that was made just now takes its time for the first transaction of all.
        try (TransactionalSink patient = sink("unknown", topic)) {
            begin(patient, 0, "a").commit();
        }
        try (TransactionalSink first = sink("unknown", topic, "kafka.max.block.ms", "5000")) {
            Sink.Batch batch = begin(first, 1, "b");
            server.close();
            var failed = assertThrows(SluiceException.class, batch::commit);
            assertEquals("SLUICE_KAFKA.FAILED", failed.getCondition());
            batch.abort(failed);
        } finally {
            server.start();
        }
        try (TransactionalSink next = sink("unknown", topic)) {
            long last = next.lastCommitted().orElseThrow();
            for (long batch = last + 1; batch < 3; batch++)
                begin(next, batch, "abc".substring((int) batch, (int) batch + 1))
                        .commit();
            assertEquals(OptionalLong.of(2), next.lastCommitted());
        }
        assertEquals(List.of("a", "b", "c"), topics.values(topic));
    }

    /// A broker that is away holds nobody up who gives up; what was left open is aborted by whoever comes next.
    @Test
    void whoAbortsDoesNotWaitForABrokerThatIsAway() {
        String topic = topics.create("aborted", 1);
        TransactionalSink first = sink("aborted", topic, "kafka.max.block.ms", "600000");
        try (first) {
            Sink.Batch batch = begin(first, 0, "a");
            server.close();
            batch.abort(new IllegalStateException("given up"));
        } finally {
            server.start();
        }
        try (TransactionalSink next = sink("aborted", topic)) {
            assertEquals(OptionalLong.empty(), next.lastCommitted());
            begin(next, 0, "b").commit();
        }
        assertEquals(List.of("b"), topics.values(topic));
    }

    @Test
    void aTransactionThatTookTooLongIsNotThere() throws Exception {
        String topic = topics.create("slow", 1);
        // Time enough for the record to be there before.
        try (TransactionalSink slow = sink("slow", topic, "kafka.transaction.timeout.ms", "3000")) {
            Sink.Batch batch = begin(slow, 0, "a");
            while (state("sluice-slow") != TransactionState.COMPLETE_ABORT) Thread.onSpinWait();
            var failed = assertThrows(SluiceException.class, batch::commit);
            assertEquals("SLUICE_SINK.BATCH_TAKEN", failed.getCondition());
            batch.abort(failed);
        }
        try (TransactionalSink next = sink("slow", topic)) {
            assertEquals(OptionalLong.empty(), next.lastCommitted());
            begin(next, 0, "a").commit();
        }
        assertEquals(List.of("a"), topics.values(topic));
    }

    private TransactionState state(String id) throws Exception {
        return topics.admin()
                .describeTransactions(List.of(id))
                .description(id)
                .get()
                .state();
    }
}
