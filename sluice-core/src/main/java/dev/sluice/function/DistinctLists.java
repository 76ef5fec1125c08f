package dev.sluice.function;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.ValueList;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.stream.IntStream;

/// The state of aggregates that collect what is distinct: a list a group, in which no value comes twice.
public final class DistinctLists {

    private final DataType element;

    private final boolean keepsNulls;

    /// @param element the type of what is collected; a struct is compared field by field
    public DistinctLists(DataType element) {
        this(element, false);
    }

    /// @param keepsNulls whether null is a value like others
    public DistinctLists(DataType element, boolean keepsNulls) {
        this.element = element;
        this.keepsNulls = keepsNulls;
    }

    /// Adds the selected rows' values, unless they are null and nulls do not count, each to the list of its slot.
    ///
    /// @param values of the element's type
    public void add(MutableVector state, int[] slots, Vector values, Selection rows) {
        Vector flat = Vectors.flatten(values);
        int[] kept = new int[rows.size()];
        int[] keptSlots = new int[rows.size()];
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (!keepsNulls && flat.isNull(rows.row(i))) continue;
            kept[count] = rows.row(i);
            keptSlots[count++] = slots[i];
        }
        addValues((MutableVector.Objects) state, keptSlots, flat, new Selection(kept, count));
    }

    /// Adds the values of the selected rows' lists.
    ///
    /// @param lists of the element's type
    public void merge(MutableVector state, int[] slots, Vector lists, Selection rows) {
        var flat = (ArrayVector) Vectors.flatten(lists);
        int total = IntStream.range(0, rows.size())
                .map(i -> length(flat, rows.row(i)))
                .sum();
        int[] elements = new int[total];
        int[] elementSlots = new int[total];
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            for (int e = 0; e < length(flat, row); e++) {
                elements[count] = flat.offsets()[row] + e;
                elementSlots[count++] = slots[i];
            }
        }
        addValues(
                (MutableVector.Objects) state,
                elementSlots,
                Vectors.flatten(flat.elements()),
                new Selection(elements, count));
    }

    private static int length(ArrayVector lists, int row) {
        return lists.isNull(row) ? 0 : lists.lengths()[row];
    }

    private void addValues(MutableVector.Objects state, int[] slots, Vector values, Selection rows) {
        KeyBatch keys = keys(values, rows);
        for (int i = 0; i < rows.size(); i++) listOf(state, slots[i]).add(keys, i, values, rows.row(i));
    }

    private KeyBatch keys(Vector values, Selection rows) {
        return element instanceof DataType.Struct struct && values instanceof StructVector(Vector[] fields, _, _)
                ? new KeyEncoder(struct.fields().stream().map(Field::type).toList()).encode(fields, rows)
                : new KeyEncoder(List.of(element)).encode(new Vector[] {values}, rows);
    }

    /// A list that came back from the log is made distinct anew.
    private DistinctValues listOf(MutableVector.Objects state, int slot) {
        if (state.get(slot) instanceof DistinctValues list) return list;
        var made = new DistinctValues(element);
        if (state.get(slot) instanceof List<?> list) {
            Vector column = ValueList.columnOf(element, list);
            KeyBatch keys = keys(column, Selection.all(list.size()));
            for (int i = 0; i < list.size(); i++) made.add(keys, i, column, i);
        }
        state.set(slot, made);
        return made;
    }
}
