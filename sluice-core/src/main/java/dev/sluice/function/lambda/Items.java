package dev.sluice.function.lambda;

import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.Arrays;

/// The items of the selected rows' lists or maps side by side: what a lambda function's body is computed for.
///
/// @param parents for each item, its row
/// @param offsets for each row, where its items begin
/// @param lengths for each row, how many it has; none where it is null or not selected
/// @param places for each item, where it lies in the vector of elements; at its own place if `asTheyLie`
record Items(int[] parents, int[] offsets, int[] lengths, int[] places, int count, boolean asTheyLie) {

    /// What stands for an item that there is not.
    static final int NONE = -1;

    static Items of(ArrayVector lists, Selection rows, int size) {
        return of(lists, lists.offsets(), lists.lengths(), rows, size);
    }

    static Items of(MapVector maps, Selection rows, int size) {
        return of(maps, maps.offsets(), maps.lengths(), rows, size);
    }

    private static Items of(Vector lists, int[] offsets, int[] lengths, Selection rows, int size) {
        int[] ownLengths = new int[size];
        int[] ownOffsets = new int[size];
        int count = 0;
        boolean asTheyLie = true;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (lists.isNull(row)) continue;
            ownOffsets[row] = count;
            ownLengths[row] = lengths[row];
            asTheyLie &= offsets[row] == count || lengths[row] == 0;
            count += lengths[row];
        }
        int[] parents = new int[count];
        int[] places = new int[count];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            int start = ownOffsets[row];
            int end = start + ownLengths[row];
            Arrays.fill(parents, start, end, row);
            int shift = ownLengths[row] == 0 ? 0 : offsets[row] - start;
            for (int at = start; at < end; at++) places[at] = at + shift;
        }
        return new Items(parents, ownOffsets, ownLengths, places, count, asTheyLie);
    }

    /// The items' elements, side by side.
    Vector take(Vector elements) {
        boolean isAll = asTheyLie && elements.size() == count;
        return isAll ? Vectors.flatten(elements) : Vectors.gather(elements, places, count);
    }

    /// Each item's position in its row, from zero.
    IntVector positions() {
        int[] positions = new int[count];
        for (int at = 0; at < count; at++) positions[at] = at - offsets[parents[at]];
        return new IntVector(positions, null, count);
    }

    /// The items of those for which the condition is true.
    Items where(Vector condition) {
        Selection kept = Selection.all(count).where(condition);
        int[] lengths = new int[this.lengths.length];
        int[] parents = new int[kept.size()];
        int[] places = new int[kept.size()];
        for (int i = 0; i < kept.size(); i++) {
            int at = kept.row(i);
            parents[i] = this.parents[at];
            places[i] = this.places[at];
            lengths[parents[i]]++;
        }
        int[] offsets = new int[lengths.length];
        for (int i = kept.size() - 1; i >= 0; i--) offsets[parents[i]] = i;
        return new Items(parents, offsets, lengths, places, kept.size(), false);
    }

    /// Elements by place; null for [#NONE].
    static Vector gather(DataType type, Vector elements, int[] places, int count) {
        VectorBuilder out = VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            if (places[i] == NONE) {
                out.appendNull();
            } else {
                out.append(elements, places[i]);
            }
        }
        return out.build();
    }
}
