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
import dev.sluice.stream.Trigger;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.VectorBuilder;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Brokers that are cut off in the middle of a commit: whether it happened is found out by the next run.
class CommitOutcomeTest extends CutOffBroker {

    private static final DataType.Struct RECORD = DataType.Struct.of(Field.of("value", DataType.Atomic.STRING));
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
        // The broker takes its time for the first transaction of all.
        try (TransactionalSink patient = sink()) {
            begin(patient, 0, "a").commit();
        }
        try (TransactionalSink first = sink("kafka.max.block.ms", "3000")) {
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

    /// A query that goes on waits for brokers that were there before, longer than a new one for what may be mistyped.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoGoesOnWaitsForBrokersThatAreAway(boolean transactional) throws InterruptedException {
        topics.send(from, 0, "a");
        runToTheEnd(transactional);
        topics.send(from, 0, "b");
        cutOff.away(0);
        try (Session session = session()) {
            var query = CompletableFuture.runAsync(() -> query(
                            session,
                            Trigger.AvailableNow(),
                            Map.of(),
                            Map.of(
                                    "kafka.transactional", "" + transactional,
                                    "kafka.default.api.timeout.ms", "300",
                                    "kafka.request.timeout.ms", "300"))
                    .awaitTermination());
            cutOff.away(8); // each time they wait longer: this is more than a second
            cutOff.comeBack();
            query.join();
        }
        assertEquals(List.of("a", "b"), topics.values(to));
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
}
