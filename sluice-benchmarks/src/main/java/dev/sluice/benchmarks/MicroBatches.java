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
    /// which code is loaded and compiled, and the medians of the others that had rows, in milliseconds.
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
        summary.put("median_ms", medians(full.subList(Math.min(1, full.size()), full.size())));
        return summary;
    }

    private static Map<String, Long> medians(List<QueryProgress> batches) {
        Map<String, List<Long>> all = new TreeMap<>();
        for (QueryProgress batch : batches) {
            batch.durationMs().forEach((phase, millis) -> add(all, phase, millis));
            if (batch.stateOperators().isEmpty()) continue;
            QueryProgress.StateOperator first = batch.stateOperators().getFirst();
            add(all, "state.allUpdatesTimeMs", first.allUpdatesTimeMs());
            add(all, "state.commitTimeMs", first.commitTimeMs());
        }
        Map<String, Long> medians = new TreeMap<>();
        all.forEach((phase, millis) ->
                medians.put(phase, millis.stream().sorted().toList().get(millis.size() / 2)));
        return medians;
    }

    private static void add(Map<String, List<Long>> all, String phase, long millis) {
        all.computeIfAbsent(phase, _ -> new ArrayList<>()).add(millis);
    }
}
