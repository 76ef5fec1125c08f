package dev.sluice.spark;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A micro-batch as Spark planned it: a file of `offsets`.
///
/// @param conf the settings that it was planned with
/// @param ends where it ends in each source; nothing where the source had not begun
record SparkBatch(
        long batchId,
        long watermarkMillis,
        long timestampMillis,
        Map<String, String> conf,
        List<Optional<JsonValue>> ends) {

    static SparkBatch read(SparkFiles files, long batchId) {
        String name = "offsets/" + batchId;
        List<String> lines = files.lines(name);
        return files.first(
                name,
                metadata -> new SparkBatch(
                        batchId,
                        metadata.require("batchWatermarkMs").asLong(),
                        metadata.require("batchTimestampMs").asLong(),
                        texts(metadata.require("conf").asObject()),
                        lines.stream()
                                .skip(1)
                                .map(line -> end(files, name, line))
                                .toList()));
    }

    private static Map<String, String> texts(JsonObject conf) {
        Map<String, String> texts = new HashMap<>();
        conf.fields().forEach((key, value) -> texts.put(key, value.asString()));
        return texts;
    }

    private static Optional<JsonValue> end(SparkFiles files, String name, String line) {
        return line.strip().equals(SparkFiles.NOTHING)
                ? Optional.empty()
                : Optional.of(files.parse(name, line, json -> json));
    }
}
