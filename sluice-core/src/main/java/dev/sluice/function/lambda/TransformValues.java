package dev.sluice.function.lambda;

import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Bound;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.function.LambdaBody;
import dev.sluice.type.DataType;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.List;

/// `transform_values(m, (k, v) -> …)`.
public final class TransformValues {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("transform_values")
            .summary("Computes the values of a map anew.")
            .example("transform_values(map('a', 1), (k, v) -> v + 1)", "{a -> 2}")
            .example("transform_values(map('a', 1), (k, v) -> k)", "{a -> a}")
            .shown("(MAP<K, V>, (K, V) -> U) -> MAP<K, U>")
            .values(Kind.MAP)
            .lambda(
                    2,
                    values -> List.of(Lambda.of(ItemTypes.key(values.getFirst()), ItemTypes.value(values.getFirst()))))
            .binding(TransformValues::bind);

    private TransformValues() {}

    private static Bound bind(List<Argument> values, List<Argument> bodies) {
        Argument map = values.getFirst();
        Argument body = bodies.getFirst();
        var result = new DataType.Map(ItemTypes.map(map).key(), body.type(), body.nullable());
        return new Bound(result, map.nullable(), TransformValues::transform);
    }

    private static Vector transform(Vector[] values, List<LambdaBody> bodies, Selection rows, int size) {
        var maps = (MapVector) values[0];
        Items entries = Items.of(maps, rows, size);
        Vector keys = entries.take(maps.keys());
        Vector made = bodies.getFirst().evaluate(entries.parents(), entries.count(), keys, entries.take(maps.values()));
        return new MapVector(entries.offsets(), entries.lengths(), keys, made, maps.nulls(), size);
    }
}
