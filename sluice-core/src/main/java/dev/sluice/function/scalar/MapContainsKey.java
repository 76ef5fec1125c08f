package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MapVector;
import java.util.List;
import java.util.Optional;

/// `map_contains_key(m, key)`.
public final class MapContainsKey {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("map_contains_key")
            .summary("Tells whether a map has an entry with a key.")
            .example("map_contains_key(map('a', 1), 'a')", true)
            .example("map_contains_key(map('a', 1), 'b')", false)
            .example("map_contains_key(NULL, 'a')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(MAP<K, V>, K) -> BOOLEAN", MapContainsKey::bind)
            .build();

    private MapContainsKey() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        return MapTypes.map(arguments.getFirst())
                .flatMap(map -> ArrayTypes.common(map.key(), arguments.get(1).type())
                        .map(key -> new DataType.Map(key, map.value(), map.valueContainsNull())))
                .map(map -> new Candidate(
                        List.of(map, map.key()),
                        Atomic.BOOLEAN,
                        0,
                        Kernels.rowsToBoolean((row, out) -> out.append(contains(row)))));
    }

    private static boolean contains(Row row) {
        var map = (MapVector) row.vector(0);
        return ItemAccess.indexOf(map, row.position(0), row.vector(1), row.position(1)) >= 0;
    }
}
