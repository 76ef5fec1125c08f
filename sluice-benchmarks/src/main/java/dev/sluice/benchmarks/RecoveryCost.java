package dev.sluice.benchmarks;

import dev.sluice.app.UsageException;
import dev.sluice.checkpoint.CheckpointLog;
import dev.sluice.checkpoint.CheckpointSettings;
import dev.sluice.checkpoint.Holder;
import dev.sluice.checkpoint.LogEntry;
import dev.sluice.extension.Extensions;
import dev.sluice.json.JsonValue;
import dev.sluice.state.StateBackend;
import dev.sluice.state.StatePlace;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Partitioning;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// How long a query with much state takes from its checkpoint to where it stopped, and how evenly state grows.
///
/// The state is that of `GROUP BY key` with a count and a sum: a key of eight bytes, two numbers. Keys come in a
/// scattered order, in micro-batches of [#BATCH_ROWS]; the last tenth of them is behind the last snapshot.
final class RecoveryCost {

    private static final int BATCH_ROWS = 50_000;
    private static final int PARTITIONS = 2;

    /// Time of this thread alone: what else the machine has to do is not in it, nor is the collector.
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Storage files;
    private final String directory;
    private final String backend;

    /// @param backend where state is kept: `memory`, or what a module offers
    RecoveryCost(Storage files, String directory, String backend) {
        this.files = files;
        this.directory = directory;
        this.backend = backend;
    }

    private StatePlace place() {
        if (backend.equals("memory")) return StatePlace.memory();
        StateBackend found = Extensions.find(StateBackend.class, backend)
                .orElseThrow(() -> new UsageException("there is no state backend " + backend));
        return StatePlace.of(found.name(), found.open(Map.of()));
    }

    private static StateSpec spec() {
        return new StateSpec(
                "aggregate-00000000",
                "stateStoreSave",
                new DataType.Struct(List.of(Field.of("key", DataType.Atomic.LONG))),
                new DataType.Struct(
                        List.of(Field.of("count", DataType.Atomic.LONG), Field.of("sum", DataType.Atomic.LONG))),
                1,
                StateSpec.TIMELESS);
    }

    /// Writes the checkpoint if it is not there: a second call measures a fresh process.
    ///
    /// @return a line of JSON
    String run(int keys) {
        boolean isThere = files.find(directory + "/metadata").isPresent();
        long slowest = isThere ? 0 : write(keys);
        long start = System.nanoTime();
        long startCpu = THREADS.getCurrentThreadCpuTime();
        var stores = new StateStores(PARTITIONS, List.of(spec()), place());
        double opened;
        try (CheckpointLog log = open()) {
            opened = seconds(start);
            log.recovery().restoreState(stores);
        }
        double recovered = seconds(start);
        double cpu = (THREADS.getCurrentThreadCpuTime() - startCpu) / 1e9;
        long rows = 0;
        long[] sum = new long[1];
        for (int p = 0; p < PARTITIONS; p++) {
            StateStore store = stores.store(spec().operator(), p);
            rows += store.rowCount();
            var sums = (MutableVector.Longs) store.values()[1];
            store.visit(slots -> {
                for (int slot : slots) sum[0] += sums.get(slot);
            });
        }
        if (rows != keys || sum[0] != expected(keys)) throw new IllegalStateException(rows + " keys, sum " + sum[0]);
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        String line = JsonValue.object()
                .put("workload", "recovery")
                .put("backend", backend)
                .put("keys", keys)
                .put("open_s", opened)
                .put("recovery_s", recovered)
                .put("recovery_cpu_s", cpu)
                .put("slowest_growth_ms", slowest / 1e6)
                .put("heap_bytes_a_key", used / keys)
                .put("counted_bytes_a_key", stores.memoryBytes() / keys)
                .build()
                .toText();
        stores.close();
        return line;
    }

    private static long expected(long keys) {
        return keys * (keys - 1) / 2;
    }

    /// @return the longest time that adding 1,000 keys took, in nanoseconds
    private long write(int keys) {
        var slowest = new long[1];
        try (var stores = new StateStores(PARTITIONS, List.of(spec()), place());
                CheckpointLog log = open()) {
            log.append(new LogEntry.Opened(
                    "bench",
                    log.queryId(),
                    "bench",
                    "",
                    List.of(spec()),
                    log.epoch(),
                    PARTITIONS,
                    Map.of(),
                    List.of()));
            log.append(planned(0));
            long batch = 0;
            for (int from = 0; from < keys; from += BATCH_ROWS) {
                int count = Math.min(BATCH_ROWS, keys - from);
                for (int i = 0; i < count; i += 1_000) {
                    add(stores, from + i, Math.min(1_000, count - i), slowest);
                }
                long batchId = batch;
                long changed = stores.changedCount();
                stores.drainChanges((operator, partition, changes) ->
                        log.append(new LogEntry.Changes(batchId, operator, partition, changes)));
                log.append(new LogEntry.Committed(batch, 0, JsonValue.of(null), List.of(JsonValue.of(null))));
                if (from <= keys / 10 * 9L) log.goOnWithSnapshot(stores, changed, Map::of);
                batch++;
                log.append(planned(batch));
                log.sync();
            }
        }
        return slowest[0];
    }

    private static void add(StateStores stores, int from, int count, long[] slowest) {
        long[] keys = new long[count];
        // An odd factor gives each number once, scattered.
        for (int i = 0; i < count; i++) keys[i] = (from + i) * 0x9E3779B97F4A7C15L;
        var vector = new LongVector(keys, null, count);
        int[] hashes = stores.store(spec().operator(), 0)
                .keys()
                .encode(new Vector[] {vector}, Selection.all(count))
                .hashes();
        for (int p = 0; p < PARTITIONS; p++) {
            int[] rows = new int[count];
            int size = 0;
            for (int i = 0; i < count; i++) {
                if (Partitioning.of(hashes[i], PARTITIONS) == p) rows[size++] = i;
            }
            StateStore store = stores.store(spec().operator(), p);
            KeyBatch batch = store.keys().encode(new Vector[] {vector}, new Selection(rows, size));
            int[] slots = new int[size];
            long start = THREADS.getCurrentThreadCpuTime();
            store.locate(batch, slots);
            var counts = (MutableVector.Longs) store.values()[0];
            var sums = (MutableVector.Longs) store.values()[1];
            for (int i = 0; i < size; i++) {
                counts.add(slots[i], 1);
                sums.add(slots[i], from + rows[i]);
            }
            store.touch(slots, size);
            slowest[0] = Math.max(slowest[0], THREADS.getCurrentThreadCpuTime() - start);
        }
    }

    private CheckpointLog open() {
        return CheckpointLog.open(
                files,
                directory,
                CheckpointSettings.DEFAULT,
                Runnable::run,
                Holder.here("bench", 0),
                () -> new UUID(1, 2),
                this::place);
    }

    private static LogEntry.Planned planned(long batchId) {
        return new LogEntry.Planned(batchId, List.of(), 1_700_000_000_000L + batchId, 0, JsonValue.of(null), Map.of());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e6 / 1e3;
    }
}
