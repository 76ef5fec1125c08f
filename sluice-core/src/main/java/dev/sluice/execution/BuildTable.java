package dev.sluice.execution;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows that can be looked up by key. Built by one thread, then only read.
///
/// Rows of equal keys are chained in the order they came:
///
/// ```text
/// first[slot] ──▶ row ──▶ next[row] ──▶ … ──▶ -1
/// ```
public final class BuildTable {

    private final List<DataType> columnTypes;
    private final List<DataType> keyTypes;
    private final Evaluator[] keys;
    private final List<List<Chunk>> lanes = new ArrayList<>();
    private final KeyTable table = new KeyTable();
    private int[] first = new int[0];
    private int[] next = new int[0];
    private Vector[] columns = new Vector[0];
    private int rowCount;
    private boolean built;

    public BuildTable(List<DataType> columnTypes, List<DataType> keyTypes, Evaluator[] keys) {
        this.columnTypes = columnTypes;
        this.keyTypes = keyTypes;
        this.keys = keys;
    }

    /// Takes the rows of the next task, in the order in which tasks' rows shall be held.
    public Output writer() {
        List<Chunk> lane = new ArrayList<>();
        lanes.add(lane);
        return chunk -> lane.add(chunk.compact());
    }

    /// Makes what was added ready to be looked up, the first time it is called.
    public void build() {
        if (built) return;
        built = true;
        List<Chunk> chunks = lanes.stream().flatMap(List::stream).toList();
        columns = new Vector[columnTypes.size()];
        for (int c = 0; c < columns.length; c++) {
            int column = c;
            columns[c] = Vectors.concat(
                    columnTypes.get(c),
                    chunks.stream().map(chunk -> chunk.column(column)).toList());
        }
        rowCount = chunks.stream().mapToInt(Chunk::size).sum();
        next = new int[rowCount];
        first = new int[Math.max(16, rowCount)];
        Arrays.fill(first, -1);
        int[] last = new int[first.length];
        int base = 0;
        for (Chunk chunk : chunks) {
            link(chunk, base, last);
            base += chunk.size();
        }
        lanes.clear();
    }

    private void link(Chunk chunk, int base, int[] last) {
        Vector[] values = new Vector[keys.length];
        for (int i = 0; i < keys.length; i++) values[i] = keys[i].evaluate(chunk);
        KeyBatch batch = new KeyEncoder(keyTypes).encode(values, chunk.selection());
        for (int i = 0; i < batch.count(); i++) {
            int row = base + i;
            next[row] = -1;
            if (anyNull(values, i)) continue; // NULL equals nothing, not even NULL
            int slot = table.add(batch.bytes(), batch.offsets()[i], batch.lengths()[i], batch.hashes()[i]);
            if (first[slot] < 0) {
                first[slot] = row;
            } else {
                next[last[slot]] = row;
            }
            last[slot] = row;
        }
    }

    /// Whether any key column of the row is null.
    public static boolean anyNull(Vector[] keys, int row) {
        for (Vector key : keys) {
            if (key.isNull(row)) return true;
        }
        return false;
    }

    public int rowCount() {
        return rowCount;
    }

    public Vector[] columns() {
        return columns;
    }

    /// The first row with each key, or -1; also where a key column is null.
    ///
    /// @param keys the columns, of which the selected rows are in the batch
    /// @param found receives the rows
    public void find(KeyBatch batch, Vector[] keys, Selection rows, int[] found) {
        for (int i = 0; i < batch.count(); i++) {
            // Not all at once: tasks ask side by side, and the table has room for one of them.
            int slot = table.find(batch.bytes(), batch.offsets()[i], batch.lengths()[i], batch.hashes()[i]);
            found[i] = slot < 0 ? -1 : first[slot];
        }
        for (Vector key : keys) {
            if (!key.mayHaveNulls()) continue;
            for (int i = 0; i < batch.count(); i++) {
                if (key.isNull(rows.row(i))) found[i] = -1;
            }
        }
    }

    /// The row of the same key behind this one, or -1.
    public int next(int row) {
        return next[row];
    }
}
