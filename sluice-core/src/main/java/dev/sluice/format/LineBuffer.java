package dev.sluice.format;

import dev.sluice.vector.BytesVector;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads lines as they come in, where waiting for a block to fill would be waiting too long.
public final class LineBuffer {

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private boolean ended;

    public LineBuffer(InputStream in) {
        this.in = in;
    }

    /// Waits for at least one whole line, and returns the lines that are there, or null at the end. What comes before
    /// the end counts as a line.
    public @Nullable BytesVector read() throws IOException {
        int whole = 0;
        while (whole == 0 && !ended) {
            if (filled == buffer.length) buffer = Arrays.copyOf(buffer, Math.multiplyExact(filled, 2));
            int count = in.read(buffer, filled, buffer.length - filled);
            ended = count < 0;
            filled += Math.max(0, count);
            whole = ended ? filled : LineEnds.ANY.lastEnd(buffer, 0, filled);
        }
        return whole == 0 ? null : take(whole);
    }

    /// The first bytes as lines in an array of their own.
    private BytesVector take(int whole) {
        byte[] bytes = Arrays.copyOf(buffer, whole);
        filled -= whole;
        System.arraycopy(buffer, whole, buffer, 0, filled);
        int[] offsets = new int[16];
        int[] lengths = new int[16];
        int count = 0;
        for (int at = 0; at < whole; count++) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, count * 2);
                lengths = Arrays.copyOf(lengths, count * 2);
            }
            int end = LineEnds.ANY.find(bytes, at, whole);
            offsets[count] = at;
            lengths[count] = end - at;
            at = end + LineEnds.ANY.length(bytes, end, whole);
        }
        return new BytesVector(bytes, offsets, lengths, null, count);
    }
}
