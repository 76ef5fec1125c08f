package dev.sluice.inspection;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The lists and maps of a state variable, each whole in a row: what `flattenCollectionTypes=false` asks for.
record CollectedRows(VariableColumns columns) {

    List<Field> fields() {
        return List.of(
                Field.of("key", columns.group()),
                columns.isMap()
                        ? Field.of("map_value", new DataType.Map(columns.inner(), columns.element(), true))
                        : Field.of("list_value", new DataType.Array(columns.element(), true)));
    }

    /// @param keys the store's key columns
    /// @param values its value columns
    Chunk collect(Vector[] keys, Vector[] values, int size) {
        List<DataType> types =
                columns.group().fields().stream().map(Field::type).toList();
        KeyBatch batch = new KeyEncoder(types).encode(Arrays.copyOf(keys, types.size()), Selection.all(size));
        int[] groups = new int[size];
        var table = new KeyTable();
        table.add(batch, groups);
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(row -> groups[row]).thenComparing(inOrder(keys)))
                .mapToInt(Integer::intValue)
                .toArray();
        int count = table.size();
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        int[] first = new int[count];
        for (int i = size - 1; i >= 0; i--) {
            offsets[groups[order[i]]] = i;
            first[groups[order[i]]] = order[i];
            lengths[groups[order[i]]]++;
        }
        Vector[] shown = columns.present(keys, values, size);
        Vector elements = taken(shown[shown.length - 1], order);
        Vector collected = columns.isMap()
                ? new MapVector(offsets, lengths, taken(shown[1], order), elements, null, count)
                : new ArrayVector(offsets, lengths, elements, null, count);
        return Chunk.of(count, taken(shown[0], first), collected);
    }

    /// By the number of an element, or the bytes of a user's key.
    private Comparator<Integer> inOrder(Vector[] keys) {
        List<DataType> types =
                columns.inner().fields().stream().map(Field::type).toList();
        Vector[] inner = Arrays.copyOfRange(keys, columns.group().size(), keys.length);
        int size = inner[0].size();
        KeyBatch batch = new KeyEncoder(types).encode(inner, Selection.all(size));
        return (a, b) -> Arrays.compareUnsigned(
                batch.bytes(),
                batch.offsets()[a],
                batch.offsets()[a] + batch.lengths()[a],
                batch.bytes(),
                batch.offsets()[b],
                batch.offsets()[b] + batch.lengths()[b]);
    }

    private static Vector taken(Vector vector, int[] rows) {
        Vector flat = Vectors.flatten(vector);
        if (flat instanceof StructVector(Vector[] fields, boolean[] nulls, _) && nulls == null) {
            Vector[] taken =
                    Arrays.stream(fields).map(field -> taken(field, rows)).toArray(Vector[]::new);
            return new StructVector(taken, null, rows.length);
        }
        return Vectors.flatten(DictionaryVector.of(flat, rows, rows.length));
    }
}
