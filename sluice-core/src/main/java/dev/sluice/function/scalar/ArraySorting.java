package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Row;
import dev.sluice.type.DataType;
import dev.sluice.vector.VectorBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Sorts the items of arrays.
final class ArraySorting {

    private ArraySorting() {}

    static Optional<DataType.Array> sortable(Argument argument) {
        return ArrayTypes.array(argument).filter(DataType::isOrdered);
    }

    static void sort(Row row, VectorBuilder.Lists out, Comparator<Item> order) {
        List<Item> items = Item.of(row, 0);
        items.sort(order);
        for (Item item : items) item.appendTo(out.elements());
        out.endRow();
    }
}
