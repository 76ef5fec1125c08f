package dev.sluice.execution.operator;

import dev.sluice.expression.Column;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.List;

/// The key of a group on its way through an exchange: encoded once, by who groups first, and hashed.
///
/// @param bytes the key as [KeyEncoder] writes it
/// @param hash its hash
public record EncodedKey(Column bytes, Column hash) {

    static final int COLUMNS = 2;

    List<Column> columns() {
        return List.of(bytes, hash);
    }

    /// The two columns of a batch's keys, copied out of it.
    static Vector[] columns(KeyBatch keys) {
        int count = keys.count();
        int[] offsets = keys.offsets();
        int[] lengths = keys.lengths();
        if (count == 0) return of(new byte[0], new int[0], new int[0], new int[0]);
        int from = offsets[0];
        int to = offsets[count - 1] + lengths[count - 1];
        int[] moved = new int[count];
        for (int i = 0; i < count; i++) moved[i] = offsets[i] - from;
        return of(
                Arrays.copyOfRange(keys.bytes(), from, to),
                moved,
                Arrays.copyOf(lengths, count),
                Arrays.copyOf(keys.hashes(), count));
    }

    /// The two columns of the keys of some slots.
    static Vector[] columns(KeyTable table, int[] slots) {
        int count = slots.length;
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        int total = 0;
        for (int i = 0; i < count; i++) {
            offsets[i] = total;
            lengths[i] = table.length(slots[i]);
            total = Math.addExact(total, lengths[i]);
        }
        byte[] bytes = new byte[total];
        int[] hashes = new int[count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(table.bytes(slots[i]), table.offset(slots[i]), bytes, offsets[i], lengths[i]);
            hashes[i] = KeyEncoder.hash(bytes, offsets[i], lengths[i]);
        }
        return of(bytes, offsets, lengths, hashes);
    }

    private static Vector[] of(byte[] bytes, int[] offsets, int[] lengths, int[] hashes) {
        int count = hashes.length;
        return new Vector[] {new BytesVector(bytes, offsets, lengths, null, count), new IntVector(hashes, null, count)};
    }

    /// The keys of some rows of a chunk that begins with the two columns.
    static KeyBatch batch(Chunk chunk, Selection rows) {
        var keys = (BytesVector) chunk.column(0);
        int[] hashes = ((IntVector) chunk.column(1)).values();
        int count = rows.size();
        int[] places = rows.rows();
        if (places == null) return new KeyBatch(keys.bytes(), keys.offsets(), keys.lengths(), hashes, count);
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            int row = places[i];
            offsets[i] = keys.offsets()[row];
            lengths[i] = keys.lengths()[row];
            chosen[i] = hashes[row];
        }
        return new KeyBatch(keys.bytes(), offsets, lengths, chosen, count);
    }
}
