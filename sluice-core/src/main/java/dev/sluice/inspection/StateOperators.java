package dev.sluice.inspection;

import dev.sluice.state.StateSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The stateful operators of a query as Spark numbers them, from the output down, and their stores by name.
record StateOperators(List<Operator> all) {

    static final String DEFAULT_STORE = "default";

    /// @param name Spark's name for the kind
    /// @param stores what it keeps, by the store's name
    record Operator(String name, Map<String, StateSpec> stores) {}

    /// @param specs as the log has them. The stores of an operator have ids that begin with that of the first
    static StateOperators of(List<StateSpec> specs) {
        Map<String, Operator> operators = new LinkedHashMap<>();
        for (StateSpec spec : specs) {
            int slash = spec.operator().indexOf('/');
            String id = slash < 0 ? spec.operator() : spec.operator().substring(0, slash);
            String store = slash < 0 ? DEFAULT_STORE : spec.operator().substring(slash + 1);
            operators
                    .computeIfAbsent(id, _ -> new Operator(spec.name(), new LinkedHashMap<>()))
                    .stores()
                    .put(store, spec);
        }
        return new StateOperators(new ArrayList<>(operators.values()));
    }
}
