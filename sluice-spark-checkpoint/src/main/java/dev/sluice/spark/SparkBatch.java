package dev.sluice.spark;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/// A micro-batch as Spark planned it: a file of `offsets`.
///
/// @param ends where it ends in each source; nothing where the source had not begun
record SparkBatch(
        long batchId, long watermarkMillis, long timestampMillis, JsonObject conf, List<Optional<JsonValue>> ends) {

    static SparkBatch read(SparkFiles files, long batchId) {
        String name = "offsets/" + batchId;
        List<String> lines = files.lines(name);
        if (lines.isEmpty()) throw SparkFiles.damaged(files.path(name), "it is empty");
        try {
            JsonObject metadata = files.json(name, lines.getFirst()).asObject();
            return new SparkBatch(
                    batchId,
                    metadata.require("batchWatermarkMs").asLong(),
                    metadata.require("batchTimestampMs").asLong(),
                    metadata.require("conf").asObject(),
                    lines.stream().skip(1).map(line -> end(files, name, line)).toList());
        } catch (IllegalArgumentException e) {
            throw SparkFiles.damaged(files.path(name), String.valueOf(e.getMessage()));
        }
    }

    private static Optional<JsonValue> end(SparkFiles files, String name, String line) {
        return line.strip().equals(SparkFiles.NOTHING) ? Optional.empty() : Optional.of(files.json(name, line));
    }
}
