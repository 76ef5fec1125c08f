package dev.sluice.streaming;

import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.state.StateSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds the operators of a query that keep state.
final class StatefulPlans {

    private StatefulPlans() {}

    /// Each operator once, although several outputs may share it; in Spark's order, from the output down.
    static List<StatefulPlan> of(List<PhysicalPlan> roots) {
        Map<String, StatefulPlan> found = new LinkedHashMap<>();
        roots.forEach(root -> collect(root, found));
        return List.copyOf(found.values());
    }

    /// What they keep.
    static List<StateSpec> specs(List<StatefulPlan> operators) {
        return operators.stream()
                .flatMap(operator -> operator.states().stream())
                .toList();
    }

    private static void collect(PhysicalPlan node, Map<String, StatefulPlan> found) {
        if (node instanceof StatefulPlan stateful) {
            found.putIfAbsent(stateful.states().getFirst().operator(), stateful);
        }
        node.children().forEach(child -> collect(child, found));
    }
}
