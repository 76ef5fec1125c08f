package dev.sluice.aws.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.Trigger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Queries that read streams of a real server into files.
@RequiresKinesalite
class KinesisStreamTest {

    private final KinesisServer server = KinesisServer.shared();

    @TempDir
    private Path directory = Path.of("");

    private Session session = Session.builder().create();
    private String stream = "";

    @BeforeEach
    void begin(TestInfo test) {
        stream = test.getTestMethod().orElseThrow().getName();
        server.create(stream, 2);
    }

    @AfterEach
    void end() {
        session.stop();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "r" + i).toList();
    }

    /// Reads all that is there, in a run of the query.
    private void run(String... options) throws Exception {
        Map<String, String> told = new HashMap<>(server.options(stream));
        for (int i = 0; i < options.length; i += 2) told.put(options[i], options[i + 1]);
        DataFrame input = session.readStream().format("kinesis").options(told).load();
        input.selectExpr("CAST(data AS STRING) AS value", "shardId", "sequenceNumber", "approximateArrivalTimestamp")
                .writeStream()
                .format("json")
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .start(directory.resolve("out").toString())
                .awaitTermination();
    }

    private List<Row> written() {
        return session.read()
                .schema("value STRING, shardId STRING, sequenceNumber STRING, approximateArrivalTimestamp TIMESTAMP")
                .json(directory.resolve("out").toString())
                .collectAsList();
    }

    private void assertWritten(List<String> values) {
        List<String> found = new ArrayList<>(
                written().stream().map(row -> row.getString(0)).sorted().toList());
        assertEquals(values.stream().sorted().toList(), found);
    }

    @Test
    void eachRunGoesOnWhereTheLastOneEnded() throws Exception {
        server.put(stream, numbers(0, 1200));
        run("maxRecordsPerTrigger", "100");
        assertWritten(numbers(0, 1200));
        server.put(stream, numbers(1200, 1300));
        run();
        run();
        assertWritten(numbers(0, 1300));
        assertEquals(
                2, written().stream().map(row -> row.getString(1)).distinct().count());
    }

    @Test
    void shardsThatWereSplitAndMergedAreReadToTheirEnds() throws Exception {
        server.put(stream, numbers(0, 50));
        server.split(stream);
        server.put(stream, numbers(50, 100));
        run("maxRecordsPerTrigger", "10");
        assertWritten(numbers(0, 100));
        server.merge(stream);
        server.put(stream, numbers(100, 150));
        server.split(stream);
        server.put(stream, numbers(150, 200));
        run("maxBytesPerTrigger", "100");
        assertWritten(numbers(0, 200));
        assertTrue(written().stream().map(row -> row.getString(1)).distinct().count() > 4);
    }

    @Test
    void aQueryThatBeginsAtTheLatestReadsWhatComesThen() throws Exception {
        server.put(stream, numbers(0, 10));
        Map<String, String> told = new HashMap<>(server.options(stream));
        told.put("initialPosition", "LATEST");
        StreamingQuery query = session.readStream()
                .format("kinesis")
                .options(told)
                .load()
                .selectExpr("CAST(data AS STRING) AS value")
                .writeStream()
                .format("json")
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .start(directory.resolve("out").toString());
        query.processAllAvailable();
        server.put(stream, numbers(10, 20));
        server.split(stream);
        server.put(stream, numbers(20, 30));
        while (query.recentProgress().length < 1 || written().size() < 20) query.processAllAvailable();
        query.stop();
        assertWritten(numbers(10, 30));
    }

    @Test
    void aQueryMayBeginAtATime() throws Exception {
        server.put(stream, numbers(0, 10));
        run("initialPosition", "AT_TIMESTAMP", "initialTimestamp", "2020-01-02T03:04:05Z");
        assertWritten(numbers(0, 10));
    }

    @Test
    void aStreamThatWasMadeAnewIsNoticed() throws Exception {
        stream = "madeAnew";
        server.create(stream, 1);
        server.put(stream, numbers(0, 10));
        run();
        server.delete(stream);
        awaitNextSecond();
        server.create(stream, 1);
        server.put(stream, numbers(10, 15));
        assertIsRefused();
        run("failOnDataLoss", "false");
        assertWritten(numbers(0, 15));
    }

    /// Within one the server would number the records as those before.
    private static void awaitNextSecond() {
        long second = System.currentTimeMillis() / 1_000;
        while (System.currentTimeMillis() / 1_000 == second) Thread.onSpinWait();
    }

    @Test
    void aShardThatHadEndedAndIsOpenAgainIsNoticed() throws Exception {
        stream = "endedAndMadeAnew";
        server.create(stream, 1);
        server.put(stream, numbers(0, 10));
        server.split(stream);
        run();
        server.delete(stream);
        server.create(stream, 1);
        server.put(stream, numbers(10, 15));
        assertIsRefused();
        run("failOnDataLoss", "false");
        run(); // it is told once
        assertWritten(numbers(0, 15));
    }

    private void assertIsRefused() {
        String told = messages(assertThrows(Exception.class, this::run));
        assertTrue(told.contains("SLUICE_KINESIS.DATA_LOSS"), told);
    }

    private static String messages(Throwable failure) {
        var all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            all.append(cause.getMessage()).append('\n');
        return all.toString();
    }

    @Test
    void whatIsWrongIsSaid() {
        var noStream = assertThrows(
                SluiceException.class,
                () -> session.readStream().format("kinesis").load());
        assertTrue(noStream.getMessage().contains("must name a stream"), noStream::getMessage);
        Map<String, String> odd = new HashMap<>(server.options(stream));
        odd.put("initialPosition", "SOMEWHERE");
        var noPosition = assertThrows(
                SluiceException.class,
                () -> session.readStream().format("kinesis").options(odd).load());
        assertTrue(noPosition.getMessage().contains("SOMEWHERE"), noPosition::getMessage);
        var batch = assertThrows(
                SluiceException.class,
                () -> session.read()
                        .format("kinesis")
                        .options(server.options(stream))
                        .load()
                        .collect());
        assertTrue(batch.getMessage().contains("kinesis"), batch::getMessage);
    }
}
