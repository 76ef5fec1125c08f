package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.MapVector;
import java.util.List;
import java.util.Optional;

/// `map_values(m)`.
public final class MapValues {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("map_values")
            .summary("Gives the values of a map, in the order of the entries.")
            .example("map_values(map('a', 1, 'b', NULL))", "[1, null]")
            .example("map_values(NULL)", null)
            .overload("(MAP<K, V>) -> ARRAY<V>", MapValues::bind)
            .build();

    private MapValues() {}

    private static final Kernel KERNEL = Kernels.overFlat((arguments, _, size, _) -> {
        var map = (MapVector) Columns.flat(arguments[0]);
        return new ArrayVector(map.offsets(), map.lengths(), map.values(), map.nulls(), size);
    });

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        return MapTypes.map(arguments.getFirst())
                .map(map -> new Candidate(
                        List.of(map), new DataType.Array(map.value(), map.valueContainsNull()), 0, KERNEL));
    }
}
