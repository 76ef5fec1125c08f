package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `map(key, value, …)`.
public final class MakeMap {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("map")
            .summary("Makes a map of keys and values.")
            .example("map('a', 1, 'b', 2)", "{a -> 1, b -> 2}")
            .example("map('a', NULL)", "{a -> null}")
            .example("map()", "{}")
            .overload("(K, V...) -> MAP<K, V>", MakeMap::bind)
            .build();

    private MakeMap() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() % 2 != 0) return Optional.empty();
        Optional<DataType> keys = Optional.of(Atomic.NULL);
        Optional<DataType> values = Optional.of(Atomic.NULL);
        boolean nullable = false;
        for (int i = 0; i < arguments.size(); i += 2) {
            DataType key = arguments.get(i).type();
            DataType value = arguments.get(i + 1).type();
            keys = keys.flatMap(known -> ImplicitCasts.common(known, key));
            values = values.flatMap(known -> ImplicitCasts.common(known, value));
            nullable |= arguments.get(i + 1).nullable();
        }
        if (keys.isEmpty() || values.isEmpty() || keys.get().hasMap()) return Optional.empty();
        var map = new DataType.Map(keys.get(), values.get(), nullable);
        List<DataType> parameters = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) parameters.add(i % 2 == 0 ? map.key() : map.value());
        Kernel kernel = Kernels.rowsWithNullsTo(map, VectorBuilder.Maps.class, (row, out) -> make(row, out, map.key()));
        return Optional.of(new Candidate(parameters, map, 0, kernel, Nullability.NEVER));
    }

    private static void make(Row row, VectorBuilder.Maps out, DataType key) {
        var entries = new MapEntries(out);
        for (int i = 0; i < row.argumentCount(); i += 2) entries.add(Item.at(row, i), Item.at(row, i + 1), key);
        out.endRow();
    }
}
