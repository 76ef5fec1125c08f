package dev.sluice.vector;

import dev.sluice.type.DataType;
import java.util.List;

/// Rows in memory: columns of equal size, and which of their rows count.
///
/// The unit that flows through operators, about [#ROWS] rows at a time.
///
/// @param columns one vector a column, each of `size` rows
/// @param size the number of rows the vectors have
/// @param selection those of them that are in the chunk
public record Chunk(Vector[] columns, int size, Selection selection) {

    /// How many rows a full chunk has (see the measurements in `docs/decisions/`).
    public static final int ROWS = 4096;

    public Chunk {
        for (Vector column : columns) {
            if (column.size() < size)
                throw new IllegalArgumentException("a column of " + column.size() + " rows, not " + size);
        }
    }

    /// The rows of all chunks, one after the other.
    ///
    /// @param types of the columns, which all have
    /// @param chunks without rows that do not count (see [#compact])
    public static Chunk concat(List<DataType> types, List<Chunk> chunks) {
        Vector[] columns = new Vector[types.size()];
        for (int c = 0; c < columns.length; c++) {
            int column = c;
            columns[c] = Vectors.concat(
                    types.get(c),
                    chunks.stream().map(chunk -> chunk.column(column)).toList());
        }
        return of(chunks.stream().mapToInt(Chunk::size).sum(), columns);
    }

    public static Chunk of(int size, Vector... columns) {
        return new Chunk(columns, size, Selection.all(size));
    }

    /// The number of rows that count.
    public int rowCount() {
        return selection.size();
    }

    public Vector column(int ordinal) {
        return columns[ordinal];
    }

    public Chunk select(Selection rows) {
        return rows == selection ? this : new Chunk(columns, size, rows);
    }

    /// The same rows with other columns.
    public Chunk with(Vector... replaced) {
        return new Chunk(replaced, size, selection);
    }

    /// The rows that count, closed up, in flat columns of their own: to be kept, without what else was in the chunk.
    public Chunk compact() {
        int[] rows = selection.toArray();
        Vector[] gathered = new Vector[columns.length];
        for (int i = 0; i < columns.length; i++) {
            gathered[i] = Vectors.trimmed(Vectors.gather(columns[i], rows, selection.size()));
        }
        return of(selection.size(), gathered);
    }
}
