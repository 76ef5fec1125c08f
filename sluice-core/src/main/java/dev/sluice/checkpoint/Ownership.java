package dev.sluice.checkpoint;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.util.function.LongSupplier;

/// The right to write to a checkpoint: its lock, and the epoch that outlives a lock which holds nobody back.
record Ownership(Storage.Lock lock, Epoch epoch) implements AutoCloseable {

    /// @throws dev.sluice.error.SluiceException saying who has it, if another does
    static Ownership take(CheckpointFiles files, Holder holder) {
        return take(files, holder, () -> {
            var segments = files.segments();
            return segments.isEmpty()
                    ? 0
                    : LogChain.header(files, segments.getLast()).epoch();
        });
    }

    /// Takes a checkpoint whose log may be unreadable: the epoch is higher than any that can be found.
    static Ownership forRepair(CheckpointFiles files, Holder holder) {
        return take(files, holder, () -> {
            long highest = files.allSegments().size(); // each run whose header can't be read has at least one
            for (long segment : files.allSegments()) {
                try {
                    highest = Math.max(highest, LogChain.header(files, segment).epoch());
                } catch (SluiceException _) {
                    highest++;
                }
            }
            for (CheckpointFiles.SnapshotName name : files.snapshots()) highest = Math.max(highest, name.epoch());
            return highest;
        });
    }

    private static Ownership take(CheckpointFiles files, Holder holder, LongSupplier highestInLog) {
        Storage.Lock lock = files.storage()
                .lock(files.lock())
                .orElseThrow(() -> CheckpointErrors.concurrent(
                        "checkpoint " + files.directory(),
                        "It is held by " + Holder.lastOf(files)
                                + ". A lock ends with its process, so that process is still there."));
        try {
            return new Ownership(lock, Epoch.take(files, highestInLog.getAsLong(), holder));
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
