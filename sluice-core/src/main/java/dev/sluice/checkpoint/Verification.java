package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.state.StateChange;
import dev.sluice.state.StateSpec;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads every byte of a checkpoint and tells what is wrong with it, also where a query could go on all the same.
///
/// It takes no lock and changes nothing. What a running query deletes meanwhile may be reported as missing.
public final class Verification {

    private final CheckpointFiles files;
    private final List<JsonObject> found = new ArrayList<>();
    private final Map<String, StateChange.Codec> codecs = new HashMap<>();
    private final SoundTables soundTables = new SoundTables();
    private boolean sound = true;

    private Verification(CheckpointFiles files) {
        this.files = files;
    }

    /// @param sound whether nothing is wrong
    /// @param findings a line for each file and one for the whole
    public record Report(boolean sound, List<JsonObject> findings) {}

    /// @throws SluiceException if there is no checkpoint
    public static Report of(Storage storage, String directory) {
        var files = new CheckpointFiles(storage, directory);
        if (files.allSegments().isEmpty()) QueryMetadata.require(files);
        return new Verification(files).run();
    }

    private Report run() {
        check(files.metadata(), () -> {
            QueryMetadata.require(files);
            QueryMetadata.read(files);
            return null;
        });
        LogChain chain = check(null, () -> LogChain.of(files));
        if (chain != null) {
            for (LogChain.Span span : chain.spans()) checkSegment(span);
            if (chain.broken() != null)
                add(chain.broken().getMessageParameters().get("path"), "damaged", chain.broken());
        }
        for (SnapshotName name : files.snapshots().reversed()) checkSnapshot(name, chain);
        for (String path : ClosedMark.damaged(files)) {
            add(path, "damaged", CheckpointErrors.damaged(path, 0, "it does not say where the log ended"));
        }
        Recovery recovery = check(null, () -> Recovery.read(files));
        var whole = JsonValue.object().put("checkpoint", files.directory()).put("sound", sound);
        if (recovery != null) {
            whole.put("committed", recovery.progress().committedBatchId())
                    .put(
                            "pending",
                            recovery.progress()
                                    .pending()
                                    .map(LogEntry.Planned::batchId)
                                    .orElse(null));
            LogProgress progress = recovery.progress();
            check(files.metadata(), () -> {
                QueryMetadata.read(files).check(files, progress);
                return null;
            });
            new StateView(files.storage(), files.directory())
                    .batches()
                    .ifPresent(batches -> whole.put("rewindableTo", batches.first()));
        } else {
            whole.put("hint", "sluice checkpoint repair --dry-run " + files.directory() + " says what can be saved");
        }
        found.add(whole.put("sound", sound).build());
        return new Report(sound, found);
    }

    private void checkSegment(LogChain.Span span) {
        String path = files.segment(span.segment());
        long[] records = {0};
        Boolean read = check(path, () -> {
            new LogReader(files).readOne(span, (type, payload, _) -> {
                records[0]++;
                LogEntry entry = LogEntryCodec.entry(type, payload);
                if (entry instanceof Opened opened) learn(opened);
                if (entry instanceof Changes changes) decode(changes);
            });
            return true;
        });
        if (read != null) {
            found.add(JsonValue.object()
                    .put("file", path)
                    .put("found", "sound")
                    .put("records", records[0])
                    .build());
        }
    }

    private void checkSnapshot(SnapshotName name, @Nullable LogChain chain) {
        String path = files.snapshot(name);
        check(path, () -> {
            SnapshotFile snapshot = soundTables.verified(files, name);
            if (snapshot == null) {
                found.add(JsonValue.object()
                        .put("file", path)
                        .put("found", "not finished")
                        .build());
                return true;
            }
            Opened opened = snapshot.begin().progress().opened();
            if (opened != null) learn(opened);
            snapshot.state(
                    (operator, partition, _, rows) -> decode(new Changes(name.batchId(), operator, partition, rows)));
            boolean counts =
                    chain == null || chain.continues(name, snapshot.begin().continuesAt());
            found.add(JsonValue.object()
                    .put("file", path)
                    .put("found", counts ? "sound" : "void")
                    .put("batchId", name.batchId())
                    .build());
            return true;
        });
    }

    private void learn(Opened opened) {
        for (StateSpec spec : opened.state()) codecs.put(spec.operator(), new StateChange.Codec(spec));
    }

    private void decode(Changes changes) {
        StateChange.Codec codec = codecs.get(changes.operator());
        if (codec != null) codec.decode(changes.rows());
    }

    /// @param path null if the error names it itself
    private <T> @Nullable T check(@Nullable String path, Supplier<@Nullable T> what) {
        try {
            return what.get();
        } catch (SluiceException e) {
            String named = e.getMessageParameters().get("path");
            add(
                    named == null ? path : named,
                    e.condition() == ErrorCondition.CHECKPOINT_DAMAGED ? "damaged" : "wrong",
                    e);
            return null;
        }
    }

    private void add(@Nullable String path, String kind, SluiceException error) {
        sound = false;
        JsonObject line = JsonValue.object()
                .put("file", path)
                .put("found", kind)
                .put("offset", error.getMessageParameters().get("offset"))
                .put("why", error.sentence())
                .build();
        if (!found.contains(line)) found.add(line);
    }
}
