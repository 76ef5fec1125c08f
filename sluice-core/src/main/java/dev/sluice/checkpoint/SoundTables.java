package dev.sluice.checkpoint;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.StoredTables.TableName;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Remembers which tables were read and found sound, so that those which snapshots share are read once.
final class SoundTables {

    private final Runnable goingOn;
    private final boolean reads;
    private final Set<TableName> sound = new HashSet<>();

    private SoundTables(Runnable goingOn, boolean reads) {
        this.goingOn = goingOn;
        this.reads = reads;
    }

    SoundTables() {
        this(() -> {}, true);
    }

    /// @param goingOn called again and again while a table is read; what it throws ends the reading
    SoundTables(Runnable goingOn) {
        this(goingOn, true);
    }

    /// For who looks and builds on nothing: tables are there, and have their sizes.
    static SoundTables bySize() {
        return new SoundTables(() -> {}, false);
    }

    /// A snapshot, after reading what was not read before of it.
    ///
    /// @return null if it was never finished
    /// @throws dev.sluice.error.SluiceException naming the file and the place, if it is damaged
    @Nullable
    SnapshotFile verified(CheckpointFiles files, SnapshotName name) {
        SnapshotFile snapshot = SnapshotFile.verified(files, name, this);
        if (snapshot != null && snapshot.stored() != null) {
            sound.addAll(snapshot.stored().files());
        }
        return snapshot;
    }

    boolean wants(TableName table) {
        return reads && !sound.contains(table);
    }

    void goingOn() {
        goingOn.run();
    }

    /// What another one has read.
    void addAll(SoundTables others) {
        sound.addAll(others.sound);
    }

    boolean contains(TableName table) {
        return sound.contains(table);
    }

    void remove(TableName table) {
        sound.remove(table);
    }
}
