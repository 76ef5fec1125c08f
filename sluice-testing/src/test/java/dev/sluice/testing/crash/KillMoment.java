package dev.sluice.testing.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;

/// When a process is killed.
interface KillMoment {

    /// Returns when it has come.
    ///
    /// @return whether the process is at work: its first micro-batch was computed
    boolean await(ChildProcess process, SnapshotDirectory snapshots) throws IOException, InterruptedException;

    /// Between the start of the process and its first micro-batches: while it opens the checkpoint, folds it, takes it
    /// over.
    static KillMoment whileItOpens(long millis) {
        return (process, _) -> {
            assertEquals(Optional.of(WordCountProcess.STARTING), process.line());
            process.runFor(millis);
            return false;
        };
    }

    /// @param lines, one or more, that the process says once its query is open
    /// @param millis after the last of them
    static KillMoment atWork(int lines, long millis) {
        return (process, _) -> {
            assertEquals(Optional.of(WordCountProcess.STARTING), process.line());
            assertEquals(Optional.of(WordCountProcess.RUNNING), process.line());
            for (int i = 0; i < lines; i++) process.line();
            process.runFor(millis);
            return true;
        };
    }

    /// While the next snapshot is collected, most likely.
    ///
    /// @param millis after its first rows were written
    static KillMoment inSnapshot(long millis) {
        return (process, snapshots) -> {
            SnapshotDirectory.await(snapshots.rows(), process);
            process.runFor(millis);
            return true;
        };
    }

    /// While the next snapshot is named, read back, or makes older files superfluous.
    ///
    /// @param millis after its file has appeared
    static KillMoment lateInSnapshot(long millis) {
        return (process, snapshots) -> {
            SnapshotDirectory.await(snapshots.names(), process);
            process.runFor(millis);
            return true;
        };
    }
}
