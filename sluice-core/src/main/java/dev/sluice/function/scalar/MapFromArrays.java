package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// `map_from_arrays(keys, values)`.
public final class MapFromArrays {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("map_from_arrays")
            .summary("Makes a map of an array of keys and an array of their values.")
            .example("map_from_arrays(array('a', 'b'), array(1, 2))", "{a -> 1, b -> 2}")
            .example("map_from_arrays(NULL, array(1))", null)
            .overload("(ARRAY<K>, ARRAY<V>) -> MAP<K, V>", MapFromArrays::bind)
            .build();

    private MapFromArrays() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        return ArrayTypes.array(arguments.get(0))
                .flatMap(keys -> ArrayTypes.array(arguments.get(1)).map(values -> {
                    if (keys.element().hasMap()) throw keyOfMap(keys.element());
                    var map = new DataType.Map(keys.element(), values.element(), values.containsNull());
                    Kernel kernel =
                            Kernels.rowsTo(map, VectorBuilder.Maps.class, (row, out) -> make(row, out, map.key()));
                    return new Candidate(List.of(keys, values), map, 0, kernel);
                }));
    }

    private static SluiceException keyOfMap(DataType key) {
        return ErrorCondition.INVALID_MAP_KEY_TYPE
                .error()
                .with("keyType", '"' + key.sql() + '"')
                .build();
    }

    private static void make(Row row, VectorBuilder.Maps out, DataType type) {
        List<Item> keys = Item.of(row, 0);
        List<Item> values = Item.of(row, 1);
        if (keys.size() != values.size()) {
            throw ErrorCondition.MAP_KEYS_AND_VALUES_DIFFER
                    .error()
                    .with("keyCount", keys.size())
                    .with("valueCount", values.size())
                    .build();
        }
        var entries = new MapEntries(out);
        for (int i = 0; i < keys.size(); i++) entries.add(keys.get(i), values.get(i), type);
        out.endRow();
    }
}
