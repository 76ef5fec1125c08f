package dev.sluice.execution;

import dev.sluice.function.TaskPlace;
import dev.sluice.vector.Chunk;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// What operators tell of a run besides their rows. Tasks report side by side.
public final class RunReport {

    /// By watermark, and by partition where those are told apart; else under null.
    private final Map<Integer, Map<@Nullable StreamPartition, EventTimeStats>> times = new HashMap<>();
    private final Map<String, Map<String, Long>> counts = new HashMap<>();
    /// By metrics, and by task in the order of tasks.
    private final Map<Integer, TreeMap<Long, Chunk>> collected = new HashMap<>();

    private @Nullable RuntimeException inputFailure;

    /// @param watermark the place among the query's watermarks
    /// @param from null if partitions are not told apart
    public synchronized void saw(int watermark, @Nullable StreamPartition from, EventTimeStats seen) {
        times.computeIfAbsent(watermark, _ -> new HashMap<>()).merge(from, seen, EventTimeStats::and);
    }

    public synchronized EventTimeStats times(int watermark) {
        return partTimes(watermark).values().stream().reduce(EventTimeStats.NONE, EventTimeStats::and);
    }

    /// The same by partition, and under null what is of no one partition.
    public synchronized Map<@Nullable StreamPartition, EventTimeStats> partTimes(int watermark) {
        return new HashMap<>(times.getOrDefault(watermark, Map.of()));
    }

    /// @param operator the id of a stateful operator
    /// @param metric such as [#LATE_ROWS], or one of Spark's custom metrics
    public synchronized void count(String operator, String metric, long rows) {
        if (rows == 0) return;
        counts.computeIfAbsent(operator, _ -> new TreeMap<>()).merge(metric, rows, Long::sum);
    }

    /// What was counted for an operator, by metric.
    public synchronized Map<String, Long> counts(String operator) {
        return Map.copyOf(counts.getOrDefault(operator, Map.of()));
    }

    /// @param metrics the place among the query's metrics
    /// @param place the task that saw the rows
    /// @param partial one row of states of aggregates
    /// @param merge makes one such row of two
    public synchronized void collect(int metrics, TaskPlace place, Chunk partial, BinaryOperator<Chunk> merge) {
        collected.computeIfAbsent(metrics, _ -> new TreeMap<>()).merge((long) place.partition(), partial, merge);
    }

    /// What all tasks collected, merged in their order; nothing if none ran.
    public synchronized Optional<Chunk> collected(int metrics, BinaryOperator<Chunk> merge) {
        return collected.getOrDefault(metrics, new TreeMap<>()).values().stream()
                .reduce(merge);
    }

    synchronized void inputFailed(RuntimeException failure) {
        if (inputFailure == null) inputFailure = failure;
    }

    /// What a split threw, if one did.
    public synchronized @Nullable RuntimeException inputFailure() {
        return inputFailure;
    }

    synchronized void reset() {
        inputFailure = null;
        times.clear();
        counts.clear();
        collected.clear();
    }

    /// Rows dropped because they came after their time was over.
    public static final String LATE_ROWS = "numRowsDroppedByWatermark";

    /// Rows of state that were written.
    public static final String UPDATED_ROWS = "numRowsUpdated";

    /// Rows of state whose time was over.
    public static final String REMOVED_ROWS = "numRowsRemoved";
}
