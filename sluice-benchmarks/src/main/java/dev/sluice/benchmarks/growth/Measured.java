package dev.sluice.benchmarks.growth;

import dev.sluice.api.StreamingQuery;
import dev.sluice.progress.QueryProgress;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What is measured at one point of a curve, in a process that does nothing else.
///
/// @param seconds how long what is measured goes on
/// @param paceMillis how long after each other paced micro-batches come
record Measured(Circumstances around, double seconds, int paceMillis) {

    private static final int FEW_KEYS = 100_000;
    private static final int PACED_ROWS = 10_000;
    private static final int STEADY_ROWS = 100_000;

    /// State that grows to so many keys in equal micro-batches, one every [#paceMillis]; then as many of them that add
    /// none, to see how long one may take where nothing grows; then what a row costs.
    Map<String, Object> keys(int keys) {
        around.warmUp(seconds / 2);
        int growing = Math.min(PACED_ROWS, keys / 100);
        var source = new SeriesSource(
                keys,
                Circumstances.splitCount(),
                List.of(
                        Stretch.upTo(keys, growing, paceMillis),
                        Stretch.times(Math.min(keys / growing, 1_000), growing, paceMillis),
                        Stretch.lasting(seconds / 5, 1, STEADY_ROWS),
                        Stretch.lasting(seconds, 20, STEADY_ROWS)));
        QueryProgress.StateOperator state = around.run("keys", keys, source);
        List<Cycle> grown = source.cycles().get(0);
        List<Cycle> still = source.cycles().get(1);
        List<Cycle> steady = source.cycles().get(3);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("ns_a_row", Cycle.nanosPerRow(steady));
        found.put("cpu_ns_a_row", Cycle.cpuNanosPerRow(steady));
        found.put("new_key_ns_a_row", Cycle.nanosPerRow(grown));
        found.put("batches", grown.size());
        found.put("median_ms", Cycle.median(grown) / 1e6);
        stalls("stall", grown, found);
        stalls("still", still, found);
        found.put("state_bytes_a_key", state.memoryUsedBytes() / (double) keys);
        return found;
    }

    private static void stalls(String name, List<Cycle> cycles, Map<String, Object> found) {
        List<Cycle.Stall> stalls = Cycle.stalls(cycles);
        double[] all = stalls.stream().mapToDouble(Cycle.Stall::millis).sorted().toArray();
        found.put(name + "_ms", all[all.length - 1]);
        found.put(name + "_p99_ms", all[(int) (all.length * 0.99)]);
        double ours = stalls.stream()
                .filter(stall -> stall.gcMillis() == 0)
                .mapToDouble(Cycle.Stall::millis)
                .max()
                .orElse(0);
        found.put(name + "_without_gc_ms", ours);
        long gc = stalls.stream().mapToLong(Cycle.Stall::gcMillis).max().orElse(0);
        found.put(name + "_gc_ms", gc);
    }

    /// Micro-batches of so many rows.
    Map<String, Object> rows(int rows) {
        var source = new SeriesSource(
                FEW_KEYS,
                Circumstances.splitCount(),
                List.of(
                        Stretch.upTo(FEW_KEYS, 1_000, 0),
                        Stretch.lasting(seconds / 2, 1, 10_000),
                        Stretch.lasting(seconds / 2, 2, rows),
                        Stretch.lasting(seconds, 3, rows)));
        around.run("rows", FEW_KEYS, source);
        List<Cycle> steady = source.cycles().get(3);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("batches", steady.size());
        found.put("us_a_batch", Cycle.median(steady) / 1e3);
        found.put("p99_us_a_batch", Cycle.at(steady, 0.99) / 1e3);
        found.put("ns_a_row", Cycle.nanosPerRow(steady));
        found.put("cpu_ns_a_row", Cycle.cpuNanosPerRow(steady));
        return found;
    }

    /// So many queries at once, each with micro-batches of 1,000 rows over 10,000 keys of its own, as fast as they can.
    Map<String, Object> queries(int count) {
        around.warmUp(seconds / 2);
        long before = heapAfterCollection();
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        List<SeriesSource> sources = new ArrayList<>();
        List<StreamingQuery> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var source = new SeriesSource(
                    10_000, Circumstances.splitCount(), List.of(Stretch.lasting(Double.MAX_VALUE, 1, 1_000)));
            sources.add(source);
            queries.add(around.start("query" + i, source));
        }
        wait(queries, seconds / 2);
        long start = System.nanoTime();
        Cycle.Start measured = Cycle.Start.now();
        long[] done = done(sources);
        long[] each = new long[count];
        while (each[0] == 0) { // at least one micro-batch each, however busy the machine is
            wait(queries, seconds);
            each = doneSince(done, sources);
        }
        double passed = (System.nanoTime() - start) / 1e9;
        long rows = Arrays.stream(each).sum();
        Cycle all = measured.end((int) rows);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("rows_per_s", rows / passed);
        found.put("cores", all.cpuNanos() / 1e9 / passed);
        found.put("slowest_share", each[0] * (double) count / rows);
        found.put(
                "threads_a_query",
                (ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore) / (double) count);
        found.put("heap_kb_a_query", (heapAfterCollection() - before) / 1e3 / count);
        queries.forEach(StreamingQuery::stop);
        return found;
    }

    private static void wait(List<StreamingQuery> queries, double seconds) {
        if (queries.getFirst().awaitTermination((long) (seconds * 1_000)))
            throw new IllegalStateException("a query has ended");
    }

    private static long[] done(List<SeriesSource> sources) {
        return sources.stream().mapToLong(SeriesSource::rowsDone).toArray();
    }

    /// From the slowest on.
    private static long[] doneSince(long[] before, List<SeriesSource> sources) {
        long[] later = done(sources);
        return IntStream.range(0, later.length)
                .mapToLong(i -> later[i] - before[i])
                .sorted()
                .toArray();
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
