package dev.sluice.analyzer;

import dev.sluice.analyzer.FunctionBinder.Said;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.scalar.Extreme;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is said of functions of several values of one type, and of lists and maps of them, where the types are not one.
final class CollectionErrors {

    /// Functions of a list and a value of its items' type.
    private static final Set<String> OF_ITEMS =
            Set.of("array_contains", "array_position", "array_remove", "array_append", "array_prepend", "array_insert");

    /// Those of them that say so of what is no list, too.
    private static final Set<String> OF_ANYTHING = Set.of("array_remove", "array_insert");

    private CollectionErrors() {}

    static Optional<SluiceException> of(String function, Said said, List<DataType> types) {
        Optional<ErrorCondition> condition = condition(function, types);
        return condition.map(found -> found.error()
                .with("sqlExpr", '"' + said.text().replaceFirst("^try_", "") + '"')
                .with("functionName", Field.quote(function.replaceFirst("^try_", "")))
                .with("leftType", quoted(types.getFirst()))
                .with("rightType", quoted(types.getLast()))
                .with("dataType", all(function, found, types))
                .with("keyType", quoted(types.getFirst()))
                .at(said.at())
                .build());
    }

    private static Optional<ErrorCondition> condition(String function, List<DataType> types) {
        boolean list = !types.isEmpty() && types.getFirst() instanceof DataType.Array;
        boolean wrong = switch (function) {
            case "array" -> FunctionBinder.commonType(types).isEmpty();
            case "greatest", "least" -> Extreme.common(types).isEmpty();
            case "array_insert" -> !list || types.get(1) == DataType.Atomic.INT;
            case "map" -> types.size() % 2 == 0 && !types.isEmpty();
            case "element_at", "try_element_at" -> types.getFirst() instanceof DataType.Map;
            case "map_contains_key" -> types.getLast() != DataType.Atomic.NULL;
            default -> OF_ITEMS.contains(function) ? list || OF_ANYTHING.contains(function) : true;
        };
        if (!wrong) return Optional.empty();
        return Optional.ofNullable(
                switch (function) {
                    case "array", "greatest", "least" -> ErrorCondition.DATA_DIFF_TYPES;
                    case "array_union", "array_intersect", "array_except", "arrays_overlap" ->
                        ErrorCondition.BINARY_ARRAY_DIFF_TYPES;
                    case "map_concat" -> ErrorCondition.MAP_CONCAT_DIFF_TYPES;
                    case "map_contains_key", "element_at", "try_element_at" -> ErrorCondition.MAP_FUNCTION_DIFF_TYPES;
                    case "sequence" -> ErrorCondition.SEQUENCE_WRONG_INPUT_TYPES;
                    case "map" ->
                        FunctionBinder.commonType(every(types, 0)).isEmpty()
                                ? ErrorCondition.CREATE_MAP_KEY_DIFF_TYPES
                                : types.getFirst().hasMap()
                                        ? ErrorCondition.INVALID_MAP_KEY_TYPE
                                        : ErrorCondition.CREATE_MAP_VALUE_DIFF_TYPES;
                    default -> OF_ITEMS.contains(function) ? ErrorCondition.ARRAY_FUNCTION_DIFF_TYPES : null;
                });
    }

    /// Spark lists types in three ways.
    private static String all(String function, ErrorCondition condition, List<DataType> types) {
        if (function.equals("array")) return joined(types, " or ", "(", ")");
        List<DataType> named = switch (condition) {
            case CREATE_MAP_KEY_DIFF_TYPES -> every(types, 0);
            case CREATE_MAP_VALUE_DIFF_TYPES -> every(types, 1);
            default -> types;
        };
        return joined(named, ", ", "[", "]");
    }

    /// Keys of a map stand at even places, values at odd ones.
    private static List<DataType> every(List<DataType> types, int from) {
        return IntStream.range(0, types.size())
                .filter(i -> i % 2 == from)
                .mapToObj(types::get)
                .toList();
    }

    private static String joined(List<DataType> types, String between, String before, String behind) {
        return types.stream().map(CollectionErrors::quoted).collect(Collectors.joining(between, before, behind));
    }

    private static String quoted(DataType type) {
        return '"' + type.sql() + '"';
    }
}
