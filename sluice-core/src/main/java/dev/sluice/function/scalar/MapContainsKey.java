package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.MapVector;

/// `map_contains_key(m, key)`.
public final class MapContainsKey {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("map_contains_key")
            .summary("Tells whether a map has an entry with a key.")
            .example("map_contains_key(map('a', 1), 'a')", true)
            .example("map_contains_key(map('a', 1), 'b')", false)
            .example("map_contains_key(NULL, 'a')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(MAP<K, V>, K) -> BOOLEAN", Kernels.rowsToBoolean((row, out) -> {
                var map = (MapVector) row.vector(0);
                out.append(ItemAccess.indexOf(map, row.position(0), row.vector(1), row.position(1)) >= 0);
            }))
            .build();

    private MapContainsKey() {}
}
