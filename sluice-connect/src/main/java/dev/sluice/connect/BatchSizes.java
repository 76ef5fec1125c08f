package dev.sluice.connect;

import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.List;

/// Cuts rows into batches that fit into a message, as Spark does: 4 MB by an estimate, but a row at least.
final class BatchSizes {

    private static final long MOST_BYTES = 4L << 20;

    private BatchSizes() {}

    /// The rows of a chunk in parts that are not too large; none if it has no rows.
    static List<Chunk> parts(Chunk chunk) {
        List<Chunk> parts = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < chunk.rowCount(); i++) {
            long row = bytes(chunk, chunk.selection().row(i));
            if (i > from && bytes + row > MOST_BYTES) {
                parts.add(chunk.select(chunk.selection().slice(from, i)));
                from = i;
                bytes = 0;
            }
            bytes += row;
        }
        if (from == 0 && chunk.rowCount() > 0) return List.of(chunk);
        if (from < chunk.rowCount()) {
            parts.add(chunk.select(chunk.selection().slice(from, chunk.rowCount())));
        }
        return parts;
    }

    /// What the rows of a chunk need, by the same estimate.
    static long bytes(Chunk chunk) {
        long bytes = 0;
        for (int i = 0; i < chunk.rowCount(); i++) {
            bytes += bytes(chunk, chunk.selection().row(i));
        }
        return bytes;
    }

    private static long bytes(Chunk chunk, int row) {
        long bytes = 0;
        for (Vector column : chunk.columns()) bytes += bytes(column, row);
        return bytes;
    }

    private static long bytes(Vector vector, int row) {
        if (vector.isNull(row)) return 1;
        return switch (vector) {
            case BytesVector v -> 4 + v.lengths()[row];
            case ArrayVector v -> 4 + bytes(v.elements(), v.offsets()[row], v.lengths()[row]);
            case MapVector v ->
                4
                        + bytes(v.keys(), v.offsets()[row], v.lengths()[row])
                        + bytes(v.values(), v.offsets()[row], v.lengths()[row]);
            case StructVector v -> {
                long bytes = 1;
                for (Vector field : v.fields()) bytes += bytes(field, row);
                yield bytes;
            }
            case ConstantVector(Vector value, _) -> bytes(value, 0);
            case DictionaryVector(Vector dictionary, int[] ids, _) -> bytes(dictionary, ids[row]);
            default -> 8;
        };
    }

    private static long bytes(Vector items, int from, int count) {
        long bytes = 0;
        for (int i = from; i < from + count; i++) bytes += bytes(items, i);
        return bytes;
    }
}
