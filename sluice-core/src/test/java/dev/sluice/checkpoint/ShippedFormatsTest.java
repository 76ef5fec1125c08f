package dev.sluice.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.checkpoint.WordCount.StateIn;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Every form of a checkpoint that was ever shipped can still be read.
///
/// A file `checkpoint-v<n>.txt` has a line for each file of a checkpoint: its path, and its bytes in Base64. They are
/// never written again; a new version of the format adds a new file, which [#main] prints.
class ShippedFormatsTest {

    private static final long BATCH_ID = 9;

    @Test
    void aCheckpointOfVersion1GoesOn() throws IOException {
        MemoryStorage storage = load("checkpoint-v1.txt");
        var files = new CheckpointFiles(storage, WordCount.DIRECTORY);
        assertTrue(files.segments().getFirst() > 0, "the beginning of the log is gone");
        try (var query = new WordCount(storage, WordCount.SMALL, 3, new TreeMap<>())) {
            Recovery recovery = query.log().recovery();
            assertEquals(List.of(), recovery.notes());
            assertTrue(recovery.snapshotBatchId() > 0);
            assertEquals(BATCH_ID, recovery.progress().committedBatchId());
            assertEquals(WordCount.expectedState(BATCH_ID), query.state());
            query.runTo(BATCH_ID + 5);
            assertEquals(WordCount.expectedState(BATCH_ID + 5), query.state());
        }
    }

    @Test
    void theOlderSnapshotOfVersion1GoesOnToo() throws IOException {
        MemoryStorage storage = load("checkpoint-v1.txt");
        var files = new CheckpointFiles(storage, WordCount.DIRECTORY);
        storage.delete(files.snapshot(files.snapshots().getFirst()));
        try (var query = new WordCount(storage, WordCount.SMALL, 1, new TreeMap<>())) {
            assertEquals(WordCount.expectedState(BATCH_ID), query.state());
        }
    }

    /// Version 2 can be taken back, knows where its history begins, and says where it ended.
    @Test
    void aCheckpointOfVersion2GoesOn() throws IOException {
        MemoryStorage storage = load("checkpoint-v2.txt");
        try (var query = new WordCount(storage, WordCount.SMALL, 3, new TreeMap<>())) {
            Recovery recovery = query.log().recovery();
            assertEquals(List.of(), recovery.notes());
            assertTrue(recovery.snapshotBatchId() > 0);
            assertEquals(BATCH_ID - 1, recovery.progress().committedBatchId());
            assertEquals(2, recovery.progress().again().size());
            assertEquals(WordCount.expectedState(BATCH_ID - 1), query.state());
            query.runTo(BATCH_ID + 5);
            assertEquals(WordCount.expectedState(BATCH_ID + 5), query.state());
        }
    }

    /// Version 3 has snapshots whose state is in tables.
    @Test
    void aCheckpointOfVersion3GoesOn() throws IOException {
        for (StateIn stateIn : StateIn.values()) {
            MemoryStorage storage = load("checkpoint-v3.txt");
            try (var query = new WordCount(storage, WordCount.SMALL, 2, new TreeMap<>(), stateIn)) {
                Recovery recovery = query.log().recovery();
                assertEquals(List.of(), recovery.notes());
                assertTrue(recovery.snapshotBatchId() > 0);
                assertEquals(BATCH_ID, recovery.progress().committedBatchId());
                assertEquals(WordCount.expectedState(BATCH_ID), query.state());
                query.runTo(BATCH_ID + 5);
                assertEquals(WordCount.expectedState(BATCH_ID + 5), query.state());
            }
        }
    }

    /// Version 4 has snapshots that were collected while micro-batches went on.
    @Test
    void aCheckpointOfVersion4GoesOn() throws IOException {
        for (StateIn stateIn : StateIn.values()) {
            MemoryStorage storage = load("checkpoint-v4.txt");
            var files = new CheckpointFiles(storage, WordCount.DIRECTORY);
            var pieces =
                    (StoredPieces) SnapshotFile.stored(files, files.snapshots().getFirst());
            assertTrue(Objects.requireNonNull(pieces).begunBatchId()
                    < files.snapshots().getFirst().batchId());
            try (var query = new WordCount(storage, WordCount.SMALL, 2, new TreeMap<>(), stateIn)) {
                Recovery recovery = query.log().recovery();
                assertEquals(List.of(), recovery.notes());
                assertEquals(files.snapshots().getFirst().batchId(), recovery.snapshotBatchId());
                assertEquals(BATCH_ID, recovery.progress().committedBatchId());
                assertEquals(WordCount.expectedState(BATCH_ID), query.state());
                query.runTo(BATCH_ID + 5);
                assertEquals(WordCount.expectedState(BATCH_ID + 5), query.state());
            }
        }
    }

    private static MemoryStorage load(String name) throws IOException {
        var storage = new MemoryStorage();
        try (InputStream in = ShippedFormatsTest.class.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String[] parts = line.split(" ", 2);
                storage.create(
                        WordCount.DIRECTORY + "/" + parts[0],
                        Base64.getDecoder().decode(parts[1]));
            }
        }
        return storage;
    }

    /// Prints a checkpoint in the form of today.
    public static void main(String[] arguments) {
        Storage storage = new MemoryStorage();
        var small = new CheckpointSettings(600, Long.MAX_VALUE, 3, 2);
        for (long batchId : new long[] {4, BATCH_ID}) {
            try (var query = new WordCount(storage, small, 2, new TreeMap<>(), StateIn.SHARES)) {
                query.runTo(batchId);
            }
        }
        for (String file : WordCount.files(storage)) {
            byte[] bytes = storage.read(WordCount.DIRECTORY + "/" + file);
            System.out.println(file + " " + Base64.getEncoder().encodeToString(bytes));
        }
    }
}
