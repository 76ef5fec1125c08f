package dev.sluice.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.functions;
import dev.sluice.checkpoint.StoppedCheckpoint;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be taken along is refused, and then nothing is there.
class RefusalsTest {

    @TempDir
    private Path directory;

    private Path events;
    private Path ours;
    private Path output;
    private Path spark;

    @BeforeEach
    void begin() throws IOException {
        events = directory.resolve("events");
        ours = directory.resolve("ours");
        output = directory.resolve("output");
        spark = directory.resolve("spark");
        Events.write(events, 0, Recording.FILES);
    }

    private void notCovered(String reason, Executable moving) {
        SluiceException refused = assertThrows(SluiceException.class, moving);
        assertEquals(ErrorCondition.CHECKPOINT_NOT_COVERED, refused.condition());
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private void exportOf(Function<DataFrame, DataFrame> query, String outputMode, String reason) throws IOException {
        run(query, outputMode);
        notCovered(reason, () -> Moving.toSpark(ours, spark, false));
        assertFalse(Files.exists(spark));
    }

    private void run(Function<DataFrame, DataFrame> query, String outputMode) {
        try (Session session = Session.builder().getOrCreate()) {
            DataFrame read = session.readStream().schema(Events.SCHEMA).json(events.toString());
            query.apply(read.withWatermark("at", "10 seconds"))
                    .writeStream()
                    .format("noop")
                    .outputMode(outputMode)
                    .option("checkpointLocation", ours.toString())
                    .trigger(Trigger.AvailableNow())
                    .start()
                    .awaitTermination();
        }
    }

    @Test
    void anAggregateThatIsKeptOtherwise() throws IOException {
        exportOf(read -> read.groupBy("k").agg(functions.expr("kurtosis(v) AS l")), "update", "kurtosis(");
    }

    @Test
    void aTypeThatHasNoForm() throws IOException {
        exportOf(
                read -> read.selectExpr("array(v) AS a").groupBy("a").count(),
                "update",
                "a column of the type ARRAY<BIGINT>");
    }

    @Test
    void aSourceWhoseOffsetsAreOthers() {
        try (Session session = Session.builder().getOrCreate()) {
            session.readStream()
                    .format("rate")
                    .load()
                    .writeStream()
                    .format("noop")
                    .option("checkpointLocation", ours.toString())
                    .trigger(Trigger.Once())
                    .start()
                    .awaitTermination();
        }
        notCovered("it reads RateStreamV2[", () -> Moving.toSpark(ours, spark, false));
    }

    @Test
    void aTargetWhereSomethingIs() throws IOException {
        MovedQuery.STATELESS.run(events, ours, output);
        Files.createDirectories(spark);
        Files.writeString(spark.resolve("a file"), "");
        SluiceException refused = assertThrows(SluiceException.class, () -> Moving.toSpark(ours, spark, false));
        assertEquals(ErrorCondition.CHECKPOINT_LOCATION_NOT_EMPTY, refused.condition());
    }

    @Test
    void aCheckpointInUse() {
        MovedQuery.WINDOWS.run(events, ours, output);
        try (var _ = StoppedCheckpoint.open(Moving.FILES, ours.toString(), Moving.holder())) {
            SluiceException refused = assertThrows(SluiceException.class, () -> Moving.toSpark(ours, spark, false));
            assertEquals(ErrorCondition.CONCURRENT_STREAM_LOG_UPDATE, refused.condition());
        }
        assertFalse(Files.exists(spark));
        Moving.toSpark(ours, spark, false);
    }

    @Test
    void aDamagedCheckpoint() throws IOException {
        MovedQuery.WINDOWS.run(events, ours, output);
        Path log = ours.resolve("log/00000000000000000000.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length / 2] ^= 1;
        Files.write(log, bytes);
        SluiceException refused = assertThrows(SluiceException.class, () -> Moving.toSpark(ours, spark, false));
        assertEquals(ErrorCondition.CHECKPOINT_DAMAGED, refused.condition());
        assertFalse(Files.exists(spark));
    }

    @Test
    void stateFromTheMiddleOfAMicroBatch() throws IOException {
        MovedQuery.WINDOWS.run(events, ours, output);
        Moving.toSpark(ours, spark, false);
        Files.delete(spark.resolve("commits/6"));
        for (int i = 0; i < Recording.PARTITIONS; i++) {
            Path store = spark.resolve("state/0/" + i);
            Files.move(store.resolve("7.snapshot"), store.resolve("6.snapshot"));
        }
        Files.writeString(spark.resolve("commits/5"), "v1\n{\"nextBatchWatermarkMs\":1577836836000}");
        Path back = directory.resolve("back");
        Moving.fromSpark(spark, back, ours);
        Path again = directory.resolve("again");
        notCovered("micro-batch 6 was begun and not committed", () -> Moving.toSpark(back, again, false));
        assertFalse(Files.exists(again));
        Moving.toSpark(back, again, true);
        assertTrue(Files.exists(again.resolve("offsets/6")));
        assertTrue(Files.exists(again.resolve("commits/5")));
        assertFalse(Files.exists(again.resolve("commits/6")));
    }

    /// The last file that is written is missing.
    @Test
    void anImportThatWasNotFinishedStartsNothing() throws IOException {
        MovedQuery.WINDOWS.run(events, ours, output);
        Recording.unpack(MovedQuery.WINDOWS, spark, events);
        Path back = directory.resolve("back");
        Moving.fromSpark(spark, back, ours);
        Files.delete(back.resolve("metadata"));
        SluiceException refused =
                assertThrows(SluiceException.class, () -> MovedQuery.WINDOWS.run(events, back, output));
        assertTrue(refused.getMessage().contains("STREAMING_CHECKPOINT_MISSING_METADATA_FILE"), refused.getMessage());
    }

    @Test
    void stateOfAnotherQuery() throws IOException {
        MovedQuery.WINDOWS.run(events, ours, output);
        Path back = directory.resolve("back");
        Recording.unpack(MovedQuery.DUPLICATES, spark, events);
        notCovered("its operator 0 is dedupe", () -> Moving.fromSpark(spark, back, ours));
        Path functions = directory.resolve("functions");
        Recording.unpack(MovedQuery.FUNCTIONS, functions, events);
        notCovered("it keeps (", () -> Moving.fromSpark(functions, back, ours));
        assertFalse(Files.exists(back));
    }

    @Test
    void stateThatSparkKeepsElsewhere() throws IOException {
        MovedQuery.WINDOWS.run(events, ours, output);
        Recording.unpack(MovedQuery.WINDOWS, spark, events);
        Path last = spark.resolve("offsets/6");
        Files.writeString(last, Files.readString(last).replace("HDFSBacked", "RocksDB"));
        notCovered("providerClass is", () -> Moving.fromSpark(spark, directory.resolve("back"), ours));
    }

    /// Rows of version 1 do not say whether they have matched.
    @Test
    void stateOfAJoinInAnotherForm() throws IOException {
        MovedQuery.JOIN_COUNTED.run(events, ours, output);
        Recording.unpack(MovedQuery.JOIN_COUNTED, spark, events);
        Path last = spark.resolve("offsets/6");
        String version = "\"spark.sql.streaming.join.stateFormatVersion\":\"";
        Files.writeString(last, Files.readString(last).replace(version + "2", version + "1"));
        notCovered("join.stateFormatVersion is 1", () -> Moving.fromSpark(spark, directory.resolve("back"), ours));
    }

    /// What the others know would be lost.
    @Test
    void moreOperatorsThanTheQueryHas() throws IOException {
        run(
                read -> read.groupBy(functions.window(functions.col("at"), "10 seconds"))
                        .agg(functions.expr("count(*) AS n")),
                "append");
        Recording.unpack(MovedQuery.DUPLICATES_COUNTED, spark, events);
        Path back = directory.resolve("back");
        notCovered("the state of more operators than the query", () -> Moving.fromSpark(spark, back, ours));
        assertFalse(Files.exists(back));
    }

    @Test
    void aFileOfAnotherVersion() throws IOException {
        MovedQuery.WINDOWS.run(events, ours, output);
        Recording.unpack(MovedQuery.WINDOWS, spark, events);
        Files.writeString(spark.resolve("commits/6"), "v2\n{\"nextBatchWatermarkMs\":0,\"stateUniqueIds\":{}}");
        notCovered("commits/6 is of the version v2", () -> Moving.fromSpark(spark, directory.resolve("back"), ours));
    }

    @Test
    void filesThatLieElsewhere() throws IOException {
        MovedQuery.WINDOWS.run(events, ours, output);
        Recording.unpack(MovedQuery.WINDOWS, spark, directory.resolve("elsewhere"));
        notCovered("all would be read once more", () -> Moving.fromSpark(spark, directory.resolve("back"), ours));
    }

    @Test
    void aCheckpointOfSparkThatIsNotWhole() throws IOException {
        MovedQuery.WINDOWS.run(events, ours, output);
        Path back = directory.resolve("back");
        for (String file : new String[] {"offsets/6", "commits/6", "state/0/1/4.delta", "sources/0/3", "metadata"}) {
            Path damaged = directory.resolve("without " + file.replace('/', ' '));
            Recording.unpack(MovedQuery.WINDOWS, damaged, events);
            Files.writeString(damaged.resolve(file), "nothing");
            SluiceException refused =
                    assertThrows(SluiceException.class, () -> Moving.fromSpark(damaged, back, ours), file);
            assertEquals(ErrorCondition.CHECKPOINT_DAMAGED, refused.condition(), file);
        }
        assertFalse(Files.exists(back));
    }
}
