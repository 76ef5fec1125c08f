package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.Optional;

/// `map_from_entries(entries)`.
public final class MapFromEntries {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("map_from_entries")
            .summary("Makes a map of an array of structs of key and value.")
            .example("map_from_entries(array(struct('a', 1)))", "{a -> 1}")
            .example("map_from_entries(NULL)", null)
            .overload("(ARRAY<STRUCT>) -> MAP<K, V>", MapFromEntries::bind)
            .build();

    private MapFromEntries() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        if (arguments.getFirst().type() == Atomic.NULL) {
            return Optional.of(candidate(new DataType.Array(
                    DataType.Struct.of(Field.of("key", Atomic.NULL), Field.of("value", Atomic.NULL)), true)));
        }
        boolean fits =
                arguments.getFirst().type() instanceof DataType.Array(DataType.Struct entry, _) && entry.size() == 2;
        return fits
                ? Optional.of(candidate((DataType.Array) arguments.getFirst().type()))
                : Optional.empty();
    }

    private static Candidate candidate(DataType.Array entries) {
        var entry = (DataType.Struct) entries.element();
        var map = new DataType.Map(
                entry.field(0).type(), entry.field(1).type(), entry.field(1).nullable());
        Kernel kernel = Kernels.rowsTo(map, VectorBuilder.Maps.class, (row, out) -> make(row, out, map.key()));
        Nullability nullability = entries.containsNull() ? Nullability.ALWAYS : Nullability.STRICT;
        return new Candidate(List.of(entries), map, 0, kernel, nullability);
    }

    /// An entry that is null as a whole makes the map null.
    private static void make(Row row, VectorBuilder.Maps out, DataType type) {
        List<Item> items = Item.of(row, 0);
        if (items.stream().anyMatch(Item::isNull)) {
            out.appendNull();
            return;
        }
        var entries = new MapEntries(out);
        for (Item item : items) {
            var structs = (StructVector) Vectors.flatten(item.vector());
            entries.add(new Item(structs.fields()[0], item.row()), new Item(structs.fields()[1], item.row()), type);
        }
        out.endRow();
    }
}
