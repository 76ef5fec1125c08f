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

/// `map_keys(m)`.
public final class MapKeys {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("map_keys")
            .summary("Gives the keys of a map, in the order of the entries.")
            .example("map_keys(map('a', 1, 'b', NULL))", "[a, b]")
            .example("map_keys(NULL)", null)
            .overload("(MAP<K, V>) -> ARRAY<K>", MapKeys::bind)
            .build();

    private MapKeys() {}

    private static final Kernel KERNEL = Kernels.overFlat((arguments, _, size, _) -> {
        var map = (MapVector) Columns.flat(arguments[0]);
        return new ArrayVector(map.offsets(), map.lengths(), map.keys(), map.nulls(), size);
    });

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        return MapTypes.map(arguments.getFirst())
                .map(map -> new Candidate(List.of(map), new DataType.Array(map.key(), false), 0, KERNEL));
    }
}
