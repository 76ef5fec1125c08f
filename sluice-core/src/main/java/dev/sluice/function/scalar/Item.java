package dev.sluice.function.scalar;

import dev.sluice.function.Row;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One item of an array, or a value beside it, where it lies: a row of a vector.
public record Item(Vector vector, int row) {

    /// Null first; NaN equals NaN.
    public static final Comparator<Item> ORDER = (a, b) -> ValueOrder.compareNullable(a.vector, a.row, b.vector, b.row);

    /// The argument itself.
    static Item at(Row row, int argument) {
        return new Item(row.vector(argument), row.position(argument));
    }

    /// The items of an argument that is an array.
    static List<Item> of(Row row, int argument) {
        return of((ArrayVector) row.vector(argument), row.position(argument));
    }

    static List<Item> of(ArrayVector list, int position) {
        int start = list.offsets()[position];
        List<Item> items = new ArrayList<>(list.lengths()[position]);
        for (int i = 0; i < list.lengths()[position]; i++) items.add(new Item(list.elements(), start + i));
        return items;
    }

    /// Items that are equal count once; null is equal to null.
    static Set<Item> distinct(List<Item> items) {
        Set<Item> distinct = new TreeSet<>(ORDER);
        distinct.addAll(items);
        return distinct;
    }

    boolean isNull() {
        return vector.isNull(row);
    }

    boolean isLike(Item other) {
        return ORDER.compare(this, other) == 0;
    }

    public void appendTo(VectorBuilder out) {
        out.append(vector, row);
    }
}
