package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.util.List;
import java.util.Optional;

/// `map_entries(m)`.
public final class MapEntriesOf {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("map_entries")
            .summary("Gives the entries of a map as structs of key and value.")
            .example("map_entries(map('a', 1))", "[{a, 1}]")
            .example("map_entries(NULL)", null)
            .overload("(MAP<K, V>) -> ARRAY<STRUCT>", MapEntriesOf::bind)
            .build();

    private MapEntriesOf() {}

    private static final Kernel KERNEL = Kernels.overFlat((arguments, _, size, _) -> {
        var map = (MapVector) Columns.flat(arguments[0]);
        var entries = new StructVector(
                new Vector[] {map.keys(), map.values()}, null, map.keys().size());
        return new ArrayVector(map.offsets(), map.lengths(), entries, map.nulls(), size);
    });

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        return MapTypes.map(arguments.getFirst()).map(map -> {
            var entry = DataType.Struct.of(
                    new Field("key", map.key(), false), new Field("value", map.value(), map.valueContainsNull()));
            return new Candidate(List.of(map), new DataType.Array(entry, false), 0, KERNEL);
        });
    }
}
