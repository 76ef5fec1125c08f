package dev.sluice.format;

import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import java.util.Arrays;

/// Makes one STRING of each line, a view into the block.
public final class TextParser implements LineParser {

    public TextParser() {}

    private byte[] block = new byte[0];
    private int[] offsets = new int[Chunk.ROWS];
    private int[] lengths = new int[Chunk.ROWS];
    private int count;

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
        offsets = new int[Chunk.ROWS];
        lengths = new int[Chunk.ROWS];
        count = 0;
        return Chunk.of(lines.size(), lines);
    }

    @Override
    public boolean keepsBlocks() {
        return true;
    }
}
