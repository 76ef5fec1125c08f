package dev.sluice.benchmarks;

import dev.sluice.progress.QueryProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a query's micro-batches took, in the fields that all engines' runners share.
final class MicroBatches {

    private MicroBatches() {}

    /// How many micro-batches had rows, and how many had none; how many rows came too late; how long the first took, in
    /// which code is loaded and compiled, and of the others that had rows the medians and 99th percentiles of their
    /// phases.
    static Map<String, Object> summary(QueryProgress[] batches) {
        List<QueryProgress> full = new ArrayList<>();
        long late = 0;
        for (QueryProgress batch : batches) {
            if (batch.numInputRows() > 0) full.add(batch);
            for (QueryProgress.StateOperator operator : batch.stateOperators()) {
                late += operator.numRowsDroppedByWatermark();
            }
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("batches", full.size());
        summary.put("nodata_batches", batches.length - full.size());
        summary.put("dropped_late", late);
        if (!full.isEmpty()) summary.put("first_batch_ms", full.getFirst().batchDurationMillis());
        List<QueryProgress> others = full.subList(Math.min(1, full.size()), full.size());
        summary.put("median_ms", quantiles(millis(others), 50));
        Map<String, List<Long>> micros = micros(others);
        summary.put("median_us", quantiles(micros, 50));
        summary.put("p99_us", quantiles(micros, 99));
        return summary;
    }

    private static Map<String, List<Long>> millis(List<QueryProgress> batches) {
        Map<String, List<Long>> all = new TreeMap<>();
        for (QueryProgress batch : batches) {
            batch.durationMs().forEach((phase, millis) -> add(all, phase, millis));
            if (batch.stateOperators().isEmpty()) continue;
            QueryProgress.StateOperator first = batch.stateOperators().getFirst();
            add(all, "state.allUpdatesTimeMs", first.allUpdatesTimeMs());
            add(all, "state.commitTimeMs", first.commitTimeMs());
        }
        return all;
    }

    private static Map<String, List<Long>> micros(List<QueryProgress> batches) {
        Map<String, List<Long>> all = new LinkedHashMap<>();
        for (QueryProgress batch : batches) batch.durationUs().forEach((phase, micros) -> add(all, phase, micros));
        return all;
    }

    private static Map<String, Long> quantiles(Map<String, List<Long>> all, int percent) {
        Map<String, Long> found = new LinkedHashMap<>();
        all.forEach((phase, times) ->
                found.put(phase, times.stream().sorted().toList().get(times.size() * percent / 100)));
        return found;
    }

    private static void add(Map<String, List<Long>> all, String phase, long time) {
        all.computeIfAbsent(phase, _ -> new ArrayList<>()).add(time);
    }
}
