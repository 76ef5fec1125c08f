package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.sluice.api.DataStreamReader;
import dev.sluice.api.Dataset;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryException;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.Trigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Queries that read topics, through the whole engine.
@Timeout(60) // one that is never woken would wait for ever
class KafkaStreamTest {

    private final TestTopics topics = TestTopics.shared();
    private final Session session =
            Session.builder().storage(new MemoryStorage()).create();
    private final List<String> rows = new ArrayList<>();

    @AfterEach
    void close() {
        session.close();
        topics.close();
    }

    private DataStreamReader reader(String... options) {
        DataStreamReader reader =
                session.readStream().format("kafka").option("kafka.bootstrap.servers", topics.servers());
        for (int i = 0; i < options.length; i += 2) reader = reader.option(options[i], options[i + 1]);
        return reader;
    }

    private Dataset<Row> values(String... options) {
        return reader(options).load().selectExpr("partition", "offset", "CAST(value AS STRING) AS value");
    }

    private StreamingQuery start(Dataset<Row> values, Trigger trigger) {
        return values.writeStream()
                .foreachBatch((batch, id) -> {
                    batch.collectAsList().forEach(row -> {
                        synchronized (rows) {
                            rows.add(row.get(0) + ":" + row.get(1) + "=" + row.get(2));
                            rows.notifyAll();
                        }
                    });
                })
                .option("checkpointLocation", "checkpoint")
                .trigger(trigger)
                .start();
    }

    private List<String> taken() {
        synchronized (rows) {
            List<String> taken = rows.stream().sorted().toList();
            rows.clear();
            return taken;
        }
    }

    @Test
    void aStreamGivesWhatIsThereAndWhatComes() {
        String topic = topics.create(2);
        topics.send(topic, 0, "a", "b");
        StreamingQuery query =
                start(values("subscribe", topic, "startingOffsets", "earliest"), Trigger.ProcessingTime(0));
        query.processAllAvailable();
        assertEquals(List.of("0:0=a", "0:1=b"), taken());
        topics.send(topic, 1, "c");
        query.processAllAvailable();
        assertEquals(List.of("1:0=c"), taken());
        topics.send(topic, 0, "d");
        topics.send(topic, 1, "e");
        query.processAllAvailable();
        assertEquals(List.of("0:2=d", "1:1=e"), taken());
        query.stop();
    }

    @Test
    void aNewQueryBeginsAtTheEnd() {
        String topic = topics.create(1);
        topics.send(topic, 0, "before");
        StreamingQuery query = start(values("subscribe", topic), Trigger.ProcessingTime(0));
        query.processAllAvailable();
        topics.send(topic, 0, "after");
        query.processAllAvailable();
        assertEquals(List.of("0:1=after"), taken());
        query.stop();
    }

    @Test
    void aQueryGoesOnWhereItEnded() {
        String topic = topics.create(1);
        topics.send(topic, 0, "a");
        StreamingQuery first =
                start(values("subscribe", topic, "startingOffsets", "earliest"), Trigger.ProcessingTime(0));
        first.processAllAvailable();
        first.stop();
        topics.send(topic, 0, "b");
        StreamingQuery second =
                start(values("subscribe", topic, "startingOffsets", "latest"), Trigger.ProcessingTime(0));
        second.processAllAvailable();
        second.stop();
        assertEquals(List.of("0:0=a", "0:1=b"), taken());
    }

    @Test
    void availableNowTakesWhatIsThereInPartsAndEnds() throws Exception {
        String topic = topics.create(2);
        topics.send(topic, 0, "a", "b", "c", "d");
        topics.send(topic, 1, "e", "f");
        StreamingQuery query = start(
                values("subscribe", topic, "startingOffsets", "earliest", "maxOffsetsPerTrigger", "3"),
                Trigger.AvailableNow());
        query.awaitTermination();
        assertEquals(List.of("0:0=a", "0:1=b", "0:2=c", "0:3=d", "1:0=e", "1:1=f"), taken());
        List<Long> read = Arrays.stream(query.recentProgress())
                .map(QueryProgress::numInputRows)
                .filter(count -> count > 0)
                .toList();
        assertEquals(List.of(3L, 3L), read);
    }

    @Test
    void offsetsInProgressAreSparks() throws Exception {
        String topic = topics.create(2);
        topics.send(topic, 0, "a", "b");
        StreamingQuery query = start(
                values("subscribe", topic, "startingOffsets", "{\"" + topic + "\":{\"0\":1,\"1\":-2}}"),
                Trigger.AvailableNow());
        query.awaitTermination();
        assertEquals(List.of("0:1=b"), taken());
        QueryProgress.SourceStatus source = query.recentProgress()[0].sources().getFirst();
        assertEquals("KafkaV2[Subscribe[" + topic + "]]", source.description());
        assertEquals("{\"" + topic + "\":{\"0\":2,\"1\":0}}", source.endOffset().toText());
        assertEquals(
                "{\"" + topic + "\":{\"0\":2,\"1\":0}}", source.latestOffset().toText());
        assertEquals(
                Map.of("minOffsetsBehindLatest", "0", "maxOffsetsBehindLatest", "0", "avgOffsetsBehindLatest", "0.0"),
                source.metrics());
    }

    @Test
    void newPartitionsAndTopicsBeginAtTheirBeginning() {
        String prefix = topics.create(1);
        topics.send(prefix, 0, "a");
        StreamingQuery query = start(
                values("subscribePattern", prefix + ".*", "startingOffsets", "latest"), Trigger.ProcessingTime(0));
        query.processAllAvailable();
        assertEquals(List.of(), taken());
        topics.addPartitions(prefix, 2);
        topics.send(prefix, 1, "b");
        topics.create(prefix + "-more", 1);
        topics.send(prefix + "-more", 0, "c");
        query.processAllAvailable();
        assertEquals(List.of("0:0=c", "1:0=b"), taken());
        query.stop();
    }

    @Test
    void newPartitionsAreSeenWhenNobodyAsks() throws Exception {
        String topic = topics.create(1);
        StreamingQuery query =
                start(values("subscribe", topic, "kafka.metadata.max.age.ms", "50"), Trigger.ProcessingTime(0));
        query.processAllAvailable();
        topics.addPartitions(topic, 2);
        topics.send(topic, 1, "b");
        awaitRows(query);
        assertEquals(List.of("1:0=b"), taken());
        query.stop();
    }

    @Test
    void aQueryWaitsForItsFirstTopic() throws Exception {
        String topic = topics.create(1) + "-first";
        StreamingQuery query =
                start(values("subscribePattern", topic, "kafka.metadata.max.age.ms", "50"), Trigger.ProcessingTime(0));
        query.processAllAvailable(); // one that looks for the first time when the record is there begins behind it
        topics.create(topic, 1);
        topics.send(topic, 0, "a");
        awaitRows(query);
        assertEquals(List.of("0:0=a"), taken());
        query.stop();
    }

    @Test
    void aQueryThatHasReadAllIsWoken() throws Exception {
        String topic = topics.create(1);
        start(values("subscribe", topic), Trigger.AvailableNow()).awaitTermination();
        StreamingQuery query = start(values("subscribe", topic), Trigger.ProcessingTime(0));
        query.processAllAvailable();
        topics.send(topic, 0, "a");
        awaitRows(query);
        assertEquals(List.of("0:0=a"), taken());
        query.stop();
    }

    /// Waits for rows that come without being waited for; a query that has failed gives none.
    private void awaitRows(StreamingQuery query) throws InterruptedException {
        synchronized (rows) {
            while (rows.isEmpty()) {
                query.exception().ifPresent(failed -> fail(failed));
                rows.wait(100);
            }
        }
    }

    @Test
    void aDeletedTopicEndsTheQueryUnlessLossIsAllowed() {
        for (boolean fails : List.of(true, false)) {
            String topic = topics.create(1);
            String other = topics.create(1);
            topics.send(topic, 0, "a");
            StreamingQuery query = values(
                            "subscribe",
                            topic + "," + other,
                            "startingOffsets",
                            "earliest",
                            "failOnDataLoss",
                            "" + fails,
                            "fetchOffset.retryIntervalMs",
                            "10")
                    .writeStream()
                    .format("noop")
                    .trigger(Trigger.ProcessingTime(0))
                    .start();
            query.processAllAvailable();
            topics.delete(topic);
            topics.send(other, 0, "b");
            if (fails) {
                var lost = assertThrows(StreamingQueryException.class, query::processAllAvailable);
                assertTrue(lost.getMessage().contains("[KAFKA_DATA_LOSS.PARTITIONS_DELETED]"), lost::getMessage);
            } else {
                query.processAllAvailable();
                assertEquals(
                        "{\"" + other + "\":{\"0\":1}}",
                        query.lastProgress().sources().getFirst().endOffset().toText());
                query.stop();
            }
        }
    }

    @Test
    void aTopicThatIsMadeAnewIsReadOnIfLossIsAllowed() throws Exception {
        String topic = topics.create(1);
        topics.send(topic, 0, "a", "b", "c");
        StreamingQuery first =
                start(values("subscribe", topic, "startingOffsets", "earliest"), Trigger.ProcessingTime(0));
        first.processAllAvailable();
        first.stop();
        assertEquals(List.of("0:0=a", "0:1=b", "0:2=c"), taken());
        topics.delete(topic);
        topics.create(topic, 1);
        topics.send(topic, 0, "lost");
        var lost = assertThrows(
                StreamingQueryException.class,
                () -> start(values("subscribe", topic, "fetchOffset.numRetries", "1"), Trigger.AvailableNow())
                        .awaitTermination());
        assertTrue(lost.getMessage().contains("[KAFKA_DATA_LOSS.PARTITION_OFFSET_CHANGED]"), lost::getMessage);
        StreamingQuery second = start(
                values("subscribe", topic, "failOnDataLoss", "false", "fetchOffset.retryIntervalMs", "10"),
                Trigger.ProcessingTime(0));
        second.processAllAvailable();
        topics.send(topic, 0, "d");
        awaitRows(second);
        assertEquals(List.of("0:1=d"), taken());
        second.stop();
    }

    @Test
    void recordsThatAgedOutEndTheQueryUnlessLossIsAllowed() {
        String topic = topics.create(1);
        topics.send(topic, 0, "a", "b");
        StreamingQuery first =
                start(values("subscribe", topic, "startingOffsets", "earliest"), Trigger.ProcessingTime(0));
        first.processAllAvailable();
        first.stop();
        topics.send(topic, 0, "c", "d", "e");
        topics.deleteRecords(topic, 0, 4);
        var lost = assertThrows(
                StreamingQueryException.class,
                () -> start(values("subscribe", topic), Trigger.AvailableNow()).awaitTermination());
        assertTrue(lost.getMessage().contains("[KAFKA_DATA_LOSS.COULD_NOT_READ_OFFSET_RANGE]"), lost::getMessage);
        StreamingQuery second = start(values("subscribe", topic, "failOnDataLoss", "false"), Trigger.ProcessingTime(0));
        second.processAllAvailable();
        second.stop();
        assertEquals(List.of("0:0=a", "0:1=b", "0:4=e"), taken());
    }

    @Test
    void abortedTransactionsLeaveGaps() throws Exception {
        String topic = topics.create(1);
        StreamingQuery query = start(
                values("subscribe", topic, "startingOffsets", "earliest", "kafka.isolation.level", "read_committed"),
                Trigger.ProcessingTime(0));
        try (var producer = topics.producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            for (String value : List.of("a", "-", "b", "-")) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(topic, 0, (String) null, value))
                        .get();
                if (value.equals("-")) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
        query.processAllAvailable();
        assertEquals(List.of("0:0=a", "0:4=b"), taken());
        query.stop();
        assertEquals(List.of(), again(topic));
    }

    /// What a query finds that goes on behind all that is there.
    private List<String> again(String topic) throws Exception {
        start(values("subscribe", topic, "kafka.isolation.level", "read_committed"), Trigger.AvailableNow())
                .awaitTermination();
        return taken();
    }

    @Test
    void aMicroBatchWaitsForEnoughRecords() {
        String topic = topics.create(1);
        StreamingQuery query = start(
                values("subscribe", topic, "startingOffsets", "earliest", "minOffsetsPerTrigger", "3"),
                Trigger.ProcessingTime(0));
        query.processAllAvailable();
        topics.send(topic, 0, "a", "b");
        query.processAllAvailable();
        assertEquals(List.of(), taken());
        topics.send(topic, 0, "c");
        query.processAllAvailable();
        assertEquals(List.of("0:0=a", "0:1=b", "0:2=c"), taken());
        query.stop();
    }

    @Test
    void rowsFlowInRealTime() throws Exception {
        String topic = topics.create(1);
        StreamingQuery query = values("subscribe", topic, "startingOffsets", "earliest")
                .writeStream()
                .outputMode("update")
                .foreach(new dev.sluice.api.ForeachWriter<Row>() {
                    @Override
                    public boolean open(long partition, long epoch) {
                        return true;
                    }

                    @Override
                    public void process(Row row) {
                        synchronized (rows) {
                            rows.add(row.get(0) + ":" + row.get(1) + "=" + row.get(2));
                            rows.notifyAll();
                        }
                    }

                    @Override
                    public void close(Throwable error) {}
                })
                .option("checkpointLocation", "checkpoint")
                .trigger(Trigger.RealTime("1 hour"))
                .start();
        topics.send(topic, 0, "a");
        awaitRows(query);
        assertEquals(List.of("0:0=a"), taken());
        assertEquals(0, query.recentProgress().length); // the micro-batch is open
        topics.send(topic, 0, "b");
        query.processAllAvailable();
        assertEquals(List.of("0:1=b"), taken());
        query.stop();
    }

    @Test
    void aBatchReadsFromOnePositionToAnother() {
        String topic = topics.create(2);
        topics.send(topic, 0, "a", "b", "c");
        topics.send(topic, 1, "d");
        var all = session.read().format("kafka").option("kafka.bootstrap.servers", topics.servers());
        assertEquals(4, all.option("subscribe", topic).load().count());
        List<Row> some = all.option("startingOffsets", "{\"" + topic + "\":{\"0\":1,\"1\":0}}")
                .option("endingOffsets", "{\"" + topic + "\":{\"0\":2,\"1\":-1}}")
                .option("minPartitions", "4")
                .load()
                .selectExpr("CAST(value AS STRING) AS value")
                .orderBy("value")
                .collectAsList();
        assertEquals(
                List.of("b", "d"), some.stream().map(row -> row.getString(0)).toList());
    }

    @Test
    void columnsAreSparks() {
        String topic = topics.create(1);
        var record = new ProducerRecord<>(topic, 0, 1_700_000_000_123L, "key", "value");
        record.headers().add(new RecordHeader("h", TestTopics.utf8("1"))).add(new RecordHeader("n", null));
        topics.send(List.of(record, new ProducerRecord<>(topic, 0, 5L, (String) null, (String) null)));
        List<Row> read = session.read()
                .format("kafka")
                .option("kafka.bootstrap.servers", topics.servers())
                .option("assign", "{\"" + topic + "\":[0]}")
                .option("includeHeaders", "true")
                .load()
                .selectExpr(
                        "CAST(key AS STRING)",
                        "CAST(value AS STRING)",
                        "topic = '" + topic + "'",
                        "partition",
                        "offset",
                        "unix_millis(timestamp)",
                        "timestampType",
                        "CAST(headers AS STRING)")
                .collectAsList();
        assertEquals(
                "[key,value,true,0,0,1700000000123,0,[{h, 1}, {n, null}]]",
                read.get(0).toString());
        assertEquals("[null,null,true,0,1,5,0,null]", read.get(1).toString());
    }

    @Test
    void timesSayWhereToBegin() throws Exception {
        String topic = topics.create(2);
        for (long time : List.of(1_000L, 2_000L, 3_000L)) {
            topics.send(List.of(new ProducerRecord<>(topic, 0, time, null, "a" + time)));
        }
        topics.send(List.of(new ProducerRecord<>(topic, 1, 1_500L, null, "b1500")));
        start(values("subscribe", topic, "startingTimestamp", "1500"), Trigger.AvailableNow())
                .awaitTermination();
        assertEquals(List.of("0:1=a2000", "0:2=a3000", "1:0=b1500"), taken());
        var none = assertThrows(
                StreamingQueryException.class,
                () -> values("subscribe", topic, "startingTimestamp", "2500")
                        .writeStream()
                        .format("noop")
                        .trigger(Trigger.AvailableNow())
                        .start()
                        .awaitTermination());
        assertTrue(
                none.getMessage()
                        .contains("No offset matched from request of topic-partition " + topic
                                + "-1 and timestamp 2500."),
                none::getMessage);
        long count = session.read()
                .format("kafka")
                .option("kafka.bootstrap.servers", topics.servers())
                .option("subscribe", topic)
                .option("startingTimestamp", "2500")
                .option("startingOffsetsByTimestampStrategy", "latest")
                .load()
                .count();
        assertEquals(1, count);
    }

    @Test
    void aGroupIsToldHowFarTheQueryIs() throws ExecutionException, InterruptedException {
        String topic = topics.create(1);
        topics.tell(topic + "-lag", topic, new OffsetAndMetadata(0)); // what is ended waits for five seconds at most
        topics.send(topic, 0, "a", "b");
        StreamingQuery query = start(
                values("subscribe", topic, "startingOffsets", "earliest", "groupCommit", topic + "-lag"),
                Trigger.ProcessingTime(0));
        query.processAllAvailable();
        query.stop();
        var committed = topics.admin()
                .listConsumerGroupOffsets(topic + "-lag")
                .partitionsToOffsetAndMetadata()
                .get();
        assertEquals(2, committed.get(new TopicPartition(topic, 0)).offset());
    }

    @Test
    void usersArePassedThrough() throws Exception {
        String topic = topics.create(1);
        topics.send(topic, 0, "a");
        Map<String, String> login = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                KafkaServer.shared().serversForUsers(),
                "kafka.security.protocol",
                "SASL_PLAINTEXT",
                "kafka.sasl.mechanism",
                "PLAIN",
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"ada\" password=\"lovelace\";",
                "subscribe",
                topic));
        assertEquals(1, session.read().format("kafka").options(login).load().count());
        start(
                        reader("startingOffsets", "earliest")
                                .options(login)
                                .load()
                                .selectExpr("partition", "offset", "CAST(value AS STRING)"),
                        Trigger.AvailableNow())
                .awaitTermination();
        assertEquals(List.of("0:0=a"), taken());
        login.replaceAll((_, value) -> value.replace("lovelace", "byron"));
        var refused = assertThrows(
                dev.sluice.error.SluiceException.class,
                () -> session.read().format("kafka").options(login).load().count());
        assertEquals("SLUICE_KAFKA.FAILED", refused.getCondition());
    }
}
