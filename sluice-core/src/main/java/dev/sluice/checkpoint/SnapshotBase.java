package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where folding begins: with the newest sound snapshot, or with nothing at the beginning of the log.
///
/// @param snapshot null for nothing
/// @param position where the log goes on, or null if there is no log
/// @param notes which newer snapshots could not be used, and why
record SnapshotBase(
        @Nullable SnapshotFile snapshot, @Nullable LogPosition position, List<String> notes) {

    private static final Set<ErrorCondition> UNREADABLE =
            Set.of(ErrorCondition.CHECKPOINT_DAMAGED, ErrorCondition.IO_ERROR);

    /// @param lastBatchId no snapshot of a later micro-batch is taken
    /// @throws SluiceException if there is no sound snapshot, and the beginning of the log is gone
    static SnapshotBase find(CheckpointFiles files, long lastBatchId) {
        var log = new LogReader(files);
        List<SluiceException> failures = new ArrayList<>();
        for (SnapshotName name : files.snapshots()) {
            if (name.batchId() > lastBatchId) continue;
            try {
                SnapshotFile snapshot = SnapshotFile.verified(files, name);
                LogPosition position = snapshot.begin().continuesAt();
                if (!log.reaches(position)) {
                    throw CheckpointErrors.damaged(files.segment(position.segment()), 0, "the file is missing");
                }
                return new SnapshotBase(snapshot, position, notes(failures));
            } catch (SluiceException e) {
                if (!UNREADABLE.contains(e.condition())) throw e;
                failures.add(e);
            }
        }
        LogPosition beginning = log.beginning();
        boolean whole = beginning == null ? failures.isEmpty() : beginning.segment() == 0;
        if (whole) return new SnapshotBase(null, beginning, notes(failures));
        if (!failures.isEmpty()) throw failures.getFirst();
        long missing = beginning == null ? 0 : beginning.segment() - 1;
        throw CheckpointErrors.damaged(
                files.segment(missing), 0, "the file is missing, and there is no snapshot either");
    }

    private static List<String> notes(List<SluiceException> failures) {
        return failures.stream().map(SluiceException::sentence).toList();
    }

    LogProgress progress() {
        return snapshot == null ? LogProgress.NONE : snapshot.begin().progress();
    }

    /// The number of state partitions of the run that was going on here.
    int statePartitions() {
        return snapshot == null ? 1 : snapshot.begin().statePartitions();
    }
}
