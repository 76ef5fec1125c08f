package dev.sluice.planner;

import dev.sluice.expression.AggregateCall;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the columns of an aggregate's state are called when somebody looks at them: as Spark calls them, where Sluice
/// keeps the same. Names may come twice; nothing depends on them.
final class StateNames {

    private static final List<String> SPREAD = List.of("n", "avg", "m2");

    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("avg", List.of("sum", "count")),
            Map.entry("mean", List.of("sum", "count")),
            Map.entry("sum", List.of("sum", "isEmpty")),
            Map.entry("count_if", List.of("count")),
            Map.entry("collect_list", List.of("buf")),
            Map.entry("collect_set", List.of("buf")),
            Map.entry("first", List.of("first", "valueSet")),
            Map.entry("first_value", List.of("first", "valueSet")),
            Map.entry("last", List.of("last", "valueSet")),
            Map.entry("last_value", List.of("last", "valueSet")),
            Map.entry("stddev", SPREAD),
            Map.entry("stddev_samp", SPREAD),
            Map.entry("stddev_pop", SPREAD),
            Map.entry("variance", SPREAD),
            Map.entry("var_samp", SPREAD),
            Map.entry("var_pop", SPREAD),
            Map.entry("bool_and", List.of("min")),
            Map.entry("every", List.of("min")),
            Map.entry("bool_or", List.of("max")),
            Map.entry("some", List.of("max")),
            Map.entry("any", List.of("max")));

    private StateNames() {}

    static Stream<Field> fields(AggregateCall call) {
        String function = call.function().name();
        List<DataType> types = call.function().state();
        List<String> names = call.distinct() ? List.of() : NAMES.getOrDefault(function, List.of(function));
        return IntStream.range(0, types.size())
                .mapToObj(i -> Field.of(i < names.size() ? names.get(i) : function + "_" + i, types.get(i)));
    }
}
