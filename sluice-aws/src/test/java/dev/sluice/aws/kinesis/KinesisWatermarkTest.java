package dev.sluice.aws.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.Shard;

/// The option `watermarkPerPartition`: each shard has a watermark of its own, and one that was split holds the others
/// back until those that came out of it have records. A record is a number of seconds, and they are counted in minutes.
@RequiresKinesalite
@Timeout(60)
class KinesisWatermarkTest {

    private final KinesisServer server = KinesisServer.shared();
    private final Session session = Session.builder()
            .storage(new MemoryStorage())
            .config("spark.sql.session.timeZone", "UTC")
            .create();

    @AfterEach
    void close() {
        session.stop();
    }

    private StreamingQuery start(String stream, boolean perPartition) {
        Map<String, String> told = new HashMap<>(server.options(stream));
        told.put("watermarkPerPartition", "" + perPartition);
        session.readStream().format("kinesis").options(told).load().createOrReplaceTempView("records");
        return session.sql("SELECT window.start, count(*) FROM (SELECT timestamp_seconds(CAST(CAST(data AS STRING) AS"
                        + " BIGINT)) AS at FROM records) WATERMARK at DELAY OF INTERVAL 0 SECONDS"
                        + " GROUP BY window(at, '1 minute')")
                .writeStream()
                .outputMode("append")
                .format("noop")
                .option("checkpointLocation", stream)
                .start();
    }

    private static long late(StreamingQuery query) {
        return Arrays.stream(query.recentProgress())
                .map(QueryProgress::stateOperators)
                .flatMap(List::stream)
                .mapToLong(QueryProgress.StateOperator::numRowsDroppedByWatermark)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSlowerShardLosesNothing(boolean perPartition) {
        String stream = "watermark" + perPartition;
        server.create(stream, 2);
        Shard slow = server.open(stream).getFirst();
        Shard fast = server.open(stream).getLast();
        StreamingQuery query = start(stream, perPartition);
        for (int i = 0; i < 4; i++) {
            server.put(stream, slow, List.of("" + i * 10));
            server.put(stream, fast, List.of("" + i * 100));
            query.processAllAvailable();
        }
        server.split(stream);
        server.put(stream, fast, List.of("1000"));
        query.processAllAvailable();
        List<Shard> open = server.open(stream);
        for (Shard shard : open.subList(0, 2)) server.put(stream, shard, List.of("40", "50"));
        query.processAllAvailable();
        assertEquals(perPartition ? 0 : 1, Math.min(1, late(query)));
        IntStream.of(60, 120, 180).forEach(at -> {
            for (Shard shard : open) server.put(stream, shard, List.of("" + at));
            query.processAllAvailable();
        });
        query.stop();
    }
}
