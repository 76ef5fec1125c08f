package dev.sluice.testing;

import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// In what chunks the same rows come.
///
/// @param rowsPerChunk at most
record ChunkShape(int rowsPerChunk, Encoding encoding) {

    enum Encoding {
        /// A value for each row.
        FLAT,
        /// Each value once, in another order, and beside them one that no row has.
        DICTIONARY,
        /// Chunks whose rows are alike, of one value a column.
        CONSTANT,
        /// Between the rows stand others that are not selected.
        SPARSE,
        /// Between the rows stand nulls that are not selected.
        BETWEEN_NULLS
    }

    static final ChunkShape USUAL = new ChunkShape(Chunk.ROWS, Encoding.FLAT);

    List<Chunk> chunks(List<List<@Nullable Object>> rows, DataType.Struct schema) {
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int to = end(rows, from);
            chunks.add(chunk(rows.subList(from, to), schema));
            from = to;
        }
        return chunks;
    }

    private int end(List<List<@Nullable Object>> rows, int from) {
        int to = from + 1;
        while (to < rows.size()
                && to - from < rowsPerChunk
                && (encoding != Encoding.CONSTANT || rows.get(to).equals(rows.get(from)))) {
            to++;
        }
        return to;
    }

    private Chunk chunk(List<List<@Nullable Object>> rows, DataType.Struct schema) {
        return switch (encoding) {
            case FLAT -> Values.chunk(schema, rows);
            case DICTIONARY -> {
                Vector[] columns = new Vector[schema.size()];
                Arrays.setAll(columns, i -> dictionary(rows, schema, i));
                yield Chunk.of(rows.size(), columns);
            }
            case CONSTANT -> {
                Vector[] columns =
                        Values.chunk(schema, rows.subList(0, 1)).columns().clone();
                Arrays.setAll(columns, i -> new ConstantVector(columns[i], rows.size()));
                yield Chunk.of(rows.size(), columns);
            }
            case SPARSE -> sparse(rows, schema);
            case BETWEEN_NULLS -> betweenNulls(rows, schema);
        };
    }

    private static Vector dictionary(List<List<@Nullable Object>> rows, DataType.Struct schema, int column) {
        var distinct = new LinkedHashSet<@Nullable Object>();
        rows.forEach(row -> distinct.add(row.get(column)));
        List<@Nullable Object> values = new ArrayList<>(distinct);
        Collections.reverse(values);
        int[] ids =
                rows.stream().mapToInt(row -> values.indexOf(row.get(column))).toArray();
        List<List<@Nullable Object>> entries = new ArrayList<>();
        values.forEach(value -> entries.add(Collections.singletonList(value)));
        entries.add(entries.getFirst());
        var single = new DataType.Struct(List.of(schema.field(column)));
        return new DictionaryVector(Values.chunk(single, entries).column(0), ids, ids.length);
    }

    /// Each row is followed by the next one's double, which would be counted twice if the selection were not looked at.
    private static Chunk sparse(List<List<@Nullable Object>> rows, DataType.Struct schema) {
        List<List<@Nullable Object>> doubled = new ArrayList<>();
        int[] selected = new int[rows.size()];
        for (int i = 0; i < selected.length; i++) {
            doubled.add(rows.get((i + 1) % selected.length));
            selected[i] = doubled.size();
            doubled.add(rows.get(i));
        }
        return Values.chunk(schema, doubled).select(new Selection(selected, selected.length));
    }

    private static Chunk betweenNulls(List<List<@Nullable Object>> rows, DataType.Struct schema) {
        List<@Nullable Object> nulls = Collections.nCopies(schema.size(), null);
        List<List<@Nullable Object>> mixed = new ArrayList<>();
        int[] selected = new int[rows.size()];
        for (int i = 0; i < selected.length; i++) {
            mixed.add(nulls);
            selected[i] = mixed.size();
            mixed.add(rows.get(i));
        }
        mixed.add(nulls);
        return Values.chunk(schema, mixed).select(new Selection(selected, selected.length));
    }
}
