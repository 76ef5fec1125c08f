package dev.sluice.function.lambda;

import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Bound;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.function.LambdaBody;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// `map_filter(m, (k, v) -> …)`.
public final class MapFilter {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("map_filter")
            .summary("Keeps the entries of a map for which a condition is true.")
            .example("map_filter(map('a', 1, 'b', 2), (k, v) -> v > 1)", "{b -> 2}")
            .example("map_filter(map('a', NULL), (k, v) -> v > 1)", "{}")
            .shown("(MAP<K, V>, (K, V) -> BOOLEAN) -> MAP<K, V>")
            .values(Kind.MAP)
            .lambda(
                    2,
                    values -> List.of(Lambda.giving(
                            Atomic.BOOLEAN, ItemTypes.key(values.getFirst()), ItemTypes.value(values.getFirst()))))
            .binding(MapFilter::bind);

    private MapFilter() {}

    private static Bound bind(List<Argument> values, List<Argument> bodies) {
        return new Bound(values.getFirst().type(), values.getFirst().nullable(), MapFilter::filter);
    }

    private static Vector filter(Vector[] values, List<LambdaBody> bodies, Selection rows, int size) {
        var maps = (MapVector) values[0];
        Items entries = Items.of(maps, rows, size);
        Vector condition = bodies.getFirst()
                .evaluate(entries.parents(), entries.count(), entries.take(maps.keys()), entries.take(maps.values()));
        Items kept = entries.where(condition);
        return new MapVector(
                kept.offsets(), kept.lengths(), kept.take(maps.keys()), kept.take(maps.values()), maps.nulls(), size);
    }
}
