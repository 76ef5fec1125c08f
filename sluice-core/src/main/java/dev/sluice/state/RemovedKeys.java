package dev.sluice.state;

import dev.sluice.vector.ByteWriter;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import java.util.Arrays;

/// The keys that a micro-batch took out of a store, copied, since the table forgets them.
final class RemovedKeys {

    static final BytesVector NONE = new BytesVector(new byte[0], new int[0], new int[0], null, 0);

    private final ByteWriter bytes = new ByteWriter(0);
    private int[] ends = new int[16];
    private int count;

    void add(byte[] from, int offset, int length) {
        if (count == ends.length) ends = Arrays.copyOf(ends, count * 2);
        bytes.writeBytes(from, offset, length);
        ends[count++] = bytes.size();
    }

    /// Those that did not come back: each is in the table or in the result.
    BytesVector without(KeyTable table) {
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        int kept = 0;
        int offset = 0;
        for (int i = 0; i < count; i++) {
            int length = ends[i] - offset;
            int hash = KeyEncoder.hash(bytes.array(), offset, length);
            if (table.find(bytes.array(), offset, length, hash) < 0) {
                offsets[kept] = offset;
                lengths[kept++] = length;
            }
            offset = ends[i];
        }
        return new BytesVector(bytes.array(), offsets, lengths, null, kept);
    }

    static BytesVector range(BytesVector keys, int from, int to) {
        return new BytesVector(
                keys.bytes(),
                Arrays.copyOfRange(keys.offsets(), from, to),
                Arrays.copyOfRange(keys.lengths(), from, to),
                null,
                to - from);
    }
}
