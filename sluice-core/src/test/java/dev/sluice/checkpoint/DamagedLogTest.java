package dev.sluice.checkpoint;

import static dev.sluice.checkpoint.WordCount.DIRECTORY;
import static dev.sluice.checkpoint.WordCount.NO_SNAPSHOTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.vector.ByteReader;
import dev.sluice.vector.ByteWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// What is torn is cut off, what is damaged is said.
class DamagedLogTest {

    private static final long BATCHES = 12;

    private final Map<Long, String> sink = new TreeMap<>();
    private final MemoryStorage storage = new MemoryStorage();
    private final CheckpointFiles files = new CheckpointFiles(storage, DIRECTORY);

    @Test
    void aTailTornAtAnyByteIsCutOff() {
        run(storage, BATCHES);
        String path = files.segment(files.segments().getLast());
        byte[] whole = storage.read(path);
        int lastSync = lastSync(whole);
        for (int size = lastSync; size <= whole.length; size++) {
            MemoryStorage torn = storage.crashed();
            torn.replace(path, Arrays.copyOf(whole, size));
            checkGoesOn(torn, "cut to " + size + " of " + whole.length);
        }
    }

    @Test
    void bytesOfATornTailMaySurviveInAnyOrder() {
        run(storage, BATCHES);
        String path = files.segment(files.segments().getLast());
        byte[] whole = storage.read(path);
        int lastSync = lastSync(whole);
        for (int at = lastSync; at < whole.length; at++) {
            MemoryStorage torn = storage.crashed();
            byte[] bytes = whole.clone();
            Arrays.fill(bytes, at, Math.min(whole.length, at + 20), (byte) 0);
            torn.replace(path, bytes);
            checkGoesOn(torn, "a hole at " + at);
        }
    }

    @Test
    void tornTwiceIsCutTwice() {
        run(storage, BATCHES);
        MemoryStorage torn = storage.crashed();
        for (long batchId = BATCHES; batchId < BATCHES + 5; batchId++) {
            String path = new CheckpointFiles(torn, DIRECTORY)
                    .segment(new CheckpointFiles(torn, DIRECTORY).segments().getLast());
            byte[] bytes = torn.read(path);
            torn.replace(path, Arrays.copyOf(bytes, bytes.length - 3));
            run(torn, batchId);
        }
        run(torn, BATCHES + 6);
    }

    @Test
    void aFlippedByteIsRepairedOrSaidWithFileAndPlace() {
        run(storage, BATCHES);
        int errors = 0;
        for (long segment : files.segments()) {
            String path = files.segment(segment);
            byte[] whole = storage.read(path);
            boolean isLast = segment == files.segments().getLast();
            int lastSync = isLast ? lastSync(whole) : whole.length;
            for (int at = 0; at < whole.length; at++) {
                MemoryStorage flipped = storage.crashed();
                byte[] bytes = whole.clone();
                bytes[at] ^= (byte) (1 << at % 8);
                flipped.replace(path, bytes);
                String what = "byte " + at + " of " + path;
                if (at >= lastSync) {
                    // What stands behind the last sync but one cannot be told from a torn tail.
                    checkGoesOn(flipped, what);
                } else {
                    var error = assertThrows(SluiceException.class, () -> run(flipped, BATCHES), what);
                    assertEquals(ErrorCondition.CHECKPOINT_DAMAGED, error.condition(), what);
                    assertEquals(path, error.getMessageParameters().get("path"), what);
                    long place = Long.parseLong(error.getMessageParameters().get("offset"));
                    assertTrue(place <= at, what + ": " + error.getMessage());
                    errors++;
                }
            }
        }
        assertTrue(errors > 1000, errors + " errors");
    }

    @Test
    void theErrorSaysWhatWasSeenAndWhatToDo() {
        run(storage, BATCHES);
        String path = files.segment(0);
        byte[] bytes = storage.read(path);
        bytes[FileHeader.BYTES + 20] ^= 1;
        storage.replace(path, bytes);
        var error = assertThrows(SluiceException.class, () -> run(storage, BATCHES));
        assertEquals(
                "[SLUICE_CHECKPOINT_DAMAGED] The checkpoint file checkpoint/log/00000000000000000000.log is damaged at "
                        + "byte 40: the checksum of the record is wrong. SQLSTATE: 58030\n"
                        + "hint: Restore the checkpoint from a copy, or let sluice checkpoint repair --dry-run tell "
                        + "what can be saved of it.",
                error.getMessage());
    }

    @Test
    void aMissingSegmentIsSaid() {
        run(storage, BATCHES);
        assertTrue(files.segments().size() > 3);
        for (long segment : new long[] {0, 1}) {
            MemoryStorage missing = storage.crashed();
            missing.delete(files.segment(segment));
            var error = assertThrows(SluiceException.class, () -> run(missing, BATCHES));
            assertEquals(ErrorCondition.CHECKPOINT_DAMAGED, error.condition());
            assertEquals(files.segment(segment), error.getMessageParameters().get("path"));
            assertTrue(error.getMessage().contains("the file is missing"), error.getMessage());
        }
    }

    @Test
    void aShortenedSegmentInTheMiddleIsSaid() {
        run(storage, BATCHES);
        String path = files.segment(1);
        byte[] whole = storage.read(path);
        for (int size = 0; size < whole.length; size++) {
            MemoryStorage shortened = storage.crashed();
            shortened.replace(path, Arrays.copyOf(whole, size));
            var error = assertThrows(SluiceException.class, () -> run(shortened, BATCHES));
            assertEquals(path, error.getMessageParameters().get("path"), "cut to " + size);
        }
    }

    @Test
    void aNewerFormatIsSaidAndNotCalledDamage() {
        run(storage, 1);
        String path = files.segment(0);
        byte[] bytes = storage.read(path);
        var header = new ByteWriter(FileHeader.BYTES);
        header.writeBytes(bytes, 0, FileHeader.BYTES);
        header.setInt(8, 5);
        var crc = new CRC32C();
        crc.update(header.array(), 0, 36);
        header.setInt(36, (int) crc.getValue());
        System.arraycopy(header.array(), 0, bytes, 0, FileHeader.BYTES);
        storage.replace(path, bytes);
        var error = assertThrows(SluiceException.class, () -> run(storage, 1));
        assertEquals(ErrorCondition.CHECKPOINT_VERSION_UNKNOWN, error.condition());
        String sentence = ".log has format v5, and this Sluice reads formats up to v4.";
        assertTrue(error.getMessage().contains(sentence), error.getMessage());
    }

    /// Runs and is killed: nothing says where the log ended.
    private void run(MemoryStorage storage, long batchId) {
        try (var query = new WordCount(storage, NO_SNAPSHOTS, 2, sink)) {
            query.runTo(batchId);
            assertEquals(WordCount.expectedState(batchId), query.state());
        }
        WordCount.forgetHowItEnded(storage);
    }

    private void checkGoesOn(MemoryStorage storage, String what) {
        var seen = new TreeMap<>(sink);
        try (var query = new WordCount(storage, NO_SNAPSHOTS, 3, seen)) {
            long committed = query.log().recovery().progress().committedBatchId();
            assertTrue(committed >= BATCHES - 1, what + ": committed " + committed);
            assertEquals(WordCount.expectedState(committed), query.state(), what);
            query.runTo(BATCHES + 2);
            assertEquals(WordCount.expectedState(BATCHES + 2), query.state(), what);
        } catch (SluiceException e) {
            throw new AssertionError(what, e);
        }
    }

    /// How many bytes were durable before the last group of records, which one sync made durable together.
    private static int lastSync(byte[] segment) {
        int durable = FileHeader.BYTES;
        for (int at = FileHeader.BYTES; at < segment.length; ) {
            var fields = new ByteReader(segment, at + 4, 8);
            int length = fields.readInt();
            durable = fields.readInt();
            at += RecordWriter.HEADER_BYTES + length;
        }
        return durable;
    }
}
