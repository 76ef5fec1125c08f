package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.kafka.CutOff.Way;
import dev.sluice.stream.Trigger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever stops a query does not wait for brokers that are away, whatever the options allow: here ten minutes.
class KafkaStopTest extends CutOffBroker {

    @ParameterizedTest
    @CsvSource({
        "true, END_TXN, REQUEST_LOST",
        "true, END_TXN, SILENCE",
        "true, TXN_OFFSET_COMMIT, REQUEST_LOST",
        "true, TXN_OFFSET_COMMIT, SILENCE",
        "false, PRODUCE, REQUEST_LOST",
        "false, PRODUCE, SILENCE"
    })
    void aMicroBatchThatCannotBeWrittenIsGivenUp(boolean transactional, String request, Way way)
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

    /// A query that asks how far its topics go, and one whose task reads them; neither has failed by that.
    @ParameterizedTest
    @CsvSource({"DESCRIBE_TOPIC_PARTITIONS", "FETCH"})
    void whatCannotBeReadIsNotWaitedFor(String request) throws InterruptedException {
        topics.send(from, 0, "a");
        Map<String, String> patient = new HashMap<>(ADA);
        patient.putAll(Map.of(
                "kafka.bootstrap.servers", door,
                "kafka.default.api.timeout.ms", "600000",
                "kafka.request.timeout.ms", "600000",
                "kafkaConsumer.pollTimeoutMs", "600000"));
        var elsewhere = Map.of("kafka.bootstrap.servers", server.servers(), "kafka.security.protocol", "PLAINTEXT");
        cutOff.at(ApiKeys.valueOf(request).id, Way.SILENCE);
        try (Session session = session()) {
            StreamingQuery query = query(session, Trigger.AvailableNow(), patient, elsewhere);
            cutOff.await();
            query.stop();
            assertTrue(query.exception().isEmpty(), "an input that is away is waited for");
        }
        cutOff.comeBack();
        runToTheEnd(false);
        assertEquals(List.of("a"), topics.values(to));
    }
}
