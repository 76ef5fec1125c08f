package dev.sluice.format;

import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import java.util.Arrays;

/// Makes one STRING of each line, a view into the block.
public final class TextParser implements LineParser {

    private static final int LEAST_ROWS = 64;

    private byte[] block = new byte[0];
    private int[] offsets = new int[LEAST_ROWS];
    private int[] lengths = new int[LEAST_ROWS];
    private int count;

    public TextParser() {}

    @Override
    public void line(byte[] in, int from, int to) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        block = in;
        offsets[count] = from;
        lengths[count++] = to - from;
    }

    @Override
    public int rowCount() {
        return count;
    }

    @Override
    public Chunk take() {
        var lines = new BytesVector(block, offsets, lengths, null, count);
        // The next chunk has as many, as a rule.
        offsets = new int[Math.max(LEAST_ROWS, count)];
        lengths = new int[offsets.length];
        count = 0;
        return Chunk.of(lines.size(), lines);
    }

    @Override
    public boolean keepsBlocks() {
        return true;
    }
}
