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
        return find(files, lastBatchId, new SoundTables());
    }

    /// The same, for somebody who knows of tables that they are sound.
    static SnapshotBase find(CheckpointFiles files, long lastBatchId, SoundTables sound) {
        var chain = LogChain.of(files);
        List<SluiceException> failures = new ArrayList<>();
        for (SnapshotName name : files.snapshots()) {
            if (name.batchId() > lastBatchId) continue;
            try {
                SnapshotFile snapshot = sound.verified(files, name);
                if (snapshot == null) continue;
                LogPosition position = snapshot.begin().continuesAt();
                if (chain.continues(name, position)) return new SnapshotBase(snapshot, position, notes(failures));
                // Of a time that was taken back; or of one whose log is gone.
                if (!isThere(files, position)) failures.add(missing(files, position.segment()));
            } catch (SluiceException e) {
                if (!UNREADABLE.contains(e.condition())) throw e;
                failures.add(e);
            }
        }
        boolean whole = chain.isWhole() || (chain.spans().isEmpty() && failures.isEmpty());
        if (whole) return new SnapshotBase(null, chain.beginning(), notes(failures));
        if (chain.broken() != null) throw chain.broken();
        if (!failures.isEmpty()) throw failures.getFirst();
        throw CheckpointErrors.damaged(
                files.segment(chain.spans().getFirst().segment() - 1),
                0,
                "the file is missing, and there is no snapshot either");
    }

    private static boolean isThere(CheckpointFiles files, LogPosition position) {
        return files.segments().contains(position.segment());
    }

    private static SluiceException missing(CheckpointFiles files, long segment) {
        return CheckpointErrors.damaged(files.segment(segment), 0, "the file is missing");
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
