package dev.sluice.checkpoint;

import static dev.sluice.checkpoint.WordCount.DIRECTORY;
import static dev.sluice.checkpoint.WordCount.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.checkpoint.WordCount.StateIn;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.state.MemoryStateStore;
import dev.sluice.state.StateStores;
import dev.sluice.storage.LocklessStorage;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.vector.KeyBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
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
        var stores = stores();
        var log = log(SMALL, waiting::add);
        log.append(WordCount.opened(log.epoch(), 1));
        for (long batchId = 0; batchId < 10; batchId++) {
            log.append(WordCount.plan(log.progress()));
            log.append(new LogEntry.Committed(batchId, 0, JsonValue.of(null), List.of()));
            log.goOnWithSnapshot(stores, 0, Map::of);
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
            var stores = new StateStores(1, List.of(), MemoryStateStore::new);
            assertThrows(SluiceException.class, () -> query.log().goOnWithSnapshot(stores, 0, Map::of));
        }
        assertFalse(WordCount.files(storage).isEmpty());
    }

    @Test
    void aSnapshotIsCollectedWhileMicroBatchesGoOn() {
        runInShares(storage, 40);
        List<SnapshotName> snapshots = files.snapshots();
        assertTrue(snapshots.size() > 1, snapshots.toString());
        for (SnapshotName name : snapshots) {
            var pieces = (StoredPieces) Objects.requireNonNull(SnapshotFile.stored(files, name));
            assertTrue(pieces.begunBatchId() <= name.batchId() - 3, pieces + " of " + name);
        }
        try (var query = start(storage, 3)) {
            assertEquals(snapshots.getFirst().batchId(), query.log().recovery().snapshotBatchId());
            assertEquals(WordCount.expectedState(40), query.state());
        }
    }

    /// Before it was begun, while it was collected, and behind: state, log and sources fit each other.
    @Test
    void anyMicroBatchAroundASnapshotCanBeGoneBackTo() {
        runInShares(storage, 30);
        SnapshotName newest = files.snapshots().getFirst();
        var pieces = (StoredPieces) Objects.requireNonNull(SnapshotFile.stored(files, newest));
        for (long batchId = pieces.begunBatchId() - 1; batchId <= newest.batchId() + 1; batchId++) {
            StateView.At at = new StateView(storage, DIRECTORY).at(batchId);
            var counts = at.fold(WordCount.COUNTS);
            assertTrue(
                    WordCount.expectedState(batchId)
                            .startsWith(WordCount.content(counts).replaceAll("}$", "")),
                    "looked at " + batchId + ": " + WordCount.content(counts));
            MemoryStorage rewound = storage.crashed(1 << 20);
            Rewind.to(rewound, DIRECTORY, batchId, WordCount.HOLDER);
            assertEquals(
                    batchId >= newest.batchId(),
                    Recovery.read(new CheckpointFiles(rewound, DIRECTORY)).snapshotBatchId() == newest.batchId());
            try (var query = new WordCount(rewound, SMALL, 2, new TreeMap<>(sink), StateIn.SHARES)) {
                assertEquals(WordCount.expectedState(batchId), query.state(), "taken back to " + batchId);
                query.runTo(35);
                assertEquals(WordCount.expectedState(35), query.state());
            }
        }
        assertTrue(Verification.of(storage, DIRECTORY).sound());
    }

    @Test
    void aSnapshotGoesOnWhileTheQueryIsQuiet() {
        run(storage, WordCount.NO_SNAPSHOTS, 20);
        var stores = stores();
        try (var log = log(SMALL.sharing(1, 0), Runnable::run)) {
            log.recovery().restoreState(stores);
            log.append(WordCount.opened(log.epoch(), 1));
            commit(log, stores, 21);
            assertEquals(List.of(), files.snapshots());
            assertEquals(CheckpointLog.Pause.OVER, log.goOnWithSnapshot(Map::of), "one share has all there is");
            assertEquals(21, files.snapshots().getFirst().batchId());
            assertEquals(CheckpointLog.Pause.OVER, log.goOnWithSnapshot(Map::of));
        }
        try (var query = start(storage, 2)) {
            assertEquals(21, query.log().recovery().snapshotBatchId());
            assertEquals(WordCount.expectedState(20), query.state());
        }
    }

    /// What waits for the disk is bounded.
    @Test
    void aSnapshotWaitsForASlowDisk() {
        List<Runnable> waiting = new ArrayList<>();
        var stores = stores();
        for (int i = 0; i < 30; i++) {
            KeyBatch key = WordCount.key(WordCount.COUNTS, List.of(i + "w".repeat(1 << 20)));
            stores.store(WordCount.COUNTS.operator(), 0).locate(key, new int[1]);
        }
        stores.drainChanges((_, _, _) -> {});
        try (var log = log(SMALL.sharing(1, 0), waiting::add)) {
            log.append(WordCount.opened(log.epoch(), 1));
            long batchId = 0;
            while (log.goOnWithSnapshot(Map::of) != CheckpointLog.Pause.WAITS) commit(log, stores, batchId++);
            for (int i = 0; i < 5; i++) commit(log, stores, batchId++);
            waiting.removeFirst().run();
            long bytes = storage.find(files.table(files.tables().getFirst()))
                    .orElseThrow()
                    .sizeBytes();
            assertTrue(bytes > 16 << 20 && bytes < 19 << 20, bytes + " bytes waited");
            while (files.snapshots().isEmpty()) {
                commit(log, stores, batchId++);
                if (!waiting.isEmpty()) waiting.removeFirst().run();
            }
        }
        var restored = stores();
        Recovery.read(files).restoreState(restored);
        assertEquals(WordCount.content(stores), WordCount.content(restored));
    }

    @Test
    void nothingIsLeftOfASnapshotThatWasNotFinished() {
        try (var query = new WordCount(storage, SMALL.sharing(1, 0), 2, sink)) {
            query.runTo(4);
            assertEquals(1, files.tables().size());
        }
        assertEquals(List.of(), files.tables(), "closed");
        var killed = new WordCount(storage, SMALL.sharing(1, 0), 2, sink);
        killed.runTo(8);
        MemoryStorage left = storage.crashed(1 << 20);
        assertEquals(1, new CheckpointFiles(left, DIRECTORY).tables().size());
        run(left, SMALL, 12);
        for (var table : new CheckpointFiles(left, DIRECTORY).tables()) {
            assertEquals(killed.log().epoch() + 1, table.epoch(), "of the killed run");
        }
        killed.close();
    }

    private static StateStores stores() {
        return new StateStores(1, List.of(WordCount.COUNTS, WordCount.TOTAL), MemoryStateStore::new);
    }

    private CheckpointLog log(CheckpointSettings settings, Executor background) {
        return CheckpointLog.open(storage, DIRECTORY, settings, background, WordCount.HOLDER, () -> new UUID(1, 2));
    }

    /// A micro-batch that changes nothing.
    private static void commit(CheckpointLog log, StateStores stores, long batchId) {
        log.append(log.progress().pending().orElseGet(() -> WordCount.plan(log.progress())));
        log.append(new LogEntry.Committed(batchId, 0, JsonValue.of(null), List.of()));
        log.goOnWithSnapshot(stores, 0, Map::of);
        log.sync();
    }

    private void runInShares(Storage storage, long batchId) {
        try (var query = new WordCount(storage, SMALL, 2, sink, StateIn.SHARES)) {
            query.runTo(batchId);
            assertTrue(query.log().takeSnapshotFailure().isEmpty());
        }
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
