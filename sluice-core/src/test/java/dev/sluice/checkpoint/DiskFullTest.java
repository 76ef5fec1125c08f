package dev.sluice.checkpoint;

import static dev.sluice.checkpoint.WordCount.DIRECTORY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.SmallStorage;
import dev.sluice.storage.Storage;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The disk is full at any moment: the query ends and says so, and goes on when there is room again.
///
/// On a real disk: `-Dfull=/mnt/small`, a directory of a file system of about a megabyte, which it fills.
class DiskFullTest {

    private static final long BATCHES = 14;

    @ParameterizedTest
    @EnumSource
    void whereverTheDiskIsFullNothingIsLost(WordCount.StateIn stateIn) {
        Map<Long, String> expected = WordCount.expectedSink(BATCHES);
        int errors = 0;
        for (int room = 0; ; room += 61) {
            var sink = new TreeMap<Long, String>();
            var storage = new MemoryStorage();
            boolean full = false;
            try (var query = new WordCount(new SmallStorage(storage, room), WordCount.SMALL, 2, sink, stateIn)) {
                query.runTo(BATCHES);
                full = query.log().takeSnapshotFailure().isPresent();
            } catch (SluiceException e) {
                assertEquals(ErrorCondition.STORAGE_FULL, e.condition());
                assertTrue(e.getMessageParameters().get("path").startsWith(DIRECTORY), e.getMessage());
                full = true;
                errors++;
            }
            var files = new CheckpointFiles(storage, DIRECTORY);
            Set<StoredTables.TableName> named = new HashSet<>();
            for (var name : files.snapshots()) {
                assertTrue(
                        storage.read(files.snapshot(name)).length > 100,
                        "what is left of a snapshot takes room in vain");
                StoredState stored = SnapshotFile.stored(files, name);
                if (stored != null) named.addAll(stored.files());
            }
            assertEquals(named, Set.copyOf(files.tables()), "tables that no snapshot names take room in vain");
            try (var query = new WordCount(storage, WordCount.SMALL, 2, sink, stateIn)) {
                query.runTo(BATCHES);
                assertEquals(WordCount.expectedState(BATCHES), query.state(), room + " bytes");
            }
            assertEquals(expected, sink, room + " bytes");
            if (!full) break;
        }
        assertTrue(errors > 30, errors + " errors");
    }

    @Test
    void theErrorNamesTheFileAndSaysWhatToDo() {
        var storage = new SmallStorage(new MemoryStorage(), 10);
        var error = assertThrows(SluiceException.class, () -> storage.create("checkpoint/metadata", new byte[100]));
        assertEquals("""
                [SLUICE_STORAGE_FULL] Cannot create checkpoint/metadata: No space left on device. SQLSTATE: 53100
                hint: make room where that file lives, and start the query again: nothing that was committed is lost, and \
                it goes on from there. A checkpoint itself takes less room with a shorter history: \
                sluice.checkpoint.historySeconds, spark.sql.streaming.minBatchesToRetain.""", error.getMessage());
    }

    @Test
    void soItIsOnARealDisk() {
        String directory = System.getProperty("full");
        assumeTrue(directory != null, "-Dfull names no small disk");
        var storage = new LocalStorage(String.valueOf(directory));
        var settings = new CheckpointSettings(20_000, 30_000, Long.MAX_VALUE, 20);
        var sink = new TreeMap<Long, String>();
        int errors = 0;
        long committed = 0;
        for (int i = 0; i < 20; i++) {
            fill(storage);
            try (var query = new WordCount(storage, settings, 2, sink)) {
                query.runTo(committed + 5_000);
            } catch (SluiceException e) {
                assertEquals(ErrorCondition.STORAGE_FULL, e.condition());
                errors++;
            }
            storage.delete("ballast");
            try (var query = new WordCount(storage, settings, 2, sink)) {
                committed = query.log().progress().committedBatchId();
                assertEquals(WordCount.expectedState(committed), query.state());
                query.runTo(committed + 20);
                committed += 20;
            }
        }
        assertEquals(20, errors);
        assertEquals(WordCount.expectedSink(sink.size() - 1), sink);
    }

    private static void fill(Storage storage) {
        for (int piece = 1 << 16; piece > 0; piece >>= 1) {
            try (var ballast = storage.append("ballast")) {
                while (true) {
                    ballast.write(new byte[piece], 0, piece);
                    ballast.sync();
                }
            } catch (SluiceException e) {
                assertEquals(ErrorCondition.STORAGE_FULL, e.condition());
            }
        }
    }
}
