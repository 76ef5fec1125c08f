package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The option `watermarkPerPartition` on a broker: of three partitions one is read a minute a record, one ten seconds a
/// record, and the third is silent. Records are counted in windows of a minute.
@Timeout(60)
class KafkaWatermarkTest {

    private static final int RECORDS = 12;

    private final TestTopics topics = TestTopics.shared();
    private final String topic = topics.create(3);
    private final MemoryStorage storage = new MemoryStorage();
    private final List<Row> rows = Collections.synchronizedList(new ArrayList<>());
    private Session session = session();

    private Session session() {
        return Session.builder()
                .storage(storage)
                .config("spark.sql.session.timeZone", "UTC")
                .create();
    }

    @AfterEach
    void close() {
        session.close();
        topics.close();
    }

    private StreamingQuery start(String... options) {
        var reader = session.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", topics.servers())
                .option("subscribe", topic)
                .option("startingOffsets", "earliest");
        for (int i = 0; i < options.length; i += 2) reader = reader.option(options[i], options[i + 1]);
        reader.load().createOrReplaceTempView("records");
        return session.sql(
                        "SELECT date_format(window.start, 'HH:mm') AS start, count(*) AS number"
                                + " FROM records WATERMARK timestamp DELAY OF INTERVAL 0 SECONDS GROUP BY window(timestamp, '1 minute')")
                .writeStream()
                .outputMode("append")
                .foreachBatch((batch, id) -> {
                    rows.addAll(batch.collectAsList());
                })
                .option("checkpointLocation", "checkpoint")
                .start();
    }

    private void send(int partition, int... seconds) {
        topics.send(IntStream.of(seconds)
                .mapToObj(each -> new ProducerRecord<>(topic, partition, each * 1_000L, (String) null, "x"))
                .toList());
    }

    /// One of each, micro-batch by micro-batch; the slower first, so that it is not late where a micro-batch has it
    /// alone.
    private void sendAll(StreamingQuery query, int from, int to) {
        for (int i = from; i < to; i++) {
            send(1, i * 10);
            send(0, i * 60);
            query.processAllAvailable();
        }
    }

    private List<String> counted() {
        var counts = new TreeMap<String, Long>();
        rows.forEach(row -> counts.merge(row.getString(0), row.getLong(1), Long::sum));
        return counts.entrySet().stream().map(Object::toString).toList();
    }

    private static long late(StreamingQuery query) {
        return Arrays.stream(query.recentProgress())
                .map(QueryProgress::stateOperators)
                .flatMap(List::stream)
                .mapToLong(QueryProgress.StateOperator::numRowsDroppedByWatermark)
                .sum();
    }

    /// In the middle the query is started again: how far each partition is stands in its log.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSlowerPartitionLosesNothing(boolean perPartition) {
        String[] options = {"watermarkPerPartition", "" + perPartition};
        StreamingQuery first = start(options);
        sendAll(first, 0, RECORDS / 2);
        first.stop();
        long late = late(first);
        session.close();
        session = session();
        StreamingQuery second = start(options);
        sendAll(second, RECORDS / 2, RECORDS);
        late += late(second);
        if (perPartition) {
            assertEquals(0, late);
            assertEquals(List.of("00:00=7"), counted(), "the slower one is at 110 seconds");
        } else {
            assertEquals(RECORDS - 2, late, "all of the slower one but its first two");
        }
        second.stop();
    }

    /// One that has said something and is silent then holds the others back, unless it is said for how long.
    @Test
    void aPartitionThatFallsSilentIsLetGo() throws InterruptedException {
        StreamingQuery query = start("watermarkPerPartition", "true", "watermarkIdleTimeout", "1 second");
        send(2, 5);
        sendAll(query, 0, 3);
        for (int i = 3; !counted().contains("00:00=6"); i++) {
            send(0, i * 60);
            send(1, 20 + i * 10);
            query.processAllAvailable();
        }
        assertEquals(0, late(query));
        query.stop();
    }
}
