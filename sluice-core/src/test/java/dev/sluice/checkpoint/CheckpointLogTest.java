package dev.sluice.checkpoint;

import static dev.sluice.checkpoint.WordCount.DIRECTORY;
import static dev.sluice.checkpoint.WordCount.NO_SNAPSHOTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.connector.InputRange;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.state.MemoryStateStore;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.LocklessStorage;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CheckpointLogTest {

    private final MemoryStorage storage = new MemoryStorage();

    @Test
    void aNewCheckpointGetsTheQuerysIdAsSparkWritesIt() {
        try (var query = start(storage)) {
            assertEquals("00000000-0000-0001-0000-000000000002", query.log().queryId());
            assertEquals(-1, query.log().progress().committedBatchId());
            assertEquals(1, query.log().epoch());
        }
        assertEquals(
                "{\"id\":\"00000000-0000-0001-0000-000000000002\"}",
                new String(storage.read(DIRECTORY + "/metadata"), StandardCharsets.UTF_8));
    }

    @Test
    void aRestartedQueryGoesOnWithTheMicroBatchThatWasPlanned() {
        Planned pending;
        try (var query = start(storage)) {
            query.runTo(5);
            pending = query.log().progress().pending().orElseThrow();
        }
        try (var query = start(storage)) {
            Recovery recovery = query.log().recovery();
            assertEquals(pending, recovery.progress().pending().orElseThrow());
            assertEquals(5, recovery.progress().committedBatchId());
            InputRange last =
                    Objects.requireNonNull(recovery.progress().ranges().get("lines"));
            assertEquals("7", last.to().toString());
            Committed committed = Objects.requireNonNull(recovery.progress().committed());
            assertEquals(7_000, committed.nextWatermarkMillis());
            assertEquals(List.of(0L, 1L, 3L, 6L, 6L, 7L, 9L), ends(recovery));
            assertEquals(WordCount.expectedState(5), query.state());
            query.runTo(8);
            assertEquals(WordCount.expectedState(8), query.state());
        }
    }

    @Test
    void itWorksInADirectoryOfThisMachineToo(@TempDir Path directory) {
        Storage local = new LocalStorage(directory.toString());
        var sink = new TreeMap<Long, String>();
        for (long batchId = 3; batchId <= 30; batchId += 9) {
            try (var query = new WordCount(local, WordCount.SMALL, 2, sink)) {
                query.runTo(batchId);
                assertEquals(WordCount.expectedState(batchId), query.state());
            }
        }
        assertEquals(WordCount.expectedSink(30), sink);
    }

    @Test
    void segmentsFollowEachOtherAndEachRunHasItsOwn() {
        try (var query = start(storage)) {
            query.runTo(7);
        }
        int before = new CheckpointFiles(storage, DIRECTORY).segments().size();
        assertTrue(before > 2, before + " segments");
        start(storage).close();
        assertEquals(
                before + 1, new CheckpointFiles(storage, DIRECTORY).segments().size());
    }

    @Test
    void changesOfACrashedRunAreVoidEvenIfTheyWereDurable() {
        MemoryStorage crashed;
        try (var query = start(storage)) {
            query.runTo(6);
            Planned pending = query.log().progress().pending().orElseThrow();
            query.log().append(new Changes(7, "count-by-word", 0, aWordThatIsNotInTheText()));
            query.log().sync();
            assertEquals(7, pending.batchId());
            crashed = storage.crashed();
        }
        try (var query = start(crashed)) {
            assertEquals(WordCount.expectedState(6), query.state());
            query.runTo(9);
        }
        try (var query = start(crashed)) {
            assertEquals(WordCount.expectedState(9), query.state());
        }
    }

    @Test
    void entriesOutOfOrderAreABug() {
        try (var log = open(storage)) {
            var planned = WordCount.plan(LogProgress.NONE);
            assertBug(() -> log.append(planned), "the first entry of a run is not Opened");
            log.append(WordCount.opened(log.epoch(), 1));
            assertBug(
                    () -> log.append(committed(0)),
                    "an entry out of order: committed 0 after committed -1, pending none");
            log.append(planned);
            log.append(planned);
            assertBug(
                    () -> log.append(new Planned(0, List.of(), 1, 0, JsonNull.NULL, Map.of())),
                    "an entry out of order: planned 0 a second time and differently");
            assertBug(
                    () -> log.append(new Changes(1, "total", 0, new byte[0])),
                    "an entry out of order: changes of 1 after committed -1, pending 0");
            log.append(committed(0));
            assertBug(() -> log.append(planned), "an entry out of order: planned 0 after committed 0, pending none");
        }
    }

    @Test
    void aSecondQueryIsRefusedWhileTheFirstRuns() {
        try (var query = start(storage)) {
            query.runTo(1);
            var error = assertThrows(SluiceException.class, () -> open(storage));
            assertEquals(ErrorCondition.CONCURRENT_STREAM_LOG_UPDATE, error.condition());
            assertTrue(error.getMessage().contains("Multiple streaming jobs detected"), error.getMessage());
            query.runTo(2);
        }
        start(storage).close();
    }

    @Test
    void aCrashedQueryHoldsNothing() {
        var query = start(storage);
        query.runTo(1);
        start(storage.crashed()).close();
        query.close();
    }

    @Test
    void aQueryThatWasReplacedCanNotCommitAndItsLateWritesAreVoid() {
        // On some file systems a lock is lost while its holder sleeps.
        Storage lockless = new LocklessStorage(storage);
        var sleeper = start(lockless);
        sleeper.runTo(4);
        try (var successor = start(lockless)) {
            assertEquals(4, successor.log().recovery().progress().committedBatchId());
            sleeper.run(sleeper.log().progress().pending().orElseThrow());
            var error = assertThrows(SluiceException.class, () -> sleeper.log().sync());
            assertEquals(ErrorCondition.CONCURRENT_STREAM_LOG_UPDATE, error.condition());
            assertThrows(IllegalStateException.class, () -> sleeper.log().sync());
            successor.runTo(6);
        }
        try (var later = start(lockless)) {
            assertEquals(6, later.log().recovery().progress().committedBatchId());
            assertEquals(WordCount.expectedState(6), later.state());
        }
        sleeper.close();
    }

    /// It saw epoch 1 and wants to be the second. By then there have been a second and a third, who took it away.
    @Test
    void whoWasHeldUpWhileItOpenedDoesNotTakeAnEpochThatWasTakenBefore() {
        start(new LocklessStorage(storage)).close();
        var others = new ArrayList<AutoCloseable>();
        Storage slow = new LocklessStorage(storage) {
            @Override
            public boolean create(String path, byte[] content) {
                if (others.isEmpty() && path.contains("/epoch/")) {
                    others.add(start(new LocklessStorage(storage)));
                    others.add(start(new LocklessStorage(storage)));
                }
                return super.create(path, content);
            }
        };
        var error = assertThrows(SluiceException.class, () -> open(slow));
        assertEquals(ErrorCondition.CONCURRENT_STREAM_LOG_UPDATE, error.condition());
        assertEquals(2, others.size());
        var last = (WordCount) others.getLast();
        last.runTo(3);
        assertEquals(WordCount.expectedState(3), last.state());
        last.close();
    }

    @Test
    void aReplacedQueryCanNotBeginANewSegment() {
        Storage lockless = new LocklessStorage(storage);
        var sleeper = start(lockless);
        sleeper.runTo(4);
        start(lockless).close();
        var error = assertThrows(SluiceException.class, () -> sleeper.runTo(400));
        assertEquals(ErrorCondition.CONCURRENT_STREAM_LOG_UPDATE, error.condition());
        sleeper.close();
    }

    @Test
    void aCheckpointOfSparkIsRefused() {
        storage.create(DIRECTORY + "/metadata", "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        storage.create(DIRECTORY + "/offsets/0", "v1".getBytes(StandardCharsets.UTF_8));
        var error = assertThrows(SluiceException.class, () -> open(storage));
        assertEquals(ErrorCondition.CHECKPOINT_OF_SPARK, error.condition());
    }

    @Test
    void aLogWithoutMetadataIsRefused() {
        start(storage).close();
        storage.delete(DIRECTORY + "/metadata");
        var error = assertThrows(SluiceException.class, () -> open(storage));
        assertEquals(ErrorCondition.STREAMING_CHECKPOINT_MISSING_METADATA_FILE, error.condition());
        assertTrue(error.getMessage().contains("Checkpoint location checkpoint is in"), error.getMessage());
    }

    @Test
    void aRefusedOpeningLeavesTheCheckpointUnlocked() {
        start(storage).close();
        byte[] metadata = storage.read(DIRECTORY + "/metadata");
        storage.delete(DIRECTORY + "/metadata");
        assertThrows(SluiceException.class, () -> open(storage));
        storage.create(DIRECTORY + "/metadata", metadata);
        open(storage).close();
    }

    @Test
    void otherStatefulOperatorsOrTypesAreRefusedInSparksWords() {
        try (var query = start(storage)) {
            query.runTo(2);
        }
        var text = Struct.of(Field.of("renamed", Atomic.STRING));
        var number = Struct.of(Field.of("n", Atomic.LONG));
        checkRefused(
                ErrorCondition.STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA,
                "Stateful operators in the metadata: [count-by-word, total]; "
                        + "Stateful operators in current batch: [total]",
                WordCount.TOTAL);
        checkRefused(
                ErrorCondition.STATE_STORE_KEY_SCHEMA_NOT_COMPATIBLE,
                "Existing key_schema=word STRING and new key_schema=n BIGINT.",
                WordCount.TOTAL,
                new StateSpec("count-by-word", "s", number, number));
        checkRefused(
                ErrorCondition.STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE,
                "Existing value_schema=count BIGINT and new value_schema=renamed STRING.",
                WordCount.TOTAL,
                new StateSpec("count-by-word", "s", text, text));
        try (var log = open(storage)) {
            var renamed = List.of(WordCount.TOTAL, new StateSpec("count-by-word", "other", text, number));
            log.recovery().restoreState(new StateStores(1, renamed, MemoryStateStore::new));
        }
    }

    private void checkRefused(ErrorCondition condition, String sentence, StateSpec... specs) {
        try (var log = open(storage)) {
            var stores = new StateStores(1, List.of(specs), MemoryStateStore::new);
            var error = assertThrows(SluiceException.class, () -> log.recovery().restoreState(stores));
            assertEquals(condition, error.condition());
            assertTrue(error.getMessage().contains(sentence), error.getMessage());
        }
    }

    @Test
    void theStateIsTheSameInAnyNumberOfPartitions() {
        var sink = new TreeMap<Long, String>();
        long batchId = 0;
        for (int partitionCount : new int[] {1, 2, 7, 2, 1, 7}) {
            batchId += 3;
            try (var query = new WordCount(storage, NO_SNAPSHOTS, partitionCount, sink)) {
                query.runTo(batchId);
                assertEquals(WordCount.expectedState(batchId), query.state());
            }
        }
        assertEquals(WordCount.expectedSink(batchId), sink);
    }

    private static WordCount start(Storage storage) {
        return new WordCount(storage, NO_SNAPSHOTS, 2, new TreeMap<>());
    }

    private static CheckpointLog open(Storage storage) {
        return CheckpointLog.open(
                storage, DIRECTORY, NO_SNAPSHOTS, Runnable::run, WordCount.HOLDER, () -> new UUID(1, 2));
    }

    private static Committed committed(long batchId) {
        return new Committed(batchId, 0, JsonNull.NULL, List.of());
    }

    private static List<Long> ends(Recovery recovery) {
        return recovery.replay().stream()
                .map(input -> input.range().to().json().asLong())
                .toList();
    }

    private static byte[] aWordThatIsNotInTheText() {
        var store = new MemoryStateStore(WordCount.COUNTS);
        Chunk row = Values.chunk(WordCount.COUNTS.key(), List.of(List.of("liar")));
        store.locate(store.keys().encode(row.columns(), row.selection()), new int[1]);
        byte[][] changes = new byte[1][];
        store.drainChanges(piece -> changes[0] = piece);
        return changes[0];
    }

    private static void assertBug(Executable call, String message) {
        var error = assertThrows(SluiceException.class, call);
        assertEquals(ErrorCondition.INTERNAL_ERROR, error.condition());
        assertEquals(message, error.getMessageParameters().get("message"));
    }
}
