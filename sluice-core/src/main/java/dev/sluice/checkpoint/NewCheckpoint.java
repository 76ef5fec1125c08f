package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.ErrorCondition;
import dev.sluice.storage.Storage;
import java.util.List;

/// Makes a checkpoint of what another engine left.
///
/// ```text
/// snapshot/N    what was committed, up to micro-batch N, and the state
/// log/1         Opened, and Planned N+1 if it was pending there
/// history/1     no segment 0: before N nothing is known
/// metadata      last: without it this is no checkpoint
/// ```
public final class NewCheckpoint {

    private NewCheckpoint() {}

    /// @param directory empty or not there
    /// @throws dev.sluice.error.SluiceException if something is there, or it cannot be written
    public static void write(Storage storage, String directory, CheckpointContents contents, Holder holder) {
        var files = new CheckpointFiles(storage, directory);
        if (!storage.list(directory).isEmpty()) {
            throw ErrorCondition.CHECKPOINT_LOCATION_NOT_EMPTY
                    .error()
                    .with("path", directory)
                    .build();
        }
        try (Ownership own = Ownership.take(files, holder)) {
            write(files, own.epoch(), contents);
        }
        Recovery.read(files);
        new QueryMetadata(contents.queryId(), List.of()).create(files);
    }

    private static void write(CheckpointFiles files, Epoch epoch, CheckpointContents contents) {
        LogProgress progress = contents.progress();
        boolean begun = progress.committed() != null;
        Opened opened = contents.opened().of(contents.queryId(), epoch.number(), begun);
        byte[] first = LogEntryCodec.payload(opened);
        if (begun) {
            var behind = new LogPosition(1, FileHeader.BYTES + RecordWriter.HEADER_BYTES + first.length);
            var name = new SnapshotName(progress.committedBatchId(), epoch.number());
            var begin = new SnapshotFile.Begin(behind, progress.settled(opened), contents.memories());
            SnapshotFile.write(files, name, begin, contents.state()::dump);
            files.storage().create(files.history(1), new byte[0]);
        }
        LogPosition before = begun ? new LogPosition(0, 0) : null;
        try (var log = new LogWriter(files, epoch, before, Long.MAX_VALUE)) {
            log.append(LogEntryCodec.OPENED, first);
            progress.pending().ifPresent(plan -> log.append(LogEntryCodec.PLANNED, LogEntryCodec.payload(plan)));
            log.sync("checkpoint " + files.directory());
        }
    }
}
