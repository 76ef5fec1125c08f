package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.SluiceException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Makes snapshots in the background and takes away what they make superfluous.
///
/// A snapshot is folded from an older one and the log, never from live stores: it cannot see half a micro-batch, and
/// the stream does not wait for it. One is made at a time.
final class Snapshots {

    /// @param begin what the snapshot says of its moment
    record Request(long batchId, SnapshotFile.Begin begin) {}

    private final CheckpointFiles files;
    private final CheckpointSettings settings;
    private final Epoch epoch;
    private final Executor executor;

    private boolean busy;
    private volatile boolean closed;
    private long lastBytes;
    private @Nullable CompletableFuture<@Nullable Void> running;
    private @Nullable RuntimeException failure;

    /// @param lastBytes the size of the snapshot that there is, 0 if there is none
    Snapshots(CheckpointFiles files, CheckpointSettings settings, Epoch epoch, Executor executor, long lastBytes) {
        this.files = files;
        this.settings = settings;
        this.epoch = epoch;
        this.executor = executor;
        this.lastBytes = lastBytes;
    }

    /// Whether the log has grown enough for a new one.
    synchronized boolean isDue(long logBytes, long batches) {
        boolean grown = logBytes >= Math.max(settings.snapshotLogBytes(), lastBytes);
        return !busy && !closed && (grown || batches >= settings.snapshotBatches());
    }

    /// Begins one. The commit of its last micro-batch is durable.
    void submit(Request request) {
        synchronized (this) {
            busy = true;
        }
        try {
            executor.execute(() -> run(request));
        } catch (RejectedExecutionException _) {
            // The workers are shutting down, and so will the query: the log has all that the snapshot would.
            finish(null);
        }
    }

    /// Why the last one failed, told once. The query goes on: its log only grows longer.
    synchronized Optional<RuntimeException> takeFailure() {
        Optional<RuntimeException> taken = Optional.ofNullable(failure);
        failure = null;
        return taken;
    }

    /// Begins no more, and waits for the one that is being made to notice.
    void close() {
        CompletableFuture<@Nullable Void> last;
        synchronized (this) {
            closed = true;
            last = running;
        }
        if (last != null) last.join();
    }

    private void run(Request request) {
        synchronized (this) {
            if (closed) return;
            running = new CompletableFuture<>();
        }
        RuntimeException thrown = null;
        try {
            make(request);
        } catch (Cancelled _) {
            // What was written of it has no end, and so is no snapshot.
        } catch (RuntimeException e) {
            thrown = e;
        } finally {
            finish(thrown);
        }
    }

    private synchronized void finish(@Nullable RuntimeException thrown) {
        busy = false;
        if (thrown != null) failure = thrown;
        if (running != null) running.complete(null);
    }

    private void make(Request request) {
        var name = new SnapshotName(request.batchId(), epoch.number());
        SnapshotBase base = SnapshotBase.find(files, request.batchId() - 1);
        Opened opened = request.begin().progress().opened();
        if (opened == null) throw SluiceException.bug("a snapshot of a query that was never opened");
        var fold = new SnapshotFold(
                files, base, request.begin().continuesAt(), opened, SnapshotFold.GROUP_BYTES, this::checkGoingOn);
        SnapshotFile.write(files, name, request.begin(), fold::run);
        checkGoingOn();
        SnapshotFile written = SnapshotFile.verified(files, name);
        synchronized (this) {
            lastBytes = written.sizeBytes();
        }
        epoch.check("micro-batch " + request.batchId());
        if (!closed) clean(written);
    }

    /// Keeps the new snapshot, a sound one that is old enough for the history that is wanted, all between them, and
    /// the log from the older one on. If there is no such older one, everything is kept.
    private void clean(SnapshotFile newest) {
        SnapshotFile oldest = settings.minBatchesToRetain() == 0 ? newest : null;
        for (SnapshotName name : files.snapshots()) {
            if (name.batchId() >= newest.name().batchId()) {
                // Left behind by an earlier run that died of it.
                if (!name.equals(newest.name())) files.storage().delete(files.snapshot(name));
            } else if (oldest != null) {
                files.storage().delete(files.snapshot(name));
            } else if (name.batchId() <= newest.name().batchId() - settings.minBatchesToRetain()) {
                oldest = soundOrNull(name);
            }
        }
        if (oldest == null) return;
        long first = oldest.begin().continuesAt().segment();
        for (long segment : files.segments().headSet(first)) {
            if (closed) return;
            files.storage().delete(files.segment(segment));
        }
    }

    private void checkGoingOn() {
        if (closed) throw new Cancelled();
    }

    private @Nullable SnapshotFile soundOrNull(SnapshotName name) {
        try {
            return SnapshotFile.verified(files, name);
        } catch (SluiceException _) {
            return null;
        }
    }

    private static final class Cancelled extends RuntimeException {}
}
