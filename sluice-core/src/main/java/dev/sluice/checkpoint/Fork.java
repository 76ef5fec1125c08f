package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Copies a checkpoint, so that another query can go on from there. The copied one may be running meanwhile: what it
/// had committed when the copy began is in the copy.
public final class Fork {

    private static final int BUFFER_BYTES = 1 << 16;

    private Fork() {}

    /// @param target a directory without a checkpoint
    /// @throws SluiceException if the target is taken, or a file of the history went while it was copied
    public static void copy(Storage storage, String directory, String target, UUID newId) {
        var from = new CheckpointFiles(storage, directory);
        var to = new CheckpointFiles(storage, target);
        QueryMetadata metadata = QueryMetadata.require(from);
        if (!storage.list(target).isEmpty()) {
            throw ErrorCondition.CHECKPOINT_LOCATION_NOT_EMPTY
                    .error()
                    .with("path", target)
                    .build();
        }
        LogChain chain = LogChain.of(from);
        var sound = new SoundTables();
        for (SnapshotName name : from.snapshots()) {
            SnapshotFile snapshot = soundOrNull(from, name, sound);
            if (snapshot != null && chain.continues(name, snapshot.begin().continuesAt())) {
                StoredState stored = snapshot.stored();
                if (stored != null) copyTables(stored, from, to);
                copy(storage, from.snapshot(name), to.snapshot(name));
            }
        }
        for (LogChain.Span span : chain.spans()) {
            copy(storage, from.segment(span.segment()), to.segment(span.segment()));
        }
        Recovery.read(to);
        // Last: what has none is no checkpoint, and says so.
        metadata.fork(newId.toString()).create(to);
    }

    /// Those that are not there yet: several snapshots share them.
    private static void copyTables(StoredState stored, CheckpointFiles from, CheckpointFiles to) {
        for (StoredTables.TableName table : stored.files()) {
            if (to.storage().find(to.table(table)).isEmpty()) {
                copy(from.storage(), from.table(table), to.table(table));
            }
        }
    }

    private static @Nullable SnapshotFile soundOrNull(CheckpointFiles files, SnapshotName name, SoundTables sound) {
        try {
            return sound.verified(files, name);
        } catch (SluiceException e) {
            if (e.condition() != ErrorCondition.CHECKPOINT_DAMAGED) throw e;
            return null;
        }
    }

    private static void copy(Storage storage, String from, String to) {
        try (InputStream in = storage.open(from, 0);
                Storage.Appender out = storage.append(to)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) out.write(buffer, 0, read);
            out.sync();
        } catch (IOException e) {
            throw ErrorCondition.IO_ERROR
                    .error()
                    .with("action", "copy")
                    .with("path", from)
                    .with("reason", String.valueOf(e.getMessage()))
                    .cause(e)
                    .build();
        }
    }
}
