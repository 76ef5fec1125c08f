package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.SluiceException;
import dev.sluice.state.StatePlace;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
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
    private final Supplier<StatePlace> places;

    private boolean busy;
    private volatile boolean closed;
    private long lastBytes;
    private @Nullable CompletableFuture<@Nullable Void> running;
    private @Nullable RuntimeException failure;

    /// @param places where to fold, a fresh one for each snapshot
    /// @param lastBytes the size of the snapshot that there is, 0 if there is none
    Snapshots(
            CheckpointFiles files,
            CheckpointSettings settings,
            Epoch epoch,
            Executor executor,
            long lastBytes,
            Supplier<StatePlace> places) {
        this.files = files;
        this.settings = settings;
        this.epoch = epoch;
        this.executor = executor;
        this.lastBytes = lastBytes;
        this.places = places;
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
        try (StatePlace place = places.get()) {
            var fold = new SnapshotFold(
                    files,
                    base,
                    request.begin().continuesAt(),
                    opened,
                    SnapshotFold.GROUP_BYTES,
                    this::checkGoingOn,
                    place);
            SnapshotFile.write(files, name, request.begin(), fold::run);
        }
        checkGoingOn();
        SnapshotFile written = SnapshotFile.verified(files, name);
        if (written == null) throw CheckpointErrors.damaged(files.snapshot(name), 0, "what was written is not there");
        synchronized (this) {
            lastBytes = written.sizeBytes();
        }
        epoch.check("micro-batch " + request.batchId());
        if (!closed) clean(written);
    }

    /// Keeps the new snapshot, a sound one that is old enough for the history that is wanted, all between them, and
    /// the log from the older one on. If there is no such older one, everything is kept.
    ///
    /// Where locks hold nobody back this run may have been replaced long ago when it comes to deleting. So it says
    /// first
    /// what it is about to delete, by a file that is there before its epoch is checked again: whoever replaced it later
    /// has seen that, and builds on nothing that may go.
    private void clean(SnapshotFile newest) {
        var chain = LogChain.of(files);
        SnapshotFile oldest = settings.minBatchesToRetain() == 0 ? newest : null;
        List<SnapshotName> superfluous = new ArrayList<>();
        long bytes = newest.sizeBytes();
        for (SnapshotName name : files.snapshots()) {
            if (name.equals(newest.name())) continue;
            if (name.epoch() > epoch.number())
                epoch.check("micro-batch " + newest.name().batchId());
            SnapshotFile.Begin begin = SnapshotFile.begin(files, name);
            if (begin == null
                    || oldest != null
                    || name.batchId() >= newest.name().batchId()
                    || !chain.continues(name, begin.continuesAt())) {
                // Left behind by a run that ended while it wrote it, or void, or older than is wanted.
                superfluous.add(name);
                continue;
            }
            bytes += sizeBytes(files.snapshot(name));
            long history = bytes + logBytes(chain, begin.continuesAt().segment());
            if (isOldEnough(newest, name, begin, history)) oldest = soundOrNull(name);
        }
        delete(oldest == null ? 0 : oldest.begin().continuesAt().segment(), superfluous);
    }

    private boolean isOldEnough(SnapshotFile newest, SnapshotName name, SnapshotFile.Begin begin, long historyBytes) {
        boolean byCount = name.batchId() <= newest.name().batchId() - settings.minBatchesToRetain();
        boolean byTime = begin.timestampMillis() <= newest.begin().timestampMillis() - settings.historyMillis();
        return byCount && (byTime || historyBytes >= settings.historyBytes());
    }

    /// How large the segments from one on are.
    private long logBytes(LogChain chain, long from) {
        long sum = 0;
        for (LogChain.Span span : chain.spans()) {
            if (span.segment() < from) continue;
            sum += sizeBytes(files.segment(span.segment()));
        }
        return sum;
    }

    private long sizeBytes(String path) {
        return files.storage().find(path).map(Storage.Entry::sizeBytes).orElse(0L);
    }

    private void delete(long firstSegment, List<SnapshotName> superfluous) {
        boolean nothingToDelete = superfluous.isEmpty()
                && files.allSegments().headSet(firstSegment).isEmpty();
        if (nothingToDelete || closed) return;
        var before = files.numbers("history");
        if (firstSegment > 0 && (before.isEmpty() || before.getLast() < firstSegment)) {
            files.storage().create(files.history(firstSegment), new byte[0]);
        }
        epoch.check("checkpoint " + files.directory());
        for (SnapshotName name : superfluous) {
            if (closed) return;
            files.storage().delete(files.snapshot(name));
        }
        for (long segment : files.allSegments().headSet(firstSegment)) {
            if (closed) return;
            files.storage().delete(files.segment(segment));
        }
        for (long number : before.headSet(firstSegment)) files.storage().delete(files.history(number));
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
