package dev.sluice.analyzer;

import dev.sluice.analyzer.FunctionBinder.Said;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Optional;

/// What is said where values are compared that have no order: maps and calendar intervals. Which type is named is
/// Spark's choice; found by asking it.
final class OrderErrors {

    private OrderErrors() {}

    static Optional<SluiceException> of(String function, Said said, List<DataType> types) {
        return compared(function, types).filter(type -> !type.isOrdered()).map(type -> error(function, said, type));
    }

    static SluiceException error(String function, Said said, DataType type) {
        return ErrorCondition.INVALID_ORDERING_TYPE
                .error()
                .with("sqlExpr", '"' + said.text() + '"')
                .with("functionName", Field.quote(function))
                .with("dataType", '"' + type.sql() + '"')
                .at(said.at())
                .build();
    }

    private static Optional<DataType> compared(String function, List<DataType> types) {
        return switch (function) {
            case "in" -> same(types) ? Optional.of(types.getFirst()) : Optional.empty();
            case "sort_array", "array_sort" -> types.stream().findFirst();
            case "max_by", "min_by" -> types.size() == 2 ? Optional.of(types.get(1)) : Optional.empty();
            case "array_distinct", "array_max", "array_min" ->
                types.size() == 1 ? item(types.getFirst()) : Optional.empty();
            case "array_union", "array_except", "array_intersect", "arrays_overlap" ->
                types.size() == 2 && same(types) ? item(types.getFirst()) : Optional.empty();
            case "array_contains", "array_position", "array_remove" ->
                types.size() == 2
                        ? item(types.getFirst()).filter(item -> same(List.of(item, types.get(1))))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean same(List<DataType> types) {
        return types.stream().allMatch(type -> DataType.sameIgnoringNullability(type, types.getFirst()));
    }

    private static Optional<DataType> item(DataType list) {
        return list instanceof DataType.Array(DataType element, _) ? Optional.of(element) : Optional.empty();
    }
}
