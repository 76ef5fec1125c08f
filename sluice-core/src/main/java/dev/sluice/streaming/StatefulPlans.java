package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateCompatibility;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the operators of a query that keep state.
final class StatefulPlans {

    private StatefulPlans() {}

    /// Each operator once, although several outputs may share it; in Spark's order, from the output down.
    static List<StatefulPlan> of(List<PhysicalPlan> roots) {
        Map<String, StatefulPlan> found = new LinkedHashMap<>();
        roots.forEach(root -> collect(root, found));
        return List.copyOf(found.values());
    }

    /// What they keep, and what processors kept before and have not deleted.
    ///
    /// @param before the run before, if there was one
    static List<StateSpec> specs(List<StatefulPlan> operators, LogEntry.@Nullable Opened before) {
        List<StateSpec> planned = operators.stream()
                .flatMap(operator -> operator.states().stream())
                .toList();
        List<String> forgotten = operators.stream()
                .flatMap(operator -> operator.forgotten().stream())
                .toList();
        return before == null ? planned : StateCompatibility.carried(before.state(), planned, forgotten);
    }

    static Map<String, DueTime> dueTimes(List<StatefulPlan> operators) {
        Map<String, DueTime> times = new HashMap<>();
        operators.forEach(operator -> times.putAll(operator.dueTimes()));
        return times;
    }

    /// When the earliest of their states is due on the clock, or `Long.MAX_VALUE`.
    static long nextDueMillis(List<StatefulPlan> operators, StateStores stores) {
        long earliest = Long.MAX_VALUE;
        for (StatefulPlan operator : operators) {
            for (StateSpec spec : operator.clocks()) {
                for (int i = 0; i < stores.partitionCount(); i++) {
                    earliest =
                            Math.min(earliest, stores.store(spec.operator(), i).earliestTime());
                }
            }
        }
        return earliest == Long.MAX_VALUE ? earliest : Math.ceilDiv(earliest, 1_000L);
    }

    private static void collect(PhysicalPlan node, Map<String, StatefulPlan> found) {
        // One over a table keeps nothing.
        if (node instanceof StatefulPlan stateful && !stateful.states().isEmpty()) {
            found.putIfAbsent(stateful.states().getFirst().operator(), stateful);
        }
        node.children().forEach(child -> collect(child, found));
    }

    /// Whether an operator waits for the watermark, which has moved, or state is due: then there is something to do
    /// without news.
    static boolean wantRun(List<StatefulPlan> operators, StateStores stores, boolean watermarkMoved, long nowMillis) {
        return nextDueMillis(operators, stores) <= nowMillis
                || watermarkMoved && operators.stream().anyMatch(StatefulPlan::followsWatermark);
    }
}
