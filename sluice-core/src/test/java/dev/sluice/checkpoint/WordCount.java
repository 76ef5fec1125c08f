package dev.sluice.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.checkpoint.LogEntry.Changes;
import dev.sluice.checkpoint.LogEntry.Committed;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.LogEntry.Planned;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonNull;
import dev.sluice.state.SortedMap;
import dev.sluice.state.StatePlace;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Partitioning;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A query as small as can be, that counts words and follows the order that [CheckpointLog] asks for. The text is
/// endless, each line depends on its number alone, and a micro-batch takes one line more than the one before it, up to
/// four.
///
/// A word that has been counted nine times is forgotten, so that state also shrinks.
final class WordCount implements AutoCloseable {

    static final String DIRECTORY = "checkpoint";
    static final Holder HOLDER = new Holder("run", 4711, "ada", 0);
    static final StateSpec COUNTS = new StateSpec(
            "count-by-word",
            "stateStoreSave",
            Struct.of(Field.of("word", Atomic.STRING)),
            Struct.of(Field.of("count", Atomic.LONG)));
    static final StateSpec TOTAL =
            new StateSpec("total", "stateStoreSave", Struct.of(), Struct.of(Field.of("lines", Atomic.LONG)));

    /// Takes snapshots at every third micro-batch, keeps two more, and has short segments.
    static final CheckpointSettings SMALL = new CheckpointSettings(2_000, Long.MAX_VALUE, 3, 4);
    static final CheckpointSettings NO_SNAPSHOTS = new CheckpointSettings(2_000, Long.MAX_VALUE, Long.MAX_VALUE, 1);

    private final CheckpointLog log;
    private final StateStores stores;
    /// What the outside sees: the output of each micro-batch. It survives crashes.
    private final Map<Long, String> sink;
    private @Nullable Planned planned;
    private long changedRows;

    /// Where the state is, and with it what snapshots of it look like.
    enum StateIn {
        MEMORY,
        /// In memory, from where a snapshot gets a few rows with each micro-batch, so that it takes several.
        SHARES,
        TABLES;

        private static final int SHARE_ROWS = 4;

        StatePlace open() {
            return this == TABLES ? StatePlace.of(SortedMap.Backend.NAME, new SortedMap()) : StatePlace.memory();
        }

        CheckpointSettings settings(CheckpointSettings settings) {
            return this == SHARES ? settings.sharing(SHARE_ROWS, 0) : settings;
        }
    }

    WordCount(Storage storage, CheckpointSettings settings, int partitionCount, Map<Long, String> sink) {
        this(storage, settings, partitionCount, sink, Runnable::run, StateIn.MEMORY);
    }

    WordCount(
            Storage storage,
            CheckpointSettings settings,
            int partitionCount,
            Map<Long, String> sink,
            Executor background) {
        this(storage, settings, partitionCount, sink, background, StateIn.MEMORY);
    }

    WordCount(
            Storage storage, CheckpointSettings settings, int partitionCount, Map<Long, String> sink, StateIn stateIn) {
        this(storage, settings, partitionCount, sink, Runnable::run, stateIn);
    }

    private WordCount(
            Storage storage,
            CheckpointSettings settings,
            int partitionCount,
            Map<Long, String> sink,
            Executor background,
            StateIn stateIn) {
        log = CheckpointLog.open(
                storage,
                DIRECTORY,
                stateIn.settings(settings),
                background,
                WordCount.HOLDER,
                () -> new UUID(1, 2),
                stateIn::open);
        try {
            this.sink = sink;
            stores = new StateStores(partitionCount, List.of(COUNTS, TOTAL), stateIn.open());
            log.recovery().restoreState(stores);
            planned = log.recovery().progress().pending().orElse(null);
            log.append(opened(log.epoch(), partitionCount));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    static Opened opened(long epoch, int partitionCount) {
        return new Opened(
                "0.1",
                new UUID(1, 2).toString(),
                "run",
                "Aggregate\n  Scan",
                List.of(COUNTS, TOTAL),
                epoch,
                partitionCount,
                Map.of("0", "lines"),
                List.of());
    }

    CheckpointLog log() {
        return log;
    }

    /// Runs micro-batches until `batchId` is committed, and plans the next one with it.
    void runTo(long batchId) {
        while (log.progress().committedBatchId() < batchId) {
            Planned batch = planned;
            if (batch == null) {
                batch = plan(log.progress());
                log.append(batch);
                log.sync();
            }
            run(batch);
            log.goOnWithSnapshot(
                    stores,
                    changedRows,
                    () -> Map.of("lines", JsonValue.of("as of " + log.progress().committedBatchId())));
            planned = plan(log.progress());
            log.append(planned);
            log.sync();
        }
    }

    /// Runs a micro-batch up to its commit, which is not durable yet.
    void run(Planned batch) {
        count(batch);
        String output = batch + " gives " + content(stores);
        String before = sink.putIfAbsent(batch.batchId(), output);
        if (before != null) assertEquals(before, output, "a micro-batch run again gives what it gave");
        changedRows = stores.changedCount();
        stores.drainChanges(
                (operator, partition, rows) -> log.append(new Changes(batch.batchId(), operator, partition, rows)));
        log.append(new Committed(batch.batchId(), end(batch) * 1000, JsonNull.NULL, List.of(JsonValue.of("sunk"))));
    }

    static Planned plan(LogProgress progress) {
        InputRange before = progress.ranges().get("lines");
        long from = before == null ? 0 : before.to().json().asLong();
        long batchId = progress.committedBatchId() + 1;
        long to = from + batchId % 4;
        var range = new InputRange(
                before == null ? null : before.to(), new Offset(JsonValue.of(to)), JsonValue.of("file " + batchId));
        return new Planned(
                batchId,
                List.of(new SourceInput("lines", range)),
                1_000_000 + batchId,
                from * 1000,
                JsonNull.NULL,
                Map.of("spark.sql.ansi.enabled", "true"));
    }

    static String line(long number) {
        return "w" + number % 5 + " w" + number % 3 + " x" + number / 2;
    }

    /// The state after a micro-batch, counted from the beginning.
    static String expectedState(long batchId) {
        Map<String, Long> counts = new TreeMap<>();
        long lines = 0;
        for (long batch = 0; batch <= batchId; batch++) {
            for (long i = batch % 4; i > 0; i--) {
                for (String word : line(lines).split(" ")) counts.merge(word, 1L, (a, b) -> a + b == 9 ? null : a + b);
                lines++;
            }
        }
        return batchId < 0 ? "{}" : "{count-by-word=" + counts + ", total={[]=" + lines + "}}";
    }

    String state() {
        return content(stores);
    }

    static String content(StateStores stores) {
        Map<String, Map<String, Long>> content = new TreeMap<>();
        for (StateSpec spec : stores.specs()) {
            for (int p = 0; p < stores.partitionCount(); p++) {
                StateStore store = stores.store(spec.operator(), p);
                Chunk rows = store.rows(store.slots(), store.rowCount());
                for (int i = 0; i < rows.rowCount(); i++) {
                    List<@Nullable Object> key = Values.row(rows, i, spec.key());
                    Object value = Values.get(rows.column(spec.key().size()), i, Atomic.LONG);
                    content.computeIfAbsent(spec.operator(), _ -> new TreeMap<>())
                            .put(key.isEmpty() ? "[]" : String.valueOf(key.getFirst()), (Long) value);
                }
            }
        }
        return content.toString();
    }

    @Override
    public void close() {
        log.close();
    }

    private void count(Planned batch) {
        InputRange range = batch.inputs().getFirst().range();
        long from = range.from() == null ? 0 : range.from().json().asLong();
        for (long number = from; number < end(batch); number++) {
            for (String word : line(number).split(" ")) {
                if (add(COUNTS, List.of(word), 1) == 9) remove(COUNTS, List.of(word));
            }
        }
        add(TOTAL, List.of(), end(batch) - from);
    }

    private long end(Planned batch) {
        return batch.inputs().getFirst().range().to().json().asLong();
    }

    private long add(StateSpec spec, List<String> key, long amount) {
        KeyBatch keys = key(spec, key);
        StateStore store = store(spec, keys);
        int[] slots = new int[1];
        store.locate(keys, slots);
        var count = (MutableVector.Longs) store.values()[0];
        count.add(slots[0], amount);
        store.touch(slots, 1);
        return count.get(slots[0]);
    }

    private void remove(StateSpec spec, List<String> key) {
        KeyBatch keys = key(spec, key);
        StateStore store = store(spec, keys);
        store.remove(store.find(keys.bytes(), keys.offsets()[0], keys.lengths()[0], keys.hashes()[0]));
    }

    private StateStore store(StateSpec spec, KeyBatch key) {
        return stores.store(spec.operator(), Partitioning.of(key.hashes()[0], stores.partitionCount()));
    }

    static KeyBatch key(StateSpec spec, List<String> key) {
        Chunk row = Values.chunk(spec.key(), List.of(key));
        return new KeyEncoder(spec.key().fields().stream().map(Field::type).toList())
                .encode(row.columns(), row.selection());
    }

    /// The sink of a query that never crashed.
    static Map<Long, String> expectedSink(long batchId) {
        var sink = new TreeMap<Long, String>();
        try (var query = new WordCount(new MemoryStorage(), NO_SNAPSHOTS, 1, sink)) {
            query.runTo(batchId);
        }
        return sink;
    }

    /// Makes a query that was closed one that was killed.
    static void forgetHowItEnded(Storage storage) {
        storage.list(DIRECTORY + "/closed").forEach(mark -> storage.delete(mark.path()));
    }

    static List<String> files(Storage storage) {
        List<String> files = new ArrayList<>();
        for (String directory : List.of("", "/epoch", "/log", "/snapshot", "/tables", "/history", "/closed")) {
            for (Storage.Entry entry : storage.list(DIRECTORY + directory)) {
                if (!entry.directory()) files.add(entry.path().substring(DIRECTORY.length() + 1));
            }
        }
        return files;
    }
}
