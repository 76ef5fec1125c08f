package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryException;
import dev.sluice.connector.Options;
import dev.sluice.connector.Sink;
import dev.sluice.error.SluiceException;
import dev.sluice.kafka.CutOff.Way;
import dev.sluice.machine.Machine;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.Trigger;
import dev.sluice.testing.FreePorts;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.VectorBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Brokers that are cut off in the middle of a commit: whether it happened is found out by the next run, and whoever
/// stops the query meanwhile does not wait for them.
///
/// The sink comes to the broker by the door for users, which leads through [CutOff]; tests come by the other one.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitOutcomeTest {

    private static final DataType.Struct RECORD = DataType.Struct.of(Field.of("value", DataType.Atomic.STRING));
    private static final Map<String, String> ADA = Map.of(
            "kafka.security.protocol",
            "SASL_PLAINTEXT",
            "kafka.sasl.mechanism",
            "PLAIN",
            "kafka.sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"ada\" password=\"lovelace\";");

    private KafkaServer server;
    private CutOff cutOff;
    private TestTopics topics;
    private String door;
    private String from;
    private String to;
    private MemoryStorage storage;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        List<Integer> ports = FreePorts.take(4);
        door = "127.0.0.1:" + ports.get(3);
        server = new KafkaServer(
                directory,
                ports.subList(0, 3),
                Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.get(0) + ",SASL_PLAINTEXT://" + door));
        server.start();
        cutOff = new CutOff(ports.get(3), ports.get(1));
        topics = new TestTopics(server.servers());
    }

    @BeforeEach
    void topics() {
        from = topics.create(1);
        to = topics.create(1);
        storage = new MemoryStorage();
    }

    @AfterEach
    void comeBack() {
        cutOff.comeBack();
    }

    @AfterAll
    void stop() throws IOException {
        topics.close();
        cutOff.close();
        server.close();
    }

    // ---- the sink by itself

    private TransactionalSink sink(String... more) {
        Map<String, String> options = new HashMap<>(ADA);
        options.putAll(Map.of(
                "kafka.bootstrap.servers", door,
                "kafka.transactional", "true",
                "topic", to));
        for (int i = 0; i < more.length; i += 2) options.put(more[i], more[i + 1]);
        var sink = new TransactionalSink(SinkOptions.of(new Options(options)), RECORD, Machine.real());
        sink.forQuery(to);
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

    /// @param last the micro-batch that is there afterwards
    @ParameterizedTest
    @CsvSource({"REQUEST_LOST, 0", "ANSWER_LOST, 1", "REQUEST_LATE, 0"})
    void whatBecameOfACommitIsFoundOut(Way way, long last) throws IOException {
        try (TransactionalSink first = sink("kafka.max.block.ms", "1000")) {
            begin(first, 0, "a").commit();
            Sink.Batch batch = begin(first, 1, "b");
            cutOff.at(ApiKeys.END_TXN.id, way);
            var failed = assertThrows(SluiceException.class, batch::commit);
            assertTrue(
                    failed.getMessage()
                            .contains("Cannot commit micro-batch 1 in Kafka at " + door + ": Timeout expired"),
                    failed::getMessage);
            assertTrue(failed.getMessage().contains("the next start finds out"), failed::getMessage);
            batch.abort(failed);
        }
        cutOff.comeBack();
        try (TransactionalSink next = sink()) {
            assertEquals(OptionalLong.of(last), next.lastCommitted());
            if (way == Way.REQUEST_LATE) assertNotEquals(0, cutOff.deliver());
            if (last == 0) begin(next, 1, "b").commit();
            begin(next, 2, "c").commit();
        }
        assertEquals(List.of("a", "b", "c"), topics.values(to));
    }

    /// What the brokers refuse is known only when the commit sends the last records: readers of others wait for nobody.
    @Test
    void aTransactionThatWasRefusedIsEnded() throws Exception {
        topics.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, to),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("max.message.bytes", "200"), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        try (TransactionalSink sink = sink("kafka.linger.ms", "60000")) {
            Sink.Batch batch = begin(sink, 0, "x".repeat(1_000));
            var failed = assertThrows(SluiceException.class, batch::commit);
            assertTrue(failed.getMessage().contains("larger than the max message size"), failed::getMessage);
            batch.abort(failed);
            while (state("sluice-" + to) != TransactionState.COMPLETE_ABORT) Thread.onSpinWait();
        }
        assertEquals(List.of(), topics.values(to));
    }

    private TransactionState state(String id) throws Exception {
        return topics.admin()
                .describeTransactions(List.of(id))
                .description(id)
                .get()
                .state();
    }

    /// The other query goes on.
    @Test
    void whoIsRefusedFencesNobodyOff() {
        try (TransactionalSink owner = sink("kafka.transactional.id", to);
                TransactionalSink other = sink("kafka.transactional.id", to)) {
            begin(owner, 0, "a").commit();
            other.forQuery("another");
            assertEquals(
                    "SLUICE_KAFKA.INVALID_OPTION",
                    assertThrows(SluiceException.class, other::lastCommitted).getCondition());
            begin(owner, 1, "b").commit();
        }
        assertEquals(List.of("a", "b"), topics.values(to));
    }

    // ---- queries

    private StreamingQuery query(
            Session session, Trigger trigger, Map<String, String> source, Map<String, String> sink) {
        return session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", server.servers())
                .option("subscribe", from)
                .option("startingOffsets", "earliest")
                .options(source)
                .load()
                .selectExpr("CAST(value AS STRING) AS value")
                .writeStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", door)
                .options(ADA)
                .option("topic", to)
                .options(sink)
                .option("checkpointLocation", "checkpoint")
                .trigger(trigger)
                .start();
    }

    private Session session() {
        return Session.builder().storage(storage).create();
    }

    private void runToTheEnd(boolean transactional) {
        try (Session session = session()) {
            query(session, Trigger.AvailableNow(), Map.of(), Map.of("kafka.transactional", "" + transactional))
                    .awaitTermination();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REQUEST_LATE")
    void aQueryWritesEachRowOnce(Way way) {
        topics.send(from, 0, "a");
        runToTheEnd(true);
        topics.send(from, 0, "b");
        cutOff.at(ApiKeys.END_TXN.id, way);
        try (Session session = session()) {
            StreamingQuery query = query(
                    session,
                    Trigger.AvailableNow(),
                    Map.of(),
                    Map.of("kafka.transactional", "true", "kafka.max.block.ms", "1000"));
            assertThrows(StreamingQueryException.class, query::awaitTermination);
        }
        cutOff.comeBack();
        topics.send(from, 0, "c");
        runToTheEnd(true);
        assertEquals(List.of("a", "b", "c"), topics.values(to));
    }

    /// Ten minutes are what the options allow.
    @ParameterizedTest
    @CsvSource({
        "true, END_TXN, REQUEST_LOST",
        "true, END_TXN, SILENCE",
        "true, TXN_OFFSET_COMMIT, REQUEST_LOST",
        "true, TXN_OFFSET_COMMIT, SILENCE",
        "false, PRODUCE, REQUEST_LOST",
        "false, PRODUCE, SILENCE"
    })
    void whoStopsAQueryDoesNotWaitForABrokerThatIsAway(boolean transactional, String request, Way way)
            throws InterruptedException {
        topics.send(from, 0, "a");
        try (Session session = session()) {
            StreamingQuery query = query(
                    session,
                    Trigger.ProcessingTime(0),
                    Map.of(),
                    Map.of(
                            "kafka.transactional", "" + transactional,
                            "kafka.max.block.ms", "600000",
                            "kafka.request.timeout.ms", "300000",
                            "kafka.delivery.timeout.ms", "600000"));
            query.processAllAvailable();
            cutOff.at(ApiKeys.valueOf(request).id, way);
            topics.send(from, 0, "b");
            cutOff.await();
            query.stop();
            String told = query.exception().orElseThrow().getMessage();
            assertTrue(told.contains("in Kafka at " + door + ": no broker has answered for 3 seconds"), told);
        }
        cutOff.comeBack();
        runToTheEnd(transactional);
        assertEquals(List.of("a", "b"), topics.values(to));
    }

    /// The same of one that reads.
    @Test
    void whoStopsAQueryDoesNotWaitForASourceThatIsAway() throws InterruptedException {
        Map<String, String> patient = new HashMap<>(ADA);
        patient.putAll(Map.of(
                "kafka.bootstrap.servers", door,
                "kafka.default.api.timeout.ms", "600000",
                "kafka.request.timeout.ms", "600000"));
        try (Session session = session()) {
            StreamingQuery query = query(session, Trigger.ProcessingTime(0), patient, Map.of());
            query.processAllAvailable();
            cutOff.at(ApiKeys.DESCRIBE_TOPIC_PARTITIONS.id, Way.SILENCE);
            var waiting = CompletableFuture.runAsync(query::processAllAvailable);
            cutOff.await();
            query.stop();
            waiting.join();
            assertTrue(query.exception().isEmpty(), "an input that is away is waited for");
        }
    }
}
