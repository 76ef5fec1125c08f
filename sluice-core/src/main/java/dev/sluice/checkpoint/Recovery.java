package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.json.JsonValue;
import dev.sluice.state.StateCompatibility;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a checkpoint holds, found by folding its newest sound snapshot and the log behind it.
///
/// The driver goes on from here: it restores each source's memory, tells it the ranges of [#replay], restores the
/// state, and runs the pending micro-batch, if there is one, exactly as it was planned.
public final class Recovery {

    private final CheckpointFiles files;
    private final SoundTables soundTables = new SoundTables();
    private final SnapshotBase base;
    private final List<SourceInput> replay = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private LogProgress progress;
    private final @Nullable LogPosition end;
    private long logBytes;

    private Recovery(CheckpointFiles files) {
        this.files = files;
        this.base = SnapshotBase.find(files, Long.MAX_VALUE, soundTables);
        this.progress = base.progress();
        LogPosition position = base.position();
        this.end = position == null ? null : new LogReader(files).readToEnd(position, this::apply);
        ClosedMark.check(files, end, notes);
    }

    static Recovery read(CheckpointFiles files) {
        return new Recovery(files);
    }

    /// Looks without opening anything: changes nothing, takes no lock.
    public static Recovery look(Storage storage, String directory) {
        return read(new CheckpointFiles(storage, directory));
    }

    /// How far the query had come.
    public LogProgress progress() {
        return progress;
    }

    /// All ranges that were planned since the snapshot, oldest first, those of the pending micro-batch and of those
    /// that are to be run again included.
    public List<SourceInput> replay() {
        var all = new ArrayList<>(replay);
        long planned = progress.planned() == null ? -1 : progress.planned().batchId();
        for (Planned again : progress.again()) {
            if (again.batchId() > planned) all.addAll(again.inputs());
        }
        return all;
    }

    /// What each source wanted to remember when the snapshot was made.
    public Map<String, JsonValue> memories() {
        return base.snapshot() == null ? Map.of() : base.snapshot().begin().memories();
    }

    /// What was found wrong and could be helped: snapshots that cannot be read while older ones and the log can.
    public List<String> notes() {
        return Stream.concat(base.notes().stream(), notes.stream()).toList();
    }

    /// Brings empty stores to where the last committed micro-batch left them. Their number of partitions may be
    /// another.
    ///
    /// @throws dev.sluice.error.SluiceException if the stores are not those that the query had
    public void restoreState(StateStores stores) {
        Opened opened = progress.opened();
        if (opened == null || progress.committed() == null) return;
        StateCompatibility.check(opened.state(), stores.specs());
        var receiver = new StoresReceiver(stores);
        SnapshotFile snapshot = base.snapshot();
        if (snapshot != null && !snapshot.loadInto(stores, () -> {})) snapshot.state(receiver);
        if (base.position() != null && end != null) {
            new LogReader(files).read(base.position(), end, new CommittedChanges(base.statePartitions(), receiver));
        }
        stores.settle();
    }

    /// Where the log ends, or null if there is none.
    @Nullable
    LogPosition end() {
        return end;
    }

    /// How much there is to fold behind the snapshot.
    long logBytes() {
        return logBytes;
    }

    /// The last micro-batch of the snapshot, or -1.
    long snapshotBatchId() {
        return base.snapshot() == null ? -1 : base.snapshot().name().batchId();
    }

    /// How much the next snapshot has to write again of this one; of tables nothing.
    long snapshotBytes() {
        SnapshotFile snapshot = base.snapshot();
        return snapshot == null || snapshot.stored() instanceof StoredTables ? 0 : snapshot.sizeBytes();
    }

    /// The tables that were read.
    SoundTables soundTables() {
        return soundTables;
    }

    private void apply(int type, byte[] payload, LogPosition end) {
        LogEntry entry = LogEntryCodec.entry(type, payload);
        if (entry instanceof Opened opened && opened.adapted()) throw LogEntry.adaptedHere();
        boolean again = progress.pending().filter(entry::equals).isPresent();
        progress = progress.apply(entry);
        if (entry instanceof Planned planned && !again) replay.addAll(planned.inputs());
        logBytes += RecordWriter.HEADER_BYTES + payload.length;
    }
}
