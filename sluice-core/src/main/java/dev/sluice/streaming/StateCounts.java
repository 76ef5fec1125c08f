package dev.sluice.streaming;

import dev.sluice.execution.RunReport;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.progress.QueryProgress;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much state there is, and how much of it a micro-batch changed; counted before the changes are drained.
record StateCounts(List<QueryProgress.StateOperator> operators) {

    static final StateCounts NONE = new StateCounts(List.of());

    static StateCounts of(List<StatefulPlan> plans, StateStores stores, RunReport report) {
        List<QueryProgress.StateOperator> operators = new ArrayList<>();
        for (StatefulPlan plan : plans) operators.add(of(plan, stores, report));
        return new StateCounts(operators);
    }

    private static QueryProgress.StateOperator of(StatefulPlan plan, StateStores stores, RunReport report) {
        long rows = 0;
        long updated = 0;
        long removed = 0;
        long bytes = 0;
        for (StateSpec spec : plan.states()) {
            for (int partition = 0; partition < stores.partitionCount(); partition++) {
                StateStore store = stores.store(spec.operator(), partition);
                rows += store.rowCount();
                updated += store.updatedCount();
                removed += store.removedCount();
                bytes += store.memoryBytes();
            }
        }
        StateSpec first = plan.states().getFirst();
        Map<String, Long> metrics = new HashMap<>();
        plan.metrics().forEach(metric -> metrics.put(metric, 0L));
        metrics.putAll(stores.place().metrics());
        metrics.putAll(report.counts(first.operator()));
        long late = taken(metrics, RunReport.LATE_ROWS);
        if (plan.countsChanges()) {
            updated = taken(metrics, RunReport.UPDATED_ROWS);
            removed = taken(metrics, RunReport.REMOVED_ROWS);
        }
        return new QueryProgress.StateOperator(
                first.name(), rows, updated, 0, removed, 0, bytes, late, stores.partitionCount(), metrics);
    }

    /// These counts, of the last run of an open micro-batch, with what the runs before it changed. What operators count
    /// themselves has all runs in it already.
    StateCounts after(StateCounts earlier, List<StatefulPlan> plans) {
        if (earlier.operators.isEmpty()) return this;
        List<QueryProgress.StateOperator> sums = new ArrayList<>();
        for (int i = 0; i < operators.size(); i++) {
            QueryProgress.StateOperator before = earlier.operators.get(i);
            boolean all = plans.get(i).countsChanges();
            sums.add(operators.get(i).plus(all ? 0 : before.numRowsUpdated(), all ? 0 : before.numRowsRemoved()));
        }
        return new StateCounts(sums);
    }

    private static long taken(Map<String, Long> metrics, String name) {
        Long counted = metrics.remove(name);
        return counted == null ? 0 : counted;
    }
}
