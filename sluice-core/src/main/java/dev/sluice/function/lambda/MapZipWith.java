package dev.sluice.function.lambda;

import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Bound;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.function.HigherOrderKernel;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.scalar.Item;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `map_zip_with(m, n, (k, v, w) -> …)`.
public final class MapZipWith {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("map_zip_with")
            .summary(
                    "Computes a value of what two maps have for a key, for each key that either has; the other has NULL "
                            + "for it.")
            .example("map_zip_with(map('a', 1), map('a', 2), (k, v, w) -> v + w)", "{a -> 3}")
            .example("map_zip_with(map('a', 1), map('b', 2), (k, v, w) -> w)", "{a -> null, b -> 2}")
            .shown("(MAP<K, V>, MAP<K, W>, (K, V, W) -> U) -> MAP<K, U>")
            .values(Kind.MAP, Kind.MAP)
            .widening(MapZipWith::sameKeys)
            .lambda(3, values -> List.of(lambda(values)))
            .binding(MapZipWith::bind);

    private MapZipWith() {}

    /// Text does not become a number, nor a number text.
    private static Optional<List<DataType>> sameKeys(List<DataType> types) {
        var left = (DataType.Map) types.get(0);
        var right = (DataType.Map) types.get(1);
        boolean oneIsNothing = left.key() == Atomic.NULL || right.key() == Atomic.NULL;
        boolean oneIsText = (left.key() == Atomic.STRING) != (right.key() == Atomic.STRING);
        if (oneIsText && !oneIsNothing) return Optional.empty();
        return ImplicitCasts.common(left.key(), right.key())
                .map(key -> List.of(
                        new DataType.Map(key, left.value(), left.valueContainsNull()),
                        new DataType.Map(key, right.value(), right.valueContainsNull())));
    }

    private static Lambda lambda(List<Argument> values) {
        return Lambda.of(
                ItemTypes.key(values.get(0)),
                Argument.of(ItemTypes.map(values.get(0)).value(), true),
                Argument.of(ItemTypes.map(values.get(1)).value(), true));
    }

    private static Bound bind(List<Argument> values, List<Argument> bodies) {
        DataType.Map left = ItemTypes.map(values.get(0));
        DataType.Map right = ItemTypes.map(values.get(1));
        Argument body = bodies.getFirst();
        return new Bound(
                new DataType.Map(left.key(), body.type(), body.nullable()),
                Argument.anyNullable(values),
                kernel(left, right));
    }

    private static HigherOrderKernel kernel(DataType.Map leftType, DataType.Map rightType) {
        return (values, bodies, rows, size) -> {
            var left = (MapVector) values[0];
            var right = (MapVector) values[1];
            int[] offsets = new int[size];
            int[] lengths = new int[size];
            boolean[] nulls = new boolean[size];
            var keys = VectorBuilder.of(leftType.key(), left.keys().size());
            var parents = new VectorBuilder.Ints(left.keys().size());
            var leftPlaces = new VectorBuilder.Ints(left.keys().size());
            var rightPlaces = new VectorBuilder.Ints(left.keys().size());
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                offsets[row] = keys.size();
                nulls[row] = left.isNull(row) || right.isNull(row);
                if (nulls[row]) continue;
                for (Map.Entry<Item, Places> entry : union(left, right, row).entrySet()) {
                    entry.getKey().appendTo(keys);
                    parents.append(row);
                    leftPlaces.append(entry.getValue().left);
                    rightPlaces.append(entry.getValue().right);
                }
                lengths[row] = keys.size() - offsets[row];
            }
            Vector all = keys.build();
            int count = all.size();
            Vector made = bodies.getFirst()
                    .evaluate(
                            parents.build().values(),
                            count,
                            all,
                            Items.gather(
                                    leftType.value(),
                                    left.values(),
                                    leftPlaces.build().values(),
                                    count),
                            Items.gather(
                                    rightType.value(),
                                    right.values(),
                                    rightPlaces.build().values(),
                                    count));
            return new MapVector(offsets, lengths, all, made, nulls, size);
        };
    }

    /// Where the values of a key lie.
    private record Places(int left, int right) {}

    /// The keys of both maps: those of the left one in its order, then what only the right one has.
    private static Map<Item, Places> union(MapVector left, MapVector right, int row) {
        Map<Item, Integer> known = new TreeMap<>(Item.ORDER);
        int rightStart = right.offsets()[row];
        for (int at = rightStart; at < rightStart + right.lengths()[row]; at++) {
            known.put(new Item(right.keys(), at), at);
        }
        Map<Item, Places> all = new LinkedHashMap<>();
        int leftStart = left.offsets()[row];
        for (int at = leftStart; at < leftStart + left.lengths()[row]; at++) {
            var key = new Item(left.keys(), at);
            Integer there = known.remove(key);
            all.put(key, new Places(at, there == null ? Items.NONE : there));
        }
        for (int at = rightStart; at < rightStart + right.lengths()[row]; at++) {
            var key = new Item(right.keys(), at);
            if (known.containsKey(key)) all.put(key, new Places(Items.NONE, at));
        }
        return all;
    }
}
