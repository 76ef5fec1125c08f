package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The log of a running query: the driver's, in one thread.
///
/// ```text
/// append(Opened)
/// append(Planned n)                    sync()      before anything of n can be seen outside
///   … n runs, its output becomes visible …
/// append(Changes n)*  append(Committed n)  snapshotIfDue(…)
/// append(Planned n+1)                  sync()      one sync for both; without an n+1, sync() at once
/// ```
///
/// Only after the sync that follows a commit may sources be told that they can forget, and listeners that it is done.
/// After a failure the log is closed and opened again, and what was not committed is run anew.
public final class CheckpointLog implements AutoCloseable {

    private final Storage.Lock lock;
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
            Storage.Lock lock,
            Epoch epoch,
            String queryId) {
        this.lock = lock;
        this.epoch = epoch;
        this.queryId = queryId;
        recovery = Recovery.read(files);
        progress = recovery.progress();
        logBytes = recovery.logBytes();
        snapshotBatchId = recovery.snapshotBatchId();
        writer = new LogWriter(files, epoch, recovery.end(), settings.segmentBytes());
        snapshots = new Snapshots(files, settings, epoch, background, recovery.snapshotBytes());
    }

    /// Opens a checkpoint for this run alone, and finds out how far the query has come.
    ///
    /// @param background makes the snapshots
    /// @param runId of this run
    /// @param newQueryId gives the query's id if the checkpoint is new
    /// @throws SluiceException if another run has it open, if it is damaged, or if it is none of ours
    public static CheckpointLog open(
            Storage storage,
            String directory,
            CheckpointSettings settings,
            Executor background,
            String runId,
            Supplier<UUID> newQueryId) {
        var files = new CheckpointFiles(storage, directory);
        files.sparkDirectory().ifPresent(found -> {
            throw ErrorCondition.CHECKPOINT_OF_SPARK
                    .error()
                    .with("path", directory)
                    .with("directory", found)
                    .build();
        });
        Storage.Lock lock = storage.lock(files.lock())
                .orElseThrow(() -> CheckpointErrors.concurrent(
                        "checkpoint " + directory, "Another query, here or in another process, has it open."));
        try {
            String queryId = queryId(files, newQueryId);
            var segments = files.segments();
            long highest = segments.isEmpty()
                    ? 0
                    : new LogReader(files).header(segments.getLast()).epoch();
            Epoch epoch = Epoch.take(files, highest, runId);
            return new CheckpointLog(files, settings, background, lock, epoch, queryId);
        } catch (RuntimeException | Error e) {
            lock.close();
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

    /// Returns once all entries are durable.
    public void sync() {
        writer.sync("micro-batch " + Math.max(0, progress.committedBatchId()));
        if (due == null) return;
        snapshots.submit(due);
        due = null;
    }

    /// To be called after a commit was appended and before the next micro-batch is planned: decides whether a snapshot
    /// of this moment is wanted. It is made in the background after the next [#sync].
    ///
    /// @param memories what each source wants to remember of all it has read so far; asked only if a snapshot is wanted
    public void snapshotIfDue(Supplier<Map<String, JsonValue>> memories) {
        Committed committed = progress.committed();
        if (committed == null || progress.pending().isPresent()) {
            throw SluiceException.bug("a snapshot in the middle of a micro-batch");
        }
        if (!snapshots.isDue(logBytes, committed.batchId() - snapshotBatchId)) return;
        due = new Snapshots.Request(
                committed.batchId(), new SnapshotFile.Begin(writer.position(), progress, memories.get()));
        logBytes = 0;
        snapshotBatchId = committed.batchId();
    }

    /// Why the last snapshot failed, told once, for the program's log; the query is not concerned.
    public Optional<RuntimeException> takeSnapshotFailure() {
        return snapshots.takeFailure();
    }

    /// Ends the run. What was appended and not synced may be lost.
    @Override
    public void close() {
        try (lock) {
            snapshots.close();
            writer.close();
        }
    }

    private static String queryId(CheckpointFiles files, Supplier<UUID> newQueryId) {
        if (files.storage().find(files.metadata()).isEmpty()) {
            if (!files.segments().isEmpty() || !files.snapshots().isEmpty()) {
                throw ErrorCondition.STREAMING_CHECKPOINT_MISSING_METADATA_FILE
                        .error()
                        .with("checkpointLocation", files.directory())
                        .build();
            }
            JsonObject metadata =
                    JsonValue.object().put("id", newQueryId.get().toString()).build();
            files.storage().create(files.metadata(), LogEntryCodec.bytes(metadata));
        }
        byte[] content = files.storage().read(files.metadata());
        try {
            return LogEntryCodec.json(content).require("id").asString();
        } catch (IllegalArgumentException e) {
            throw CheckpointErrors.damaged(files.metadata(), 0, new String(content, StandardCharsets.UTF_8) + ": " + e);
        }
    }
}
