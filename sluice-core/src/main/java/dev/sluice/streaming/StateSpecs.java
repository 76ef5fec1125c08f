package dev.sluice.streaming;

import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.state.StateSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds what the operators of a plan keep.
final class StateSpecs {

    private StateSpecs() {}

    /// Each state once, although several outputs may share the operator.
    static List<StateSpec> of(List<PhysicalPlan> roots) {
        Map<String, StateSpec> found = new LinkedHashMap<>();
        roots.forEach(root -> collect(root, found));
        return List.copyOf(found.values());
    }

    private static void collect(PhysicalPlan node, Map<String, StateSpec> found) {
        if (node instanceof StatefulPlan stateful) {
            for (StateSpec spec : stateful.states()) found.put(spec.operator(), spec);
        }
        node.children().forEach(child -> collect(child, found));
    }
}
