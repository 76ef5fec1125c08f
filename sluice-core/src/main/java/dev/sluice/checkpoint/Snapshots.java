package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.StoredTables.TableName;
import dev.sluice.error.SluiceException;
import dev.sluice.state.StateDump;
import dev.sluice.state.StatePlace;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes snapshots beside the stream and takes away what they make superfluous.
///
/// State in memory is collected from the live stores, a share with each micro-batch, see [PiecesWriter]; state in a
/// backend is followed by a [Replica] through the log. Files are written, read and deleted in the background: the
/// stream waits for none of it. One snapshot is made at a time.
///
/// ```text
/// driver       begin ─ collect ─ … ─ collect: whole ─ sync ─ submit
/// background           write  ─  … ─ write                    copy the log, end the file, name it, read it back, clean
/// up
/// ```
final class Snapshots {

    /// @param begin what the snapshot says of its moment
    record Request(long batchId, SnapshotFile.Begin begin) {}

    /// A snapshot of stores in memory that is being made.
    ///
    /// @param batchId the micro-batch behind which it was begun
    /// @param from behind the commit of that
    private record Collection(StateDump rows, PiecesWriter pieces, long batchId, LogPosition from) {}

    /// How much may wait for the disk. A micro-batch hands over nothing more as long as it is so much.
    private static final long MOST_WAITING_BYTES = 16 << 20;

    /// About how much is taken before it is looked whether too much waits.
    private static final int BYTES_AT_A_TIME = 1 << 20;

    private static final int FIRST_ROWS = 16;
    private static final int MOST_ROWS = 1 << 14;

    private final CheckpointFiles files;
    private final CheckpointSettings settings;
    private final Epoch epoch;
    private final InOrder background;
    private final Supplier<StatePlace> places;
    private final AtomicLong waitingBytes = new AtomicLong();

    private boolean busy;
    private volatile boolean closed;
    /// The driver's, until it is whole.
    private @Nullable Collection collecting;
    /// The same, until it is a snapshot or has failed.
    private volatile @Nullable Collection collection;
    private boolean inMemory;
    private int rowsAtATime = FIRST_ROWS;
    private long lastBytes;
    private long nextTable;
    private @Nullable Replica replica;
    private final SoundTables soundTables = new SoundTables(this::checkGoingOn);

    private @Nullable CompletableFuture<@Nullable Void> running;
    private @Nullable Throwable failure;

    /// @param recovery has read the snapshot that there is
    /// @param places makes an empty place of the kind that the query's state is in
    Snapshots(
            CheckpointFiles files,
            CheckpointSettings settings,
            Epoch epoch,
            Executor executor,
            Recovery recovery,
            Supplier<StatePlace> places) {
        this.files = files;
        this.settings = settings;
        this.epoch = epoch;
        this.background = new InOrder(executor);
        this.places = places;
        lastBytes = recovery.snapshotBytes();
        soundTables.addAll(recovery.soundTables());
    }

    /// Whether the log has grown enough for a new one.
    synchronized boolean isDue(long logBytes, long batches) {
        boolean grown = logBytes >= Math.max(settings.snapshotLogBytes(), lastBytes);
        return !busy && !closed && (grown || batches >= settings.snapshotBatches());
    }

    /// Whether one has been begun that is not there yet and has not failed.
    synchronized boolean isBusy() {
        return busy;
    }

    /// Begins one.
    ///
    /// @param rows of stores in memory; null for those in a backend
    /// @param batchId the micro-batch that was committed last
    /// @param committed behind its commit
    void begin(@Nullable StateDump rows, long batchId, LogPosition committed) {
        synchronized (this) {
            busy = true;
        }
        inMemory = rows != null;
        rowsAtATime = FIRST_ROWS;
        if (rows == null) return;
        boolean first = nextTable == 0;
        var pieces = new PiecesWriter(files, new TableName(epoch.number(), nextTable++));
        collecting = new Collection(rows, pieces, batchId, committed);
        collection = collecting;
        if (first) inBackground(this::deleteUnnamedTables);
    }

    /// Whether rows of stores in memory are still to be taken.
    boolean isCollecting() {
        if (collecting != collection) collecting = null; // it has failed
        return collecting != null;
    }

    /// Whether those that were taken wait for the disk, so that no more will be.
    boolean isBehind() {
        return waitingBytes.get() > MOST_WAITING_BYTES;
    }

    /// Takes the next rows, between two micro-batches.
    ///
    /// @return whether those were the last
    boolean collect(long rowCount) {
        Collection current = collecting;
        if (current == null) return false;
        for (long left = rowCount; left > 0 && !current.rows().isDone() && !isBehind() && isCollecting(); ) {
            int rows = (int) Math.min(left, rowsAtATime);
            long[] bytes = {0};
            current.rows().next(rows, (operator, partition, changes) -> {
                bytes[0] += changes.length;
                take(current, new Changes(current.batchId(), operator, partition, changes));
            });
            rowsAtATime = (int) Math.clamp(rows * (long) BYTES_AT_A_TIME / Math.max(1, bytes[0]), 1, 2L * rowsAtATime);
            rowsAtATime = Math.min(rowsAtATime, MOST_ROWS);
            left -= rows;
        }
        if (!isCollecting() || !current.rows().isDone()) return false;
        collecting = null;
        return true;
    }

    private void take(Collection current, Changes changes) {
        byte[] payload = LogEntryCodec.payload(changes);
        waitingBytes.addAndGet(payload.length);
        inBackground(() -> {
            waitingBytes.addAndGet(-payload.length);
            if (collection == current) current.pieces().write(payload);
        });
    }

    /// Ends one. The commit of its last micro-batch is durable.
    void submit(Request request) {
        Collection whole = collection;
        if (inMemory && whole == null) return; // it has failed
        inBackground(() -> {
            if (collection == whole) make(request, whole);
        });
    }

    private void inBackground(Runnable work) {
        try {
            background.execute(() -> run(work));
        } catch (RejectedExecutionException _) {
            // The workers are shutting down, and so will the query: the log has all that the snapshot would.
            collection = null;
            finish(null);
        }
    }

    /// Why the last one failed, told once. The query goes on: its log only grows longer.
    synchronized Optional<Throwable> takeFailure() {
        Optional<Throwable> taken = Optional.ofNullable(failure);
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
        letReplicaGo();
        try {
            letCollectionGo();
        } catch (SluiceException _) {
            // What could not be taken away is in nobody's way; a later run does it.
        }
    }

    private void letCollectionGo() {
        Collection last = collection;
        collection = null;
        if (last != null) last.pieces().close();
    }

    private void letReplicaGo() {
        Replica last = replica;
        replica = null;
        if (last != null) last.close();
    }

    /// What was written of tables is of no use, and may be what the disk is full of.
    private void giveUp() {
        List<TableName> unnamed = replica == null ? List.of() : List.copyOf(replica.unnamed());
        letReplicaGo();
        letCollectionGo();
        for (TableName table : unnamed) files.storage().delete(files.table(table));
    }

    private void run(Runnable work) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        synchronized (this) {
            if (closed) return;
            running = done;
        }
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            done.complete(null);
        }
    }

    private void fail(Throwable thrown) {
        try {
            giveUp();
        } catch (RuntimeException | Error e) {
            thrown.addSuppressed(e);
        } finally {
            // What was written of one that was cancelled has no end, and so is no snapshot.
            finish(thrown instanceof Cancelled ? null : thrown);
        }
    }

    private synchronized void finish(@Nullable Throwable thrown) {
        busy = false;
        if (thrown != null) failure = thrown;
    }

    private void make(Request request, @Nullable Collection whole) {
        var name = new SnapshotName(request.batchId(), epoch.number());
        Opened opened = request.begin().progress().opened();
        if (opened == null) throw SluiceException.bug("a snapshot of a query that was never opened");
        long bytes = whole == null ? follow(name, request.begin(), opened) : end(whole, name, request.begin());
        checkGoingOn();
        SnapshotFile snapshot = written(name, whole);
        collection = null;
        synchronized (this) {
            lastBytes = bytes;
        }
        epoch.check("micro-batch " + request.batchId());
        if (!closed) clean(snapshot);
        finish(null);
    }

    /// @return how many bytes were written
    private long end(Collection whole, SnapshotName name, SnapshotFile.Begin begin) {
        PiecesWriter pieces = whole.pieces();
        pieces.copyLog(whole.from(), begin.continuesAt(), this::checkGoingOn);
        if (pieces.isEmpty()) {
            SnapshotFile.write(files, name, begin, _ -> {});
            return sizeBytes(files.snapshot(name));
        }
        StoredPieces stored = pieces.finish(whole.batchId());
        // A run that was replaced leaves no snapshot of what its successor may have taken away.
        epoch.check("micro-batch " + name.batchId());
        SnapshotFile.write(files, name, begin, stored);
        pieces.confirm();
        return sizeBytes(files.snapshot(name)) + stored.fileBytes();
    }

    /// Folds what there is into a replica the first time, and lets it follow from then on.
    private long follow(SnapshotName name, SnapshotFile.Begin begin, Opened opened) {
        if (opened.state().isEmpty()) {
            SnapshotFile.write(files, name, begin, _ -> {});
            return sizeBytes(files.snapshot(name));
        }
        Replica made = replica;
        if (made == null) {
            SnapshotBase base = SnapshotBase.find(files, name.batchId() - 1, soundTables);
            deleteUnnamedTables();
            made = Replica.of(files, epoch, base, opened, places.get(), this::checkGoingOn);
            replica = made;
        }
        return follow(made, name, begin);
    }

    private long follow(Replica replica, SnapshotName name, SnapshotFile.Begin begin) {
        StoredTables tables = replica.follow(begin.continuesAt());
        // A run that was replaced leaves no snapshot of tables that its successor may have taken away.
        epoch.check("micro-batch " + name.batchId());
        SnapshotFile.write(files, name, begin, tables);
        replica.confirm();
        long written = sizeBytes(files.snapshot(name));
        for (StoredTables.Table table : tables.tables()) {
            if (table.file() != null && !soundTables.contains(table.file())) written += table.sizeBytes();
        }
        return written;
    }

    /// Reads what was written. A run that was replaced meanwhile may find that its successor took the tables for
    /// superfluous.
    private SnapshotFile written(SnapshotName name, @Nullable Collection whole) {
        try {
            SnapshotFile snapshot = soundTables.verified(files, name);
            if (snapshot != null) return snapshot;
            throw CheckpointErrors.damaged(files.snapshot(name), 0, "what was written is not there");
        } catch (SluiceException e) {
            files.storage().delete(files.snapshot(name));
            if (whole != null) whole.pieces().reject();
            throw e;
        }
    }

    /// Keeps the new snapshot, a sound one that is old enough for the history that is wanted, all between them, and
    /// the log from the older one on. If there is no such older one, everything is kept.
    ///
    /// Where locks hold nobody back this run may have been replaced long ago when it comes to deleting. So it first
    /// says what it is about to delete, by a file that is there before its epoch is checked again: whoever replaced it
    /// later has seen that, and builds on nothing that may go.
    private void clean(SnapshotFile newest) {
        var chain = LogChain.of(files);
        SnapshotFile oldest = settings.minBatchesToRetain() == 0 ? newest : null;
        List<SnapshotName> superfluous = new ArrayList<>();
        Set<TableName> tables = tables(newest.name());
        long bytes = sizeBytes(files.snapshot(newest.name()));
        for (SnapshotName name : files.snapshots()) {
            if (name.equals(newest.name())) continue;
            if (name.epoch() > epoch.number())
                epoch.check("micro-batch " + newest.name().batchId());
            SnapshotFile.Begin begin = SnapshotFile.begin(files, name);
            if (begin == null
                    || name.batchId() >= newest.name().batchId()
                    || !chain.continues(name, begin.continuesAt())
                    || (oldest != null && begin.continuesAt().segment() < segmentOf(oldest))) {
                // Left behind by a run that ended while it wrote it, or void, or older than is wanted. Of the last only
                // those whose segment goes, too: that is what is announced.
                superfluous.add(name);
                continue;
            }
            bytes += sizeBytes(files.snapshot(name));
            for (TableName table : tables(name)) if (tables.add(table)) bytes += sizeBytes(files.table(table));
            long history = bytes + logBytes(chain, begin.continuesAt().segment());
            if (oldest == null && isOldEnough(newest, name, begin, history)) oldest = soundOrNull(name);
        }
        delete(oldest == null ? 0 : segmentOf(oldest), superfluous, superfluousTables(tables));
    }

    private static long segmentOf(SnapshotFile snapshot) {
        return snapshot.begin().continuesAt().segment();
    }

    /// Tables of runs that ended before they had made a snapshot of them.
    private void deleteUnnamedTables() {
        Set<TableName> named = new HashSet<>();
        for (SnapshotName name : files.snapshots()) named.addAll(tables(name));
        List<TableName> unnamed = superfluousTables(named);
        if (unnamed.isEmpty()) return;
        epoch.check("checkpoint " + files.directory());
        for (TableName table : unnamed) files.storage().delete(files.table(table));
    }

    /// The tables of a snapshot that counts.
    private Set<TableName> tables(SnapshotName name) {
        StoredState stored = SnapshotFile.stored(files, name);
        return stored == null ? new HashSet<>() : new HashSet<>(stored.files());
    }

    /// Those that no snapshot needs, of runs up to this one.
    private List<TableName> superfluousTables(Set<TableName> needed) {
        return files.tables().stream()
                .filter(table -> table.epoch() <= epoch.number() && !needed.contains(table))
                .toList();
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

    private void delete(long firstSegment, List<SnapshotName> superfluous, List<TableName> superfluousTables) {
        boolean nothingToDelete = superfluous.isEmpty()
                && superfluousTables.isEmpty()
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
        for (TableName table : superfluousTables) {
            if (closed) return;
            files.storage().delete(files.table(table));
            soundTables.remove(table);
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
            return soundTables.verified(files, name);
        } catch (SluiceException _) {
            return null;
        }
    }

    private static final class Cancelled extends RuntimeException {}
}
