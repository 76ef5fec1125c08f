package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.checkpoint.LogEntry.Rewound;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the best of a damaged checkpoint, and says what that is first.
///
/// What is sound stays. A log that is damaged is taken back to the last micro-batch that was committed before the
/// damage, and what cannot be read or is not needed goes. A sink that holds later micro-batches will say so at the
/// start.
public final class Repair {

    private final CheckpointFiles files;
    private final List<String> said = new ArrayList<>();
    private final List<Runnable> steps = new ArrayList<>();
    private final SoundTables sound = new SoundTables();
    private @Nullable Epoch epoch;

    private Repair(CheckpointFiles files) {
        this.files = files;
    }

    /// What would be done; nothing if the checkpoint needs no repair.
    ///
    /// @throws SluiceException if nothing can be done
    public static List<String> plan(Storage storage, String directory) {
        return new Repair(new CheckpointFiles(storage, directory)).look().said;
    }

    /// Does it.
    ///
    /// @return what was done
    public static List<String> run(Storage storage, String directory, Holder holder) {
        var files = new CheckpointFiles(storage, directory);
        Repair repair = new Repair(files).look();
        if (repair.steps.isEmpty()) return repair.said;
        try (Ownership own = Ownership.forRepair(files, holder)) {
            repair.epoch = own.epoch();
            repair.steps.forEach(Runnable::run);
        }
        Recovery.read(files);
        return repair.said;
    }

    private Repair look() {
        if (files.allSegments().isEmpty()) QueryMetadata.require(files);
        Optional<LogProgress> sound = recovered();
        LogProgress progress = sound.orElseGet(this::salvage);
        metadata(progress);
        snapshots();
        return this;
    }

    private Optional<LogProgress> recovered() {
        try {
            return Optional.of(Recovery.read(files).progress());
        } catch (SluiceException e) {
            if (e.condition() != ErrorCondition.CHECKPOINT_DAMAGED) throw e;
            said.add("the log: " + e.sentence());
            return Optional.empty();
        }
    }

    /// Finds the furthest micro-batch that can be reached: from each end that the log may have, the newest snapshot
    /// that it continues.
    private LogProgress salvage() {
        for (long end : files.segments().descendingSet()) {
            LogChain chain;
            try {
                chain = LogChain.of(files, end);
            } catch (SluiceException _) {
                continue;
            }
            for (SnapshotName name : files.snapshots()) {
                SnapshotFile snapshot = soundOrNull(name);
                if (snapshot != null && chain.continues(name, snapshot.begin().continuesAt())) {
                    return takeBack(
                            chain, new SnapshotBase(snapshot, snapshot.begin().continuesAt(), List.of()));
                }
            }
            if (chain.isWhole()) return takeBack(chain, new SnapshotBase(null, chain.beginning(), List.of()));
        }
        return fromSnapshotAlone();
    }

    /// Where the log around a snapshot can't be read at all, the snapshot has what is needed. An empty segment takes
    /// the place of the one that it continues.
    private LogProgress fromSnapshotAlone() {
        for (SnapshotName name : files.snapshots()) {
            SnapshotFile snapshot = soundOrNull(name);
            if (snapshot == null) continue;
            LogPosition position = snapshot.begin().continuesAt();
            LogProgress progress = snapshot.begin().progress();
            said.add("the log is taken back to micro-batch " + name.batchId() + ", of which there is a snapshot");
            steps.add(() -> {
                String path = files.segment(position.segment());
                files.storage().delete(path);
                byte[] header = new FileHeader(FileHeader.LOG, position.segment(), name.epoch(), 0).encode();
                files.storage().create(path, header);
                rewind(progress.committedBatchId(), position, List.of());
            });
            return progress;
        }
        throw ErrorCondition.NOT_REPAIRABLE
                .error()
                .with("path", files.directory())
                .build();
    }

    private void rewind(long batchId, LogPosition position, List<Planned> again) {
        if (epoch == null) throw new IllegalStateException("not open");
        Rewind.append(files, epoch, new Rewound(batchId, position.segment(), position.offset(), epoch.number(), again));
    }

    private LogProgress takeBack(LogChain chain, SnapshotBase base) {
        var reading = new Reading(base);
        try {
            LogPosition from = base.position();
            if (from != null) new LogReader(files, chain).readToEnd(from, reading);
        } catch (SluiceException _) {
            // As far as here it is sound.
        }
        LogPosition position = reading.committed;
        if (position == null) return fromSnapshotAlone();
        long batchId = reading.progress.committedBatchId();
        said.add("the log is taken back to micro-batch " + batchId + ", the last one that can be read");
        List<Planned> again = reading.progress.pending().map(List::of).orElse(List.of());
        steps.add(() -> rewind(batchId, position, again));
        return reading.progress;
    }

    private void metadata(LogProgress progress) {
        Opened opened = progress.opened();
        if (opened == null) return;
        try {
            if (files.storage().find(files.metadata()).isPresent()) {
                QueryMetadata.read(files).check(files, progress);
                return;
            }
        } catch (SluiceException _) {
            // What it should say is in the log.
        }
        said.add("metadata: the id " + opened.queryId() + " is taken from the log");
        steps.addFirst(() -> {
            files.storage().delete(files.metadata());
            new QueryMetadata(opened.queryId(), List.of()).create(files);
        });
    }

    private void snapshots() {
        for (SnapshotName name : files.snapshots()) {
            String path = files.snapshot(name);
            try {
                if (sound.verified(files, name) != null) continue;
                said.add(path + " was not finished, and is deleted");
            } catch (SluiceException e) {
                if (e.condition() != ErrorCondition.CHECKPOINT_DAMAGED) throw e;
                said.add(path + " is deleted: " + e.sentence());
            }
            steps.add(() -> files.storage().delete(path));
        }
        for (String path : ClosedMark.damaged(files)) {
            said.add(path + " is deleted: it cannot be read, and nothing depends on it");
            steps.add(() -> files.storage().delete(path));
        }
    }

    private @Nullable SnapshotFile soundOrNull(SnapshotName name) {
        try {
            return sound.verified(files, name);
        } catch (SluiceException e) {
            if (e.condition() != ErrorCondition.CHECKPOINT_DAMAGED) throw e;
            return null;
        }
    }

    /// Remembers how far the log is sound.
    private static final class Reading implements LogReader.Visitor {
        private LogProgress progress;
        private @Nullable LogPosition committed;

        Reading(SnapshotBase base) {
            progress = base.progress();
            committed = base.position();
        }

        @Override
        public void visit(int type, byte[] payload, LogPosition end) {
            progress = progress.apply(LogEntryCodec.entry(type, payload));
            if (type == LogEntryCodec.COMMITTED) committed = end;
        }
    }
}
