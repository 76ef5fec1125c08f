package dev.sluice.checkpoint;

import dev.sluice.error.ErrorCondition;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The file `metadata`: which query a checkpoint belongs to. `{"id":"…"}`, as Spark writes it.
///
/// @param id of the query, the same in all its runs
/// @param forkedFrom whose log the beginning of this one is; usually nobody's
record QueryMetadata(String id, List<String> forkedFrom) {

    /// @param newId gives the id of a checkpoint that is new
    static QueryMetadata readOrCreate(CheckpointFiles files, Supplier<UUID> newId) {
        if (files.storage().find(files.metadata()).isEmpty()) {
            if (!files.segments().isEmpty() || !files.snapshots().isEmpty()) {
                throw ErrorCondition.STREAMING_CHECKPOINT_MISSING_METADATA_FILE
                        .error()
                        .with("checkpointLocation", files.directory())
                        .build();
            }
            new QueryMetadata(newId.get().toString(), List.of()).create(files);
        }
        return read(files);
    }

    /// The metadata of a checkpoint that there must be.
    static QueryMetadata require(CheckpointFiles files) {
        if (files.storage().find(files.metadata()).isPresent()) return read(files);
        throw ErrorCondition.IO_ERROR
                .error()
                .with("action", "find a checkpoint in")
                .with("path", files.directory())
                .with("reason", "it has no file metadata")
                .hint(nearby(files))
                .build();
    }

    /// Which checkpoints are in the directory, where it is not one itself.
    private static @Nullable String nearby(CheckpointFiles files) {
        List<String> found = below(files);
        return found.isEmpty() ? null : "each query has a directory of its own there: " + String.join(", ", found);
    }

    static List<String> below(CheckpointFiles files) {
        return files.storage().list(files.directory()).stream()
                .filter(Storage.Entry::directory)
                .map(Storage.Entry::path)
                .filter(path -> files.storage()
                        .find(new CheckpointFiles(files.storage(), path).metadata())
                        .isPresent())
                .toList();
    }

    static QueryMetadata read(CheckpointFiles files) {
        byte[] content = files.storage().read(files.metadata());
        try {
            JsonObject json = LogEntryCodec.json(content);
            List<String> others = json.get("forkedFrom") == null
                    ? List.of()
                    : json.require("forkedFrom").asList().stream()
                            .map(JsonValue::asString)
                            .toList();
            return new QueryMetadata(json.require("id").asString(), others);
        } catch (IllegalArgumentException e) {
            throw CheckpointErrors.damaged(files.metadata(), 0, new String(content, StandardCharsets.UTF_8) + ": " + e);
        }
    }

    void create(CheckpointFiles files) {
        var json = JsonValue.object().put("id", id);
        if (!forkedFrom.isEmpty()) json.put("forkedFrom", forkedFrom);
        files.storage().create(files.metadata(), LogEntryCodec.bytes(json.build()));
    }

    /// The metadata of a copy that becomes a query of its own.
    QueryMetadata fork(String newId) {
        var all = new ArrayList<>(forkedFrom);
        all.add(id);
        return new QueryMetadata(newId, all);
    }

    /// @throws dev.sluice.error.SluiceException if the log is that of another query
    void check(CheckpointFiles files, LogProgress progress) {
        LogEntry.Opened opened = progress.opened();
        if (opened == null || opened.queryId().equals(id) || forkedFrom.contains(opened.queryId())) return;
        throw CheckpointErrors.damaged(
                files.metadata(), 0, "it says the query is " + id + ", and the log says " + opened.queryId());
    }
}
