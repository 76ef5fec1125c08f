package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.VectorBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// `map_concat(a, b, …)`.
public final class MapConcat {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("map_concat")
            .summary("Puts the entries of maps together in one map.")
            .example("map_concat(map('a', 1), map('b', 2))", "{a -> 1, b -> 2}")
            .example("map_concat(map('a', 1), NULL)", null)
            .overload("(MAP<K, V>...) -> MAP<K, V>", MapConcat::bind)
            .build();

    private MapConcat() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        Optional<DataType> common = Optional.of(Atomic.NULL);
        for (Argument argument : arguments) {
            common = common.flatMap(known -> ImplicitCasts.common(known, argument.type()));
        }
        return common.map(type -> type == Atomic.NULL ? new DataType.Map(type, type, true) : type)
                .filter(DataType.Map.class::isInstance)
                .map(DataType.Map.class::cast)
                .map(map -> new Candidate(
                        Collections.nCopies(arguments.size(), map),
                        map,
                        0,
                        Kernels.rowsTo(map, VectorBuilder.Maps.class, (row, out) -> join(row, out, map.key()))));
    }

    private static void join(Row row, VectorBuilder.Maps out, DataType type) {
        var entries = new MapEntries(out);
        for (int argument = 0; argument < row.argumentCount(); argument++) {
            var map = (MapVector) row.vector(argument);
            int start = map.offsets()[row.position(argument)];
            for (int i = start; i < start + map.lengths()[row.position(argument)]; i++) {
                entries.add(new Item(map.keys(), i), new Item(map.values(), i), type);
            }
        }
        out.endRow();
    }
}
