package dev.sluice.function.lambda;

import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Bound;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.function.HigherOrderKernel;
import dev.sluice.function.scalar.MapEntries;
import dev.sluice.type.DataType;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.Vector;
import java.util.List;

/// `transform_keys(m, (k, v) -> …)`.
public final class TransformKeys {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("transform_keys")
            .summary("Computes the keys of a map anew; none may be NULL, or come twice.")
            .example("transform_keys(map('a', 1), (k, v) -> upper(k))", "{A -> 1}")
            .example("transform_keys(map('a', 1), (k, v) -> v)", "{1 -> 1}")
            .shown("(MAP<K, V>, (K, V) -> U) -> MAP<U, V>")
            .values(Kind.MAP)
            .lambda(
                    2,
                    values -> List.of(Lambda.of(ItemTypes.key(values.getFirst()), ItemTypes.value(values.getFirst()))))
            .binding(TransformKeys::bind);

    private TransformKeys() {}

    private static Bound bind(List<Argument> values, List<Argument> bodies) {
        DataType.Map map = ItemTypes.map(values.getFirst());
        DataType key = bodies.getFirst().type();
        return new Bound(
                new DataType.Map(key, map.value(), map.valueContainsNull()),
                values.getFirst().nullable(),
                kernel(key));
    }

    private static HigherOrderKernel kernel(DataType key) {
        return (values, bodies, rows, size) -> {
            var maps = (MapVector) values[0];
            Items entries = Items.of(maps, rows, size);
            Vector kept = entries.take(maps.values());
            Vector made =
                    bodies.getFirst().evaluate(entries.parents(), entries.count(), entries.take(maps.keys()), kept);
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                MapEntries.requireKeys(made, entries.offsets()[row], entries.lengths()[row], key);
            }
            return new MapVector(entries.offsets(), entries.lengths(), made, kept, maps.nulls(), size);
        };
    }
}
