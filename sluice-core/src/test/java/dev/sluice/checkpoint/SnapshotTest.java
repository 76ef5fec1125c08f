package dev.sluice.checkpoint;

import static dev.sluice.checkpoint.WordCount.DIRECTORY;
import static dev.sluice.checkpoint.WordCount.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.state.MemoryStateStore;
import dev.sluice.state.StateStores;
import dev.sluice.storage.LocklessStorage;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private final MemoryStorage storage = new MemoryStorage();
    private final CheckpointFiles files = new CheckpointFiles(storage, DIRECTORY);
    private final Map<Long, String> sink = new TreeMap<>();

    @Test
    void aSnapshotAndTheLogBehindItGiveWhatTheWholeLogGives() {
        var whole = new MemoryStorage();
        run(whole, WordCount.NO_SNAPSHOTS, 20);
        run(storage, SMALL, 20);
        assertTrue(files.segments().getFirst() > 0, "the beginning of the log is gone");

        try (var fromLog = start(whole, 2);
                var fromSnapshot = start(storage, 2)) {
            Recovery recovery = fromSnapshot.log().recovery();
            assertTrue(recovery.snapshotBatchId() >= 17, "snapshot at " + recovery.snapshotBatchId());
            LogProgress expected = fromLog.log().recovery().progress();
            assertEquals(expected.committed(), recovery.progress().committed());
            assertEquals(expected.pending(), recovery.progress().pending());
            assertEquals(expected.ranges(), recovery.progress().ranges());
            assertEquals(fromLog.state(), fromSnapshot.state());
            assertEquals(WordCount.expectedState(20), fromSnapshot.state());
        }
    }

    @Test
    void memoriesAreThoseOfTheSnapshotsMomentAndRangesAreThoseSince() {
        run(storage, SMALL, 10);
        try (var query = start(storage, 2)) {
            Recovery recovery = query.log().recovery();
            long snapshot = recovery.snapshotBatchId();
            assertEquals(JsonValue.of("as of " + snapshot), recovery.memories().get("lines"));
            List<String> read = recovery.replay().stream()
                    .map(input -> input.range().replay().asString())
                    .toList();
            List<String> expected = new ArrayList<>();
            for (long batch = snapshot + 1; batch <= 11; batch++) expected.add("file " + batch);
            assertEquals(expected, read);
        }
    }

    @Test
    void theDefaultsMakeNoSnapshotOfALittleLog() {
        run(storage, CheckpointSettings.DEFAULT, 20);
        assertEquals(List.of(), files.snapshots());
    }

    @Test
    void aSnapshotIsDueWhenTheLogHasOutgrownTheLastOne() {
        var byBytes = new CheckpointSettings(2_000, 3_000, Long.MAX_VALUE, 1);
        run(storage, byBytes, 40);
        int count = files.snapshots().size();
        assertTrue(count >= 2, count + " snapshots");
        long logBytes = 0;
        for (long segment : files.segments()) logBytes += storage.read(files.segment(segment)).length;
        assertTrue(logBytes < 20_000, logBytes + " bytes of log");
    }

    @Test
    void historyIsKeptForAsManyMicroBatchesAsWanted() {
        run(storage, SMALL, 40);
        List<Long> snapshots =
                files.snapshots().stream().map(SnapshotName::batchId).toList();
        assertEquals(3, snapshots.size(), snapshots.toString());
        long newest = snapshots.getFirst();
        assertTrue(snapshots.getLast() <= newest - SMALL.minBatchesToRetain());
        List<Long> planned = new ArrayList<>();
        for (var entry : new CheckpointView(storage, DIRECTORY).entries()) {
            if (entry.require("entry").asString().equals("planned"))
                planned.add(entry.require("batchId").asLong());
        }
        assertTrue(planned.getFirst() <= snapshots.getLast() + 1, planned.toString());
    }

    @Test
    void aDamagedNewestSnapshotIsReplacedByTheOneBeforeIt() {
        run(storage, SMALL, 20);
        SnapshotName newest = files.snapshots().get(0);
        byte[] whole = storage.read(files.snapshot(newest));
        for (int at = 0; at < whole.length; at++) {
            MemoryStorage flipped = storage.crashed();
            byte[] bytes = whole.clone();
            bytes[at] ^= 0x10;
            flipped.replace(files.snapshot(newest), bytes);
            try (var query = start(flipped, 3)) {
                assertEquals(WordCount.expectedState(20), query.state(), "byte " + at);
                Recovery recovery = query.log().recovery();
                assertEquals(files.snapshots().get(1).batchId(), recovery.snapshotBatchId());
                if (recovery.notes().isEmpty() && at > whole.length - 40) continue; // it looks like one not finished
                assertEquals(1, recovery.notes().size());
                assertTrue(
                        recovery.notes().getFirst().contains(files.snapshot(newest)),
                        recovery.notes().toString());
            }
        }
    }

    @Test
    void aSnapshotThatWasNotFinishedIsNone() {
        run(storage, SMALL, 20);
        SnapshotName newest = files.snapshots().get(0);
        byte[] whole = storage.read(files.snapshot(newest));
        for (int size = 0; size < whole.length; size++) {
            MemoryStorage cut = storage.crashed();
            cut.replace(files.snapshot(newest), Arrays.copyOf(whole, size));
            try (var query = start(cut, 1)) {
                assertEquals(WordCount.expectedState(20), query.state(), "cut to " + size);
            }
        }
    }

    @Test
    void withoutAnySoundSnapshotAndTheBeginningOfTheLogTheQueryDoesNotStart() {
        run(storage, SMALL, 20);
        for (SnapshotName name : files.snapshots()) {
            byte[] bytes = storage.read(files.snapshot(name));
            bytes[60] ^= 1;
            storage.replace(files.snapshot(name), bytes);
        }
        var error = assertThrows(SluiceException.class, () -> start(storage, 1));
        assertEquals(ErrorCondition.CHECKPOINT_DAMAGED, error.condition());
        assertEquals(
                files.snapshot(files.snapshots().getFirst()),
                error.getMessageParameters().get("path"));
        files.snapshots().forEach(name -> storage.delete(files.snapshot(name)));
        error = assertThrows(SluiceException.class, () -> start(storage, 1));
        assertTrue(error.getMessage().contains(".log is damaged at byte 0: the file is missing"), error.getMessage());
    }

    @Test
    void deletedSegmentsThatComeBackAfterACrashDoNoHarm() {
        var all = new MemoryStorage();
        run(all, WordCount.NO_SNAPSHOTS, 4);
        run(storage, SMALL, 20);
        storage.create(files.segment(0), all.read(files.segment(0)));
        try (var query = start(storage, 2)) {
            assertEquals(WordCount.expectedState(20), query.state());
            query.runTo(30);
            assertEquals(WordCount.expectedState(30), query.state());
        }
    }

    @Test
    void snapshotsOfOtherPartitionCountsAreFoldedIntoNewOnes() {
        long batchId = 0;
        for (int partitionCount : new int[] {1, 7, 2, 2, 7, 1}) {
            batchId += 4;
            try (var query = new WordCount(storage, SMALL, partitionCount, sink)) {
                assertEquals(WordCount.expectedState(batchId - 5 < 0 ? -1 : batchId - 4), query.state());
                query.runTo(batchId);
                assertTrue(query.log().takeSnapshotFailure().isEmpty());
            }
        }
        assertEquals(WordCount.expectedSink(batchId), sink);
    }

    @Test
    void foldingOnePartitionAtATimeGivesTheSame() {
        run(storage, WordCount.NO_SNAPSHOTS, 15);
        try (var query = new WordCount(storage, WordCount.NO_SNAPSHOTS, 5, sink)) {
            query.runTo(16);
        }
        Recovery recovery = Recovery.read(files);
        LogPosition end = Objects.requireNonNull(recovery.end());
        Opened opened = Objects.requireNonNull(recovery.progress().opened());
        for (long groupBytes : new long[] {1, 100, 1 << 20}) {
            var fold = new SnapshotFold(files, SnapshotBase.find(files, 16), end, opened, groupBytes, () -> {});
            var stores = new StateStores(1, List.of(WordCount.COUNTS, WordCount.TOTAL), MemoryStateStore::new);
            fold.run((operator, _, changes) -> stores.apply(operator, changes));
            assertEquals(WordCount.expectedState(16), WordCount.content(stores), "groups of " + groupBytes);
        }
    }

    @Test
    void aFailedSnapshotIsToldOnceAndTheQueryGoesOn() {
        var failing = new LocklessStorage(storage) {
            @Override
            public Appender append(String path) {
                if (path.endsWith(".snap")) throw new IllegalStateException("no space for " + path);
                return super.append(path);
            }
        };
        try (var query = new WordCount(failing, SMALL, 2, sink)) {
            query.runTo(7);
            Throwable failure = query.log().takeSnapshotFailure().orElseThrow();
            assertTrue(failure.toString().contains("no space for"), failure.toString());
            assertTrue(query.log().takeSnapshotFailure().isEmpty());
        }
        try (var query = start(storage, 2)) {
            assertEquals(WordCount.expectedState(7), query.state());
        }
    }

    @Test
    void aSnapshotThatIsBeingMadeDoesNotHoldUpTheStreamAndEndsWithIt() {
        List<Runnable> waiting = new ArrayList<>();
        var log = CheckpointLog.open(storage, DIRECTORY, SMALL, waiting::add, WordCount.HOLDER, () -> new UUID(1, 2));
        log.append(WordCount.opened(log.epoch(), 1));
        for (long batchId = 0; batchId < 10; batchId++) {
            log.append(WordCount.plan(log.progress()));
            log.append(new LogEntry.Committed(batchId, 0, JsonValue.of(null), List.of()));
            log.snapshotIfDue(Map::of);
            log.sync();
        }
        assertEquals(1, waiting.size(), "one at a time");
        log.close();
        waiting.getFirst().run();
        assertEquals(List.of(), files.snapshots());
    }

    @Test
    void snapshotsAreMadeByOtherThreadsWhileTheQueryRuns() {
        try (var threads = Executors.newSingleThreadExecutor()) {
            long batchId = 0;
            for (int run = 0; run < 5; run++) {
                batchId += 40;
                try (var query = new WordCount(storage, SMALL, 2, sink, threads)) {
                    query.runTo(batchId);
                    assertTrue(query.log().takeSnapshotFailure().isEmpty());
                }
                try (var query = start(storage, 2)) {
                    assertEquals(WordCount.expectedState(batchId), query.state());
                }
            }
        }
        assertEquals(WordCount.expectedSink(200), sink);
    }

    @Test
    void aSnapshotIsAskedForBetweenMicroBatches() {
        try (var query = start(storage, 1)) {
            query.runTo(2);
            assertTrue(query.log().progress().pending().isPresent());
            assertThrows(SluiceException.class, () -> query.log().snapshotIfDue(Map::of));
        }
        assertFalse(WordCount.files(storage).isEmpty());
    }

    private void run(Storage storage, CheckpointSettings settings, long batchId) {
        try (var query = new WordCount(storage, settings, 2, sink)) {
            query.runTo(batchId);
            assertTrue(query.log().takeSnapshotFailure().isEmpty());
        }
    }

    private WordCount start(Storage storage, int partitionCount) {
        return new WordCount(storage, SMALL, partitionCount, new TreeMap<>());
    }
}
