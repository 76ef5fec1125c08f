package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.state.StateDump;
import dev.sluice.state.StatePlace;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The log of a running query: the driver's, in one thread.
///
/// ```text
/// append(Opened)
/// append(Planned n)                    sync()      before anything of n can be seen outside
///   … n runs, its output becomes visible …
/// append(Changes n)*  append(Committed n)  goOnWithSnapshot(…)
/// append(Planned n+1)                  sync()      one sync for both; without an n+1, sync() at once
/// ```
///
/// Only after the sync that follows a commit may sources be told that they can forget, and listeners that it is done.
/// After a failure the log is closed and opened again, and what was not committed is run anew.
public final class CheckpointLog implements AutoCloseable {

    /// Small enough for a new micro-batch not to wait.
    private static final int QUIET_SHARE_ROWS = 1 << 16;

    private final CheckpointFiles files;
    private final CheckpointSettings settings;
    private final Ownership own;
    private final Epoch epoch;
    private final String queryId;
    private final Recovery recovery;
    private final LogWriter writer;
    private final Snapshots snapshots;

    private LogProgress progress;
    private boolean opened;
    private long logBytes;
    private long snapshotBatchId;
    private Snapshots.@Nullable Request due;

    private CheckpointLog(
            CheckpointFiles files,
            CheckpointSettings settings,
            Executor background,
            Ownership own,
            QueryMetadata query,
            Supplier<StatePlace> places) {
        this.files = files;
        this.settings = settings;
        this.own = own;
        epoch = own.epoch();
        queryId = query.id();
        recovery = Recovery.read(files);
        progress = recovery.progress();
        query.check(files, progress);
        logBytes = recovery.logBytes();
        snapshotBatchId = recovery.snapshotBatchId();
        writer = new LogWriter(files, epoch, recovery.end(), settings.segmentBytes());
        snapshots = new Snapshots(files, settings, epoch, background, recovery, places);
    }

    /// Opens a checkpoint for this run alone, and finds out how far the query has come.
    ///
    /// @param background makes the snapshots
    /// @param holder who opens it
    /// @param newQueryId gives the query's id if the checkpoint is new
    /// @throws SluiceException if another run has it open, if it is damaged, or if it is none of ours
    public static CheckpointLog open(
            Storage storage,
            String directory,
            CheckpointSettings settings,
            Executor background,
            Holder holder,
            Supplier<UUID> newQueryId) {
        return open(storage, directory, settings, background, holder, newQueryId, StatePlace::memory);
    }

    /// The same, for state that is kept elsewhere.
    ///
    /// @param places where snapshots are folded
    public static CheckpointLog open(
            Storage storage,
            String directory,
            CheckpointSettings settings,
            Executor background,
            Holder holder,
            Supplier<UUID> newQueryId,
            Supplier<StatePlace> places) {
        var files = new CheckpointFiles(storage, directory);
        files.requireOurs();
        Ownership own = Ownership.take(files, holder);
        try {
            QueryMetadata query = QueryMetadata.readOrCreate(files, newQueryId);
            return new CheckpointLog(files, settings, background, own, query, places);
        } catch (RuntimeException | Error e) {
            own.close();
            throw e;
        }
    }

    /// The query's id, the same in all its runs.
    public String queryId() {
        return queryId;
    }

    /// Which opening of the checkpoint this is.
    public long epoch() {
        return epoch.number();
    }

    /// How the checkpoint was found.
    public Recovery recovery() {
        return recovery;
    }

    /// How far the query has come, with all entries appended so far.
    public LogProgress progress() {
        return progress;
    }

    /// Appends an entry. It is durable after the next [#sync].
    public void append(LogEntry entry) {
        if (!opened && !(entry instanceof Opened)) throw SluiceException.bug("the first entry of a run is not Opened");
        try {
            progress = progress.apply(entry);
        } catch (IllegalArgumentException e) {
            throw SluiceException.bug(String.valueOf(e.getMessage()));
        }
        opened = true;
        byte[] payload = LogEntryCodec.payload(entry);
        writer.append(LogEntryCodec.type(entry), payload);
        logBytes += RecordWriter.HEADER_BYTES + payload.length;
    }

    /// Begins a run whose state does not follow from the log, because the query was changed: with a snapshot of it,
    /// from which the log goes on. Durable when it returns; until then nothing has happened.
    ///
    /// @param opened says that the state was adapted
    /// @param from where the changed query goes on; a pending micro-batch in it is planned once more
    /// @param memories of the sources
    /// @param state hands over the state, as changes to an empty one
    public void openAdapted(
            Opened opened,
            LogProgress from,
            Map<String, JsonValue> memories,
            Consumer<StateStores.ChangeReceiver> state) {
        Optional<LogEntry.Planned> pending = from.pending();
        LogProgress settled = from.settled(opened);
        byte[] payload = LogEntryCodec.payload(opened);
        var position =
                new LogPosition(writer.nextSegment(), FileHeader.BYTES + RecordWriter.HEADER_BYTES + payload.length);
        var name = new CheckpointFiles.SnapshotName(settled.committedBatchId(), epoch.number());
        SnapshotFile.write(files, name, new SnapshotFile.Begin(position, settled, memories), state);
        epoch.check("checkpoint " + files.directory());
        progress = settled;
        this.opened = true;
        writer.append(LogEntryCodec.OPENED, payload);
        if (!writer.position().equals(position)) throw SluiceException.bug("the log goes on elsewhere: " + position);
        snapshotBatchId = settled.committedBatchId();
        logBytes = 0;
        pending.ifPresent(this::append);
        sync();
    }

    /// Returns once all entries are durable.
    public void sync() {
        writer.sync("micro-batch " + Math.max(0, progress.committedBatchId()));
        if (due == null) return;
        snapshots.submit(due);
        due = null;
    }

    /// To be called after a commit was appended and before the next micro-batch is planned: decides whether a snapshot
    /// is wanted, and goes on with the one that is being made. State in memory is taken from the stores, some rows with
    /// each micro-batch; when the last were taken, it becomes a snapshot of this moment after the next [#sync].
    ///
    /// @param stores as the commit left them
    /// @param changedRows how many rows of them the micro-batch changed
    /// @param memories what each source wants to remember of all it has read so far; asked only when it is needed
    public void goOnWithSnapshot(StateStores stores, long changedRows, Supplier<Map<String, JsonValue>> memories) {
        Committed committed = progress.committed();
        if (committed == null || progress.pending().isPresent()) {
            throw SluiceException.bug("a snapshot in the middle of a micro-batch");
        }
        if (snapshots.isDue(logBytes, committed.batchId() - snapshotBatchId)) {
            Optional<StateDump> rows = stores.beginDump();
            snapshots.begin(rows.orElse(null), committed.batchId(), writer.position());
            logBytes = 0;
            snapshotBatchId = committed.batchId();
            if (rows.isEmpty()) due = request(memories);
        }
        collect(settings.share(changedRows), memories);
    }

    /// Goes on with a snapshot while there is no micro-batch to run. To be called after [#sync].
    ///
    /// @return whether it is to be called again; if nothing could be done now, after a while
    public Pause goOnWithSnapshot(Supplier<Map<String, JsonValue>> memories) {
        if (!snapshots.isCollecting() || progress.pending().isPresent()) return Pause.OVER;
        if (snapshots.isBehind()) return Pause.WAITS;
        collect(QUIET_SHARE_ROWS, memories);
        if (due != null) sync();
        return snapshots.isCollecting() ? Pause.GOES_ON : Pause.OVER;
    }

    /// Whether a snapshot has been begun that is not there yet and has not failed.
    public boolean isMakingSnapshot() {
        return snapshots.isBusy();
    }

    /// What becomes of a snapshot between micro-batches.
    public enum Pause {
        /// There is more to do.
        GOES_ON,
        /// There is, but the disk has to catch up first.
        WAITS,
        /// None is being made.
        OVER
    }

    private void collect(long rows, Supplier<Map<String, JsonValue>> memories) {
        if (snapshots.isCollecting() && snapshots.collect(rows)) due = request(memories);
    }

    private Snapshots.Request request(Supplier<Map<String, JsonValue>> memories) {
        return new Snapshots.Request(
                progress.committedBatchId(), new SnapshotFile.Begin(writer.position(), progress, memories.get()));
    }

    /// Why the last snapshot failed, told once, for the program's log; the query is not concerned.
    public Optional<Throwable> takeSnapshotFailure() {
        return snapshots.takeFailure();
    }

    /// Ends the run. What was appended and not synced may be lost.
    @Override
    public void close() {
        try (own) {
            LogPosition end = writer.durableEnd();
            try (writer) {
                snapshots.close();
            }
            if (end != null) ClosedMark.write(files, epoch, end);
        }
    }
}
