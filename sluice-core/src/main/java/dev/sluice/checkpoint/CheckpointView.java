package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.checkpoint.LogEntry.Rewound;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.state.StateChange;
import dev.sluice.state.StateSpec;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A checkpoint as JSON, for people. It takes no lock and changes nothing, so a running query may be looked at; what
/// it is just writing may be seen or not.
public final class CheckpointView {

    private final CheckpointFiles files;

    public CheckpointView(Storage storage, String directory) {
        files = new CheckpointFiles(storage, directory);
    }

    /// The id of the query, the snapshots, and the entries of the log that are still there, oldest first.
    ///
    /// @throws SluiceException if there is no checkpoint, or its log is damaged
    public JsonObject toJson() {
        QueryMetadata.require(files);
        return JsonValue.object()
                .put(
                        "id",
                        LogEntryCodec.json(files.storage().read(files.metadata()))
                                .get("id"))
                .put(
                        "snapshots",
                        files.snapshots().reversed().stream()
                                .map(this::snapshot)
                                .toList())
                .put("entries", entries())
                .build();
    }

    /// The entries of the log that are still there, oldest first. Those of Spark's `offsets/N` are named `planned`,
    /// those of its `commits/N` are named `committed`.
    public List<JsonObject> entries() {
        LogPosition beginning = LogChain.of(files).beginning();
        List<JsonObject> entries = new ArrayList<>();
        if (beginning == null) return entries;
        Map<String, StateSpec> specs = new HashMap<>();
        new LogReader(files).readToEnd(beginning, (type, payload, _) -> {
            LogEntry entry = LogEntryCodec.entry(type, payload);
            if (entry instanceof Opened opened) opened.state().forEach(spec -> specs.put(spec.operator(), spec));
            entries.add(entry(entry, specs));
        });
        return entries;
    }

    private static JsonObject entry(LogEntry entry, Map<String, StateSpec> specs) {
        return switch (entry) {
            case Opened opened -> named("opened", LogEntryJson.toJson(opened));
            case Planned planned -> named("planned", LogEntryJson.toJson(planned));
            case Changes changes -> named("changes", changes(changes, specs));
            case Committed committed -> named("committed", LogEntryJson.toJson(committed));
            case Rewound rewound -> named("rewound", LogEntryJson.toJson(rewound));
        };
    }

    private static JsonObject changes(Changes changes, Map<String, StateSpec> specs) {
        var json = JsonValue.object()
                .put("batchId", changes.batchId())
                .put("operator", changes.operator())
                .put("partition", changes.partition())
                .put("bytes", changes.rows().length);
        // Where the beginning of the log is gone, so may be the entry that tells the schema.
        StateSpec spec = specs.get(changes.operator());
        if (spec != null) {
            StateChange change = new StateChange.Codec(spec).decode(changes.rows());
            json.put("upserted", change.upserted().count())
                    .put("removed", change.removed().count());
        }
        return json.build();
    }

    private JsonObject snapshot(SnapshotName name) {
        var json = JsonValue.object().put("batchId", name.batchId()).put("file", files.snapshot(name));
        try {
            SnapshotFile snapshot = SnapshotFile.verified(files, name, SoundTables.bySize());
            if (snapshot == null) {
                json.put("unusable", "it was not finished");
            } else {
                json.put("bytes", snapshot.sizeBytes());
                switch (snapshot.stored()) {
                    case StoredTables tables ->
                        json.put("backend", tables.layout().backend())
                                .put("tables", tables.files().size());
                    case StoredPieces pieces -> {
                        json.put("begunBatchId", pieces.begunBatchId());
                        pieces.files().forEach(file -> json.put("pieces", files.table(file)));
                    }
                    case null -> {}
                }
                json.put("memories", snapshot.begin().memories());
            }
        } catch (SluiceException e) {
            json.put("unusable", e.sentence());
        }
        return json.build();
    }

    private static JsonObject named(String entry, JsonObject fields) {
        Map<String, JsonValue> all = new LinkedHashMap<>();
        all.put("entry", JsonValue.of(entry));
        all.putAll(fields.fields());
        return new JsonObject(all);
    }
}
