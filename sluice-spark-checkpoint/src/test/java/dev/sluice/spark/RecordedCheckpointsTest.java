package dev.sluice.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.testing.MovedRun;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Checkpoints of a real Spark against ours of the same query over the same files.
class RecordedCheckpointsTest {

    /// How many figures the number of a join's row has, or any other column of its key.
    private static final int NUMBER = 16;

    @TempDir
    private Path directory;

    private Path events;
    private Path ours;
    private Path output;
    private Path spark;

    @BeforeEach
    void begin() throws IOException {
        events = directory.resolve("the events");
        ours = directory.resolve("ours");
        output = directory.resolve("output");
        spark = directory.resolve("spark");
        Events.write(events, 0, Recording.FILES);
    }

    /// To the byte: keys, values, and in which partition they are.
    @ParameterizedTest
    @EnumSource
    void whatIsExportedIsWhatSparkWouldHaveWritten(MovedQuery query) throws IOException {
        query.run(events, ours, output);
        Path exported = directory.resolve("exported");
        Moving.toSpark(ours, exported, false);
        Recording.unpack(query, spark, events);
        assertEquals(String.join("\n", facts(spark, query)), String.join("\n", facts(exported, query)));
    }

    /// All that Spark goes on with, without what is of that run alone.
    private static List<String> facts(Path checkpoint, MovedQuery query) {
        var files = new SparkFiles(Moving.FILES, checkpoint.toString());
        List<String> facts = new ArrayList<>();
        long last = files.log("offsets").lastKey();
        for (long batch = last - 1; batch <= last; batch++) {
            SparkBatch read = SparkBatch.read(files, batch);
            String conf = JsonValue.of(new TreeMap<>(read.conf())).toText();
            facts.add("planned " + batch + " " + read.watermarkMillis() + " " + read.ends() + " " + conf);
        }
        long done = files.log("commits").lastKey();
        facts.add("committed " + done + " " + files.lines("commits/" + done));
        for (long source = 0; source < SparkBatch.read(files, last).ends().size(); source++) {
            List<String> lines = new ArrayList<>();
            files.whole("sources/" + source).forEach(part -> lines.addAll(files.lines(part.name())));
            for (String line : lines) facts.add("read " + new TreeMap<>(fields(line)));
        }
        for (int id = 0; Files.exists(checkpoint.resolve("state/" + id)); id++) {
            String operator = "state/" + id;
            facts.add("operator "
                    + new TreeMap<>(
                            fields(files.lines(operator + "/_metadata/metadata").getFirst())));
            for (String store : stores(files, operator)) facts.addAll(rows(files, query, operator, store, done + 1));
        }
        return facts;
    }

    private static Map<String, JsonValue> fields(String line) {
        return ((JsonObject) JsonValue.parse(line)).fields();
    }

    private static List<String> stores(SparkFiles files, String operator) {
        JsonObject metadata = JsonValue.parse(
                        files.lines(operator + "/_metadata/metadata").getFirst())
                .asObject();
        return metadata.require("stateStoreInfo").asList().stream()
                .map(store -> store.asObject().require("storeName").asString())
                .toList();
    }

    private static List<String> rows(SparkFiles files, MovedQuery query, String operator, String store, long version) {
        List<String> rows = new ArrayList<>();
        for (int partition = 0; partition < Recording.PARTITIONS; partition++) {
            String name = operator + "/" + partition + (store.equals("default") ? "" : "/" + store);
            if (files.storage().list(files.path(name)).isEmpty()) continue;
            int of = partition;
            Map<ByteBuffer, byte[]> found = StateFiles.read(files.storage(), files.path(name), version);
            found.forEach((key, value) -> {
                String text = HexFormat.of().formatHex(key.array());
                // Which of the rows of a key has which number depends on when others went.
                boolean numbered = store.endsWith("-keyWithIndexToValue");
                int at = NUMBER * (numbered ? columns(files, operator, store) : 0);
                String unnumbered = numbered ? text.substring(0, at) + text.substring(at + NUMBER) : text;
                if (numbered) rows.add(operator + " " + store + " " + of + " has " + text);
                String content = numbered && !query.needsMatched()
                        ? withoutMatched(files, operator, store, value)
                        : HexFormat.of().formatHex(value);
                rows.add(operator + " " + store + " " + of + " " + unnumbered + " -> " + content);
            });
        }
        return rows.stream().sorted().toList();
    }

    /// How many columns a key has, without its number, and with its nulls, which are as long as a column.
    private static int columns(SparkFiles files, String operator, String store) {
        return schemas(files, operator, store)[0].size();
    }

    private static String withoutMatched(SparkFiles files, String operator, String store, byte[] value) {
        List<?> columns = UnsafeRows.read(schemas(files, operator, store)[1], value);
        return columns.subList(0, columns.size() - 1).toString();
    }

    private static DataType.Struct[] schemas(SparkFiles files, String operator, String store) {
        return SparkSchemas.columns(files, operator + "/0/" + store + "/_metadata/schema");
    }

    /// From Spark's checkpoint to the same rows as without any move.
    @ParameterizedTest
    @EnumSource
    void whatSparkLeftGoesOn(MovedQuery query) throws IOException {
        assertEquals(stayed(query), goneOn(query, false));
    }

    /// The last micro-batch was planned, and its output is there, but it was not committed.
    @ParameterizedTest
    @EnumSource
    void whatSparkLeftHalfDoneIsDone(MovedQuery query) throws IOException {
        assertEquals(stayed(query), goneOn(query, true));
    }

    private List<String> goneOn(MovedQuery query, boolean halfDone) throws IOException {
        query.run(events, ours, output);
        Recording.unpack(query, spark, events);
        if (halfDone) {
            long last = new SparkFiles(Moving.FILES, spark.toString())
                    .log("commits")
                    .lastKey();
            Files.delete(spark.resolve("commits/" + last));
        }
        Path back = directory.resolve("back");
        Moving.fromSpark(spark, back, ours);
        Events.write(events, Recording.FILES, 2 * Recording.FILES);
        query.run(events, back, output);
        return MovedRun.rows(output);
    }

    /// What it gives if it is stopped at the same place and stays here: a stop lets the watermark move on.
    private List<String> stayed(MovedQuery query) throws IOException {
        Path all = directory.resolve("all events");
        Events.write(all, 0, Recording.FILES);
        query.run(all, directory.resolve("whole"), directory.resolve("whole output"));
        Events.write(all, Recording.FILES, 2 * Recording.FILES);
        query.run(all, directory.resolve("whole"), directory.resolve("whole output"));
        List<String> rows = MovedRun.rows(directory.resolve("whole output"));
        assertFalse(rows.isEmpty());
        return rows;
    }

    /// From the tenth file on, one of the log says all before. In which micro-batch a file was read is not known any
    /// more.
    @ParameterizedTest
    @CsvSource({"1", "9", "10", "11", "19", "20", "23"})
    void whatIsExportedComesBack(int files) throws IOException {
        Events.write(events, 0, files);
        for (int i = files; i < Recording.FILES; i++) Files.delete(events.resolve("events 00" + i + ".json"));
        MovedQuery.WINDOWS.run(events, ours, output);
        Moving.toSpark(ours, spark, false);
        Path back = directory.resolve("back");
        Moving.fromSpark(spark, back, ours);
        Path again = directory.resolve("again");
        Moving.toSpark(back, again, false);
        assertEquals(
                withoutNumbers(facts(spark, MovedQuery.WINDOWS)), withoutNumbers(facts(again, MovedQuery.WINDOWS)));
    }

    private static List<String> withoutNumbers(List<String> facts) {
        return facts.stream()
                .map(fact -> fact.startsWith("read ") ? fact.replaceFirst("batchId=[^,}]*", "") : fact)
                .sorted()
                .toList();
    }
}
