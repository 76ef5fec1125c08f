package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.ErrorCondition;
import dev.sluice.state.MemoryStateStore;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;

/// A checkpoint whose query does not run, and cannot be started until this is closed.
public final class StoppedCheckpoint implements AutoCloseable {

    private final Ownership own;
    private final CheckpointContents contents;

    private StoppedCheckpoint(Ownership own, CheckpointContents contents) {
        this.own = own;
        this.contents = contents;
    }

    /// @throws dev.sluice.error.SluiceException if the query runs, or the checkpoint is damaged or of a query that
    ///     never ran
    public static StoppedCheckpoint open(Storage storage, String directory, Holder holder) {
        var files = new CheckpointFiles(storage, directory);
        QueryMetadata metadata = QueryMetadata.require(files);
        Ownership own = Ownership.take(files, holder);
        try {
            return new StoppedCheckpoint(own, contents(files, metadata));
        } catch (RuntimeException | Error e) {
            own.close();
            throw e;
        }
    }

    private static CheckpointContents contents(CheckpointFiles files, QueryMetadata metadata) {
        Recovery recovery = Recovery.read(files);
        metadata.check(files, recovery.progress());
        Opened opened = opened(recovery, files.directory());
        var state = new StateStores(opened.statePartitions(), opened.state(), MemoryStateStore::new);
        recovery.restoreState(state);
        return new CheckpointContents(
                files.directory(),
                metadata.id(),
                opened,
                recovery.progress(),
                recovery.memories(),
                recovery.replay(),
                state);
    }

    /// What the query reads and its operators keep. Takes no lock, so the query may be running.
    public static Opened opened(Storage storage, String directory) {
        var files = new CheckpointFiles(storage, directory);
        QueryMetadata.require(files);
        return opened(Recovery.read(files), directory);
    }

    private static Opened opened(Recovery recovery, String directory) {
        Opened opened = recovery.progress().opened();
        if (opened != null) return opened;
        throw ErrorCondition.IO_ERROR
                .error()
                .with("action", "find a query in")
                .with("path", directory)
                .with("reason", "it was never started")
                .build();
    }

    /// What the query knows.
    public CheckpointContents contents() {
        return contents;
    }

    @Override
    public void close() {
        own.close();
    }
}
