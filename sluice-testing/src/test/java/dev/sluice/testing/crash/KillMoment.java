package dev.sluice.testing.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
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

    /// While the next snapshot is folded, most likely.
    ///
    /// @param millis after it has begun
    static KillMoment inSnapshot(long millis) {
        return snapshotEvent(StandardWatchEventKinds.ENTRY_CREATE, millis);
    }

    /// While the next snapshot is written, read back, or makes older files superfluous.
    ///
    /// @param millis after its first bytes were written
    static KillMoment lateInSnapshot(long millis) {
        return snapshotEvent(StandardWatchEventKinds.ENTRY_MODIFY, millis);
    }

    private static KillMoment snapshotEvent(WatchEvent.Kind<Path> event, long millis) {
        return (process, snapshots) -> {
            snapshots.await(event, process);
            process.runFor(millis);
            return true;
        };
    }
}
