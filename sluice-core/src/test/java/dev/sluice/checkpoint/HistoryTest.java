package dev.sluice.checkpoint;

import static dev.sluice.checkpoint.WordCount.DIRECTORY;
import static dev.sluice.checkpoint.WordCount.HOLDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.checkpoint.CheckpointFiles.SnapshotName;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.LocklessStorage;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A checkpoint that is taken back, forked, looked through, repaired, and shortened.
class HistoryTest {

    private static final int ALL = Integer.MAX_VALUE >> 1;

    private final MemoryStorage storage = new MemoryStorage();
    private final CheckpointFiles files = new CheckpointFiles(storage, DIRECTORY);
    private final Map<Long, String> sink = new TreeMap<>();

    @Test
    void aQueryCanBeTakenBackToAnyMicroBatchThatIsKept() {
        run(storage, WordCount.SMALL, 25);
        long first = new StateView(storage, DIRECTORY).batches().orElseThrow().first();
        assertTrue(first > 0, "the beginning is gone");
        for (long batchId = first; batchId <= 25; batchId++) {
            MemoryStorage rewound = storage.crashed(ALL);
            assertEquals(new Rewind.Done(batchId, 26 - batchId), Rewind.to(rewound, DIRECTORY, batchId, HOLDER));
            checkGoesOn(rewound, batchId, 30);
        }
        var error = assertThrows(SluiceException.class, () -> Rewind.to(storage, DIRECTORY, first - 1, HOLDER));
        assertEquals(ErrorCondition.BATCH_NOT_KEPT, error.condition());
        assertTrue(error.getMessage().contains("it keeps those from " + first + " to 25."), error.getMessage());
        assertThrows(SluiceException.class, () -> Rewind.to(storage, DIRECTORY, 26, HOLDER));
    }

    @Test
    void alsoToItsVeryBeginning() {
        run(storage, WordCount.NO_SNAPSHOTS, 12);
        Rewind.to(storage, DIRECTORY, -1, HOLDER);
        checkGoesOn(storage, -1, 14);
    }

    @Test
    void againAndAgain() {
        var random = new SplittableRandom(7);
        run(storage, WordCount.SMALL, 12);
        long committed = 12;
        for (int i = 0; i < 60; i++) {
            StateView.Batches batches =
                    new StateView(storage, DIRECTORY).batches().orElseThrow();
            assertEquals(committed, batches.last());
            long to = random.nextLong(batches.first(), batches.last() + 1);
            Rewind.to(storage, DIRECTORY, to, HOLDER);
            committed = to + random.nextInt(12);
            checkGoesOn(storage, to, committed);
            assertTrue(Verification.of(storage, DIRECTORY).sound());
        }
        assertTrue(files.segments().getFirst() > 0, "what is old goes all the same");
    }

    @Test
    void aSnapshotOfATimeThatWasTakenBackIsNone() {
        run(storage, WordCount.SMALL, 20);
        SnapshotName newest = files.snapshots().getFirst();
        Rewind.to(storage, DIRECTORY, newest.batchId() - 1, HOLDER);
        assertTrue(Recovery.read(files).snapshotBatchId() < newest.batchId());
        assertEquals(List.of(), Recovery.read(files).notes());
    }

    @Test
    void aRunningQueryIsNotTakenBack() {
        try (var query = new WordCount(storage, WordCount.SMALL, 2, sink)) {
            query.runTo(3);
            var error = assertThrows(SluiceException.class, () -> Rewind.to(storage, DIRECTORY, 1, HOLDER));
            assertEquals(ErrorCondition.CONCURRENT_STREAM_LOG_UPDATE, error.condition());
            assertTrue(
                    error.getMessage()
                            .contains("It is held by process 4711 on ada since 1970-01-01T00:00:00Z (run run)."),
                    error.getMessage());
        }
    }

    @Test
    void aForkGoesItsOwnWay() {
        try (var query = new WordCount(storage, WordCount.SMALL, 2, sink)) {
            query.runTo(20);
            Fork.copy(storage, DIRECTORY, "fork", new UUID(3, 4));
            query.runTo(25);
        }
        var fork = new MemoryStorage();
        copy(storage, "fork", fork, DIRECTORY);
        Rewind.to(fork, DIRECTORY, 17, HOLDER);
        checkGoesOn(fork, 17, 22);
        assertEquals(
                "{\"id\":\"00000000-0000-0003-0000-000000000004\","
                        + "\"forkedFrom\":[\"00000000-0000-0001-0000-000000000002\"]}",
                new String(fork.read(DIRECTORY + "/metadata"), java.nio.charset.StandardCharsets.UTF_8));
        checkGoesOn(storage, 25, 26);
        var error = assertThrows(SluiceException.class, () -> Fork.copy(storage, DIRECTORY, "fork", new UUID(3, 5)));
        assertEquals(ErrorCondition.CHECKPOINT_LOCATION_NOT_EMPTY, error.condition());
    }

    @Test
    void theMetadataOfAnotherQueryIsSaid() {
        run(storage, WordCount.SMALL, 5);
        storage.replace(files.metadata(), "{\"id\":\"another\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var error = assertThrows(SluiceException.class, () -> run(storage, WordCount.SMALL, 6));
        assertEquals(files.metadata(), error.getMessageParameters().get("path"));
        assertFalse(Verification.of(storage, DIRECTORY).sound());
    }

    /// Whatever is broken: a repaired checkpoint can be started, and gives what its last micro-batch that could be
    /// saved gave; and what verification finds sound needs no repair.
    @Test
    void whateverIsDamagedIsFoundAndRepairedAsFarAsCanBe() {
        run(storage, new CheckpointSettings(1_500, Long.MAX_VALUE, 5, 6), 9);
        run(storage, new CheckpointSettings(1_500, Long.MAX_VALUE, 5, 6), 23);
        int repaired = 0;
        int hopeless = 0;
        for (int seed = 0; seed < 150; seed++) {
            var random = new SplittableRandom(seed);
            MemoryStorage damaged = storage.crashed(ALL);
            String what = "seed " + seed;
            for (int i = random.nextInt(3); i >= 0; i--) what += ", " + damage(damaged, random);
            boolean sound = Verification.of(damaged, DIRECTORY).sound();
            if (sound) {
                checkGoesOn(damaged, 23, 25);
                continue;
            }
            try {
                List<String> plan = Repair.plan(damaged, DIRECTORY);
                assertEquals(plan, Repair.run(damaged, DIRECTORY, HOLDER), what);
            } catch (SluiceException e) {
                assertEquals(ErrorCondition.NOT_REPAIRABLE, e.condition(), what);
                hopeless++;
                continue;
            }
            try (var query = new WordCount(damaged, WordCount.SMALL, 2, new TreeMap<>(sink))) {
                long committed = query.log().recovery().progress().committedBatchId();
                assertEquals(WordCount.expectedState(committed), query.state(), what);
                query.runTo(25);
                assertEquals(WordCount.expectedState(25), query.state(), what);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(what, e);
            }
            repaired++;
        }
        assertTrue(repaired > 50 && hopeless < 30, repaired + " repaired, " + hopeless + " not");
    }

    @Test
    void historyIsKeptForItsTimeToo() {
        // A micro-batch is a millisecond here.
        long[] kept = new long[3];
        long[] millis = {0, 20, 1_000};
        for (int i = 0; i < kept.length; i++) {
            var small = new MemoryStorage();
            run(small, new CheckpointSettings(1_000, Long.MAX_VALUE, 3, 2).retaining(2, millis[i], Long.MAX_VALUE), 60);
            kept[i] =
                    60 - new StateView(small, DIRECTORY).batches().orElseThrow().first();
            sink.clear();
        }
        assertTrue(kept[0] >= 2 && kept[0] < 12, kept[0] + " micro-batches");
        assertTrue(kept[1] >= 20 && kept[1] < 30, kept[1] + " micro-batches");
        assertEquals(60, kept[2], "all");
    }

    @Test
    void aHistoryOfItsTimeEndsWhereItIsTooLarge() {
        run(storage, new CheckpointSettings(1_000, Long.MAX_VALUE, 3, 2).retaining(2, 1_000, 30_000), 120);
        long bytes = 0;
        for (String file : WordCount.files(storage)) bytes += storage.read(DIRECTORY + "/" + file).length;
        assertTrue(bytes > 25_000 && bytes < 45_000, bytes + " bytes");
    }

    /// It deletes at last what it decided to delete before it fell asleep; meanwhile another took its place.
    @ParameterizedTest
    @EnumSource
    void whatAReplacedQueryStillDeletesIsNotMissed(WordCount.StateIn stateIn) {
        Storage lockless = new LocklessStorage(storage);
        for (int asleepAt = 1; asleepAt < 12; asleepAt++) {
            storage.list(DIRECTORY + "/closed");
            var zombie = new SleepyStorage(lockless, asleepAt);
            var woken = new TreeMap<Long, String>(sink);
            var sleeper = new WordCount(zombie, WordCount.SMALL, 2, woken, stateIn);
            zombie.whenAsleep = () -> {
                long now = Recovery.read(files).progress().committedBatchId();
                var seen = new TreeMap<>(woken);
                try (var successor = new WordCount(lockless, WordCount.SMALL, 2, seen, stateIn)) {
                    successor.runTo(now + 7);
                }
                sink.putAll(seen);
            };
            long from = sleeper.log().progress().committedBatchId();
            assertThrows(SluiceException.class, () -> sleeper.runTo(from + 100));
            sleeper.close();
            try (var later = new WordCount(lockless, WordCount.SMALL, 2, sink, stateIn)) {
                long committed = later.log().recovery().progress().committedBatchId();
                assertEquals(WordCount.expectedState(committed), later.state(), "asleep at " + asleepAt);
                assertEquals(List.of(), later.log().recovery().notes());
            }
            var report = Verification.of(storage, DIRECTORY);
            assertTrue(report.sound(), "asleep at " + asleepAt + ": " + report.findings());
        }
    }

    /// The same, and who takes its place takes the query back first, to the oldest snapshot there is.
    @ParameterizedTest
    @EnumSource
    void whatAReplacedQueryStillDeletesIsNotWhatAnotherHasGoneBackTo(WordCount.StateIn stateIn) {
        // Snapshots that take longer are fewer, and so is what they make superfluous.
        int deletions = stateIn == WordCount.StateIn.SHARES ? 40 : 80;
        for (int asleepAt = 1; asleepAt < deletions; asleepAt++) {
            var own = new MemoryStorage();
            Storage lockless = new LocklessStorage(own);
            var zombie = new SleepyStorage(lockless, asleepAt);
            var told = new TreeMap<Long, String>();
            zombie.whenAsleep = () -> {
                long first =
                        new StateView(own, DIRECTORY).batches().orElseThrow().first();
                Rewind.to(lockless, DIRECTORY, first, WordCount.HOLDER);
            };
            // Segments so long that several snapshots continue in one.
            var settings = new CheckpointSettings(6_000, Long.MAX_VALUE, 3, 4);
            try (var sleeper = new WordCount(zombie, settings, 2, told, stateIn)) {
                assertThrows(SluiceException.class, () -> sleeper.runTo(200));
            }
            long back = new StateView(own, DIRECTORY).batches().orElseThrow().last();
            try (var later = new WordCount(lockless, settings, 2, told, stateIn)) {
                later.runTo(back + 20);
                assertEquals(WordCount.expectedState(back + 20), later.state(), "asleep at " + asleepAt);
            }
        }
    }

    /// Sleeps before one of the deletions that follow the check of the epoch.
    private static final class SleepyStorage extends LocklessStorage {
        private int deletions;
        private Runnable whenAsleep = () -> {};

        SleepyStorage(Storage storage, int deletions) {
            super(storage);
            this.deletions = deletions;
        }

        @Override
        public void delete(String path) {
            if ((path.contains("/snapshot/") || path.contains("/tables/") || path.contains("/log/"))
                    && --deletions == 0) whenAsleep.run();
            super.delete(path);
        }
    }

    private void run(Storage storage, CheckpointSettings settings, long batchId) {
        try (var query = new WordCount(storage, settings, 2, sink)) {
            query.runTo(batchId);
        }
    }

    private void checkGoesOn(Storage storage, long batchId, long upTo) {
        try (var query = new WordCount(storage, WordCount.SMALL, 2, sink)) {
            Recovery recovery = query.log().recovery();
            assertEquals(batchId, recovery.progress().committedBatchId());
            assertEquals(WordCount.expectedState(batchId), query.state());
            query.runTo(upTo);
            assertEquals(WordCount.expectedState(upTo), query.state());
        }
        assertEquals(WordCount.expectedSink(sink.size() - 1), sink);
    }

    private static String damage(MemoryStorage storage, SplittableRandom random) {
        // Without the mark of a good end nobody can tell a log that was cut off from one that was torn.
        List<String> all = WordCount.files(storage).stream()
                .filter(file -> !file.startsWith("closed"))
                .toList();
        String file = DIRECTORY + "/" + all.get(random.nextInt(all.size()));
        byte[] bytes = storage.read(file);
        if (bytes.length == 0 || random.nextInt(4) == 0) {
            storage.delete(file);
            return file + " deleted";
        }
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        storage.replace(file, random.nextBoolean() ? bytes : java.util.Arrays.copyOf(bytes, at));
        return file + " damaged at " + at;
    }

    private static void copy(Storage from, String directory, Storage to, String target) {
        for (Storage.Entry entry : from.list(directory)) {
            if (entry.directory()) {
                copy(from, entry.path(), to, target + "/" + entry.name());
            } else {
                to.replace(target + "/" + entry.name(), from.read(entry.path()));
            }
        }
    }
}
