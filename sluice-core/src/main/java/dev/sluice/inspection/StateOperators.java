package dev.sluice.inspection;

import dev.sluice.json.JsonValue;
import dev.sluice.state.StateSpec;
import dev.sluice.state.VariableProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stateful operators of a query as Spark numbers them, from the output down, and their stores by name.
record StateOperators(List<Operator> all) {

    static final String DEFAULT_STORE = "default";

    /// What Spark calls the store that has the rows of a join's side.
    private static final String JOIN_ROWS = "-keyWithIndexToValue";

    /// @param name Spark's name for the kind
    /// @param stores what it keeps, by the store's name
    record Operator(String name, Map<String, StateSpec> stores) {

        /// The stores that metadata lists: those of state variables are told of as properties.
        List<String> listed() {
            return stores.entrySet().stream()
                    .filter(entry -> !VariableColumns.isVariable(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /// What `transformWithState` remembers, as Spark's JSON; null of other operators.
        @Nullable
        String properties() {
            StateSpec own = stores.get(DEFAULT_STORE);
            if (own == null || !own.properties().containsKey(VariableProperties.TIME_MODE)) return null;
            List<JsonValue> variables = new ArrayList<>();
            stores.forEach((variable, spec) -> {
                if (VariableColumns.isVariable(spec)) variables.add(described(variable, spec.properties()));
            });
            return JsonValue.object()
                    .put(VariableProperties.TIME_MODE, own.properties().get(VariableProperties.TIME_MODE))
                    .put(VariableProperties.OUTPUT_MODE, own.properties().get(VariableProperties.OUTPUT_MODE))
                    .put("stateVariables", variables)
                    .build()
                    .toString();
        }

        private static JsonValue described(String variable, Map<String, String> properties) {
            return JsonValue.object()
                    .put("stateName", variable)
                    .put(VariableProperties.KIND, properties.get(VariableProperties.KIND))
                    .put(VariableProperties.TTL, Boolean.parseBoolean(properties.get(VariableProperties.TTL)))
                    .build();
        }

        /// The store with the rows of a side of a join.
        Optional<StateSpec> side(String side) {
            return Optional.ofNullable(stores.get(side + JOIN_ROWS));
        }
    }

    /// @param specs as the log has them. The stores of an operator have ids that begin with the operator's
    static StateOperators of(List<StateSpec> specs) {
        Map<String, Operator> operators = new LinkedHashMap<>();
        for (StateSpec spec : specs) {
            int cut = cut(spec);
            String id = cut < 0 ? spec.operator() : spec.operator().substring(0, cut);
            String rest = cut < 0 ? DEFAULT_STORE : spec.operator().substring(cut + 1);
            operators
                    .computeIfAbsent(id, _ -> new Operator(spec.name(), new LinkedHashMap<>()))
                    .stores()
                    .put(isJoin(spec) ? rest + JOIN_ROWS : rest, spec);
        }
        return new StateOperators(new ArrayList<>(operators.values()));
    }

    static boolean isJoin(StateSpec spec) {
        return spec.name().equals("symmetricHashJoin");
    }

    private static int cut(StateSpec spec) {
        return isJoin(spec) ? spec.operator().lastIndexOf('-') : spec.operator().indexOf('/');
    }
}
