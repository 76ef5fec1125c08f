package dev.sluice.checkpoint;

import static dev.sluice.checkpoint.WordCount.DIRECTORY;
import static dev.sluice.checkpoint.WordCount.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.StoredTables.TableName;
import dev.sluice.checkpoint.WordCount.StateIn;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.state.StateLayout;
import dev.sluice.storage.LocklessStorage;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Snapshots whose state is the files of a backend: what has changed is written, what has not is shared.
class TablesTest {

    private final MemoryStorage storage = new MemoryStorage();
    private final CheckpointFiles files = new CheckpointFiles(storage, DIRECTORY);
    private final Map<Long, String> sink = new TreeMap<>();

    @Test
    void snapshotsShareWhatHasNotChanged() {
        run(storage, 20);
        List<SnapshotName> snapshots = files.snapshots();
        assertTrue(snapshots.size() > 1, snapshots.toString());
        Set<TableName> shared = new HashSet<>(tables(snapshots.get(0)).files());
        int newest = shared.size();
        shared.retainAll(tables(snapshots.get(1)).files());
        assertTrue(!shared.isEmpty() && shared.size() < newest, shared.size() + " of " + newest);
    }

    @Test
    void aRunGoesOnWithTheTablesOfTheOneBefore() {
        run(storage, 20);
        Set<TableName> before = new HashSet<>(files.tables());
        run(storage, 24);
        Set<TableName> shared =
                new HashSet<>(tables(files.snapshots().getFirst()).files());
        assertTrue(shared.retainAll(before) && !shared.isEmpty(), shared.toString());
    }

    @Test
    void tablesThatNoSnapshotNeedsGo() {
        run(storage, 40);
        Set<TableName> needed = new HashSet<>();
        for (SnapshotName name : files.snapshots()) needed.addAll(tables(name).files());
        assertEquals(needed, Set.copyOf(files.tables()));
    }

    @ParameterizedTest
    @EnumSource
    void theNextStartMayKeepStateElsewhere(StateIn first) {
        StateIn other = first == StateIn.MEMORY ? StateIn.TABLES : StateIn.MEMORY;
        long batchId = 9;
        for (StateIn stateIn : List.of(first, other, first, other)) {
            for (int partitionCount : new int[] {2, 3}) {
                try (var query = new WordCount(storage, SMALL, partitionCount, sink, stateIn)) {
                    long committed = query.log().recovery().progress().committedBatchId();
                    assertEquals(WordCount.expectedState(committed), query.state());
                    query.runTo(batchId);
                    batchId += 7;
                }
            }
        }
        assertEquals(WordCount.expectedSink(batchId - 7), sink);
    }

    @Test
    void aDamagedTableIsReplacedByAnOlderSnapshot() {
        run(storage, 20);
        Set<TableName> ofNewest = new HashSet<>(tables(files.snapshots().get(0)).files());
        ofNewest.removeAll(tables(files.snapshots().get(1)).files());
        String path = files.table(ofNewest.iterator().next());
        byte[] whole = storage.read(path);
        for (int at = 0; at < whole.length; at++) {
            MemoryStorage flipped = storage.crashed();
            byte[] bytes = whole.clone();
            bytes[at] ^= 0x10;
            flipped.replace(path, bytes);
            checkFallsBack(flipped, path);
            MemoryStorage cut = storage.crashed();
            cut.replace(path, Arrays.copyOf(whole, at));
            checkFallsBack(cut, path);
        }
        storage.delete(path);
        assertTrue(!Verification.of(storage, DIRECTORY).sound());
        checkFallsBack(storage, path);
    }

    private void checkFallsBack(Storage damaged, String path) {
        try (var query = new WordCount(damaged, SMALL, 2, new TreeMap<>(), StateIn.TABLES)) {
            assertEquals(WordCount.expectedState(20), query.state());
            List<String> notes = query.log().recovery().notes();
            assertEquals(1, notes.size(), notes.toString());
            assertTrue(notes.getFirst().contains(path), notes.toString());
        }
    }

    @Test
    void withoutAnotherSnapshotADamagedTableIsNamed() {
        run(storage, 20);
        String path = files.table(files.tables().getFirst());
        storage.replace(path, new byte[] {1});
        for (SnapshotName name : files.snapshots().subList(1, files.snapshots().size())) {
            storage.delete(files.snapshot(name));
        }
        if (!tables(files.snapshots().getFirst())
                .files()
                .contains(files.tables().getFirst())) return;
        var error = assertThrows(SluiceException.class, () -> run(storage, 21));
        assertEquals(ErrorCondition.CHECKPOINT_DAMAGED, error.condition());
        assertEquals(path, error.getMessageParameters().get("path"));
    }

    @Test
    void aForkHasItsOwnTables() {
        run(storage, 20);
        Fork.copy(storage, DIRECTORY, "fork", new UUID(3, 4));
        var forked = new MemoryStorage();
        for (String file : WordCount.files(storage)) {
            String path = file.startsWith("epoch") || file.startsWith("closed") ? "" : "fork/" + file;
            if (!path.isEmpty() && storage.find(path).isPresent()) {
                forked.create(DIRECTORY + "/" + file, storage.read(path));
            }
        }
        assertTrue(Verification.of(forked, DIRECTORY).sound());
        assertEquals(files.tables(), new CheckpointFiles(forked, DIRECTORY).tables());
        try (var query = new WordCount(forked, SMALL, 2, new TreeMap<>(sink), StateIn.TABLES)) {
            assertEquals(WordCount.expectedState(20), query.state());
            query.runTo(30);
            assertEquals(WordCount.expectedState(30), query.state());
        }
    }

    @Test
    void aQueryThatIsTakenBackGoesOnFromItsTables() {
        run(storage, 20);
        long first = new StateView(storage, DIRECTORY).batches().orElseThrow().first();
        Rewind.to(storage, DIRECTORY, first, WordCount.HOLDER);
        try (var query = new WordCount(storage, SMALL, 2, sink, StateIn.TABLES)) {
            assertEquals(WordCount.expectedState(first), query.state());
            query.runTo(26);
            assertEquals(WordCount.expectedState(26), query.state());
        }
        assertEquals(WordCount.expectedSink(26), sink);
        assertTrue(Verification.of(storage, DIRECTORY).sound());
    }

    @Test
    void aBackendThatIsNotHereIsNamed() {
        run(storage, 20);
        SnapshotName name = files.snapshots().getFirst();
        SnapshotFile snapshot = Objects.requireNonNull(SnapshotFile.verified(files, name));
        StoredTables tables = tables(name);
        var elsewhere =
                new StoredTables(new StateLayout("pebble", tables.layout().stores()), tables.tables());
        SnapshotFile.write(files, name, snapshot.begin(), elsewhere);
        var error = assertThrows(
                SluiceException.class, () -> new WordCount(storage, SMALL, 2, sink, StateIn.TABLES).close());
        assertEquals(ErrorCondition.STATE_BACKEND_MISSING, error.condition());
        assertEquals("pebble", error.getMessageParameters().get("backend"));
    }

    @Test
    void aSnapshotThatCannotBeWrittenLeavesNoTables() {
        var failing = new LocklessStorage(storage) {
            private int left = 3;

            @Override
            public Appender append(String path) {
                if (path.endsWith(".table") && --left == 0) throw new IllegalStateException("no space for " + path);
                return super.append(path);
            }
        };
        try (var query = new WordCount(failing, SMALL, 2, sink, StateIn.TABLES)) {
            query.runTo(3);
            assertTrue(query.log().takeSnapshotFailure().isPresent());
            assertEquals(List.of(), files.tables());
            query.runTo(10);
            assertTrue(query.log().takeSnapshotFailure().isEmpty());
            assertTrue(!files.tables().isEmpty());
        }
    }

    @Test
    void tablesThatAKilledRunHadNotNamedGoWithTheNextSnapshot() {
        run(storage, 2);
        storage.create(files.table(new TableName(1, 7)), new byte[100]);
        run(storage, 12);
        assertTrue(!files.tables().contains(new TableName(1, 7)));
    }

    @Test
    void tablesComeBackFromJson() {
        run(storage, 20);
        StoredTables tables = tables(files.snapshots().getFirst());
        JsonValue.JsonObject json = tables.toJson();
        assertEquals(json, StoredTables.fromJson(json).toJson());
    }

    private StoredTables tables(SnapshotName name) {
        var tables = (StoredTables) SnapshotFile.stored(files, name);
        assertNotNull(tables, name.toString());
        return tables;
    }

    private void run(Storage storage, long batchId) {
        try (var query = new WordCount(storage, SMALL, 2, sink, StateIn.TABLES)) {
            query.runTo(batchId);
            assertEquals(WordCount.expectedState(batchId), query.state());
        }
    }
}
