package dev.sluice.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.storage.MemoryStorage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckpointViewTest {

    private final MemoryStorage storage = new MemoryStorage();

    @Test
    void aRunningQuerysLogCanBeReadWithSparksFieldNames() {
        try (var query = new WordCount(storage, WordCount.NO_SNAPSHOTS, 1, new TreeMap<>())) {
            query.runTo(1);
            List<JsonObject> entries = new CheckpointView(storage, WordCount.DIRECTORY).entries();
            assertEquals(
                    List.of(
                            "opened",
                            "planned",
                            "changes",
                            "committed",
                            "planned",
                            "changes",
                            "changes",
                            "committed",
                            "planned"),
                    entries.stream()
                            .map(entry -> entry.require("entry").asString())
                            .toList());
            assertEquals(
                    "{\"entry\":\"planned\",\"batchId\":1,\"batchWatermarkMs\":0,\"batchTimestampMs\":1000001,"
                            + "\"conf\":{\"spark.sql.ansi.enabled\":\"true\"},\"watermarks\":null,"
                            + "\"inputs\":[{\"source\":\"lines\",\"from\":0,\"to\":1,\"replay\":\"file 1\"}]}",
                    entries.get(4).toText());
            assertEquals(
                    "{\"batchId\":1,\"operator\":\"count-by-word\",\"partition\":0,\"upserted\":2,\"removed\":0}",
                    without(entries.get(5), "bytes", "entry").toText());
            assertEquals(
                    "{\"entry\":\"committed\",\"batchId\":1,\"nextBatchWatermarkMs\":1000,\"watermarks\":null,"
                            + "\"sinks\":[\"sunk\"]}",
                    entries.get(7).toText());
        }
    }

    @Test
    void snapshotsAreListedWithWhatIsWrongWithThem() {
        try (var query = new WordCount(storage, WordCount.SMALL, 2, new TreeMap<>())) {
            query.runTo(20);
        }
        var files = new CheckpointFiles(storage, WordCount.DIRECTORY);
        String oldest = files.snapshot(files.snapshots().getLast());
        byte[] bytes = storage.read(oldest);
        bytes[0] ^= 1;
        storage.replace(oldest, bytes);
        JsonObject view = new CheckpointView(storage, WordCount.DIRECTORY).toJson();
        assertEquals("00000000-0000-0001-0000-000000000002", view.require("id").asString());
        JsonObject first = view.require("snapshots").asList().getFirst().asObject();
        assertTrue(first.require("unusable").asString().contains(oldest + " is damaged at byte 0"));
        JsonObject last = view.require("snapshots").asList().getLast().asObject();
        assertTrue(last.require("bytes").asLong() > 100);
    }

    @Test
    void whereThereIsNoCheckpointThatIsSaid() {
        var error = assertThrows(SluiceException.class, () -> new CheckpointView(storage, "nowhere").toJson());
        assertTrue(error.getMessage().contains("Cannot find a checkpoint in nowhere: it has no file metadata."));
    }

    private static JsonObject without(JsonObject json, String... names) {
        var fields = new LinkedHashMap<>(json.fields());
        for (String name : names) fields.remove(name);
        return new JsonObject(fields);
    }
}
