package dev.sluice.format;

import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a file, or of a piece of it, as chunks.
///
/// A piece has the lines that begin in it, so that pieces side by side have every line once:
///
/// ```text
/// file    one ⏎ two ⏎ three ⏎ four ⏎
/// piece   ├──────┼────────┼─────────┤      one two | three | four
/// ```
///
/// Bytes are read into blocks; a block ends with a line, and the beginning of the next line goes over to the next
/// block.
public final class LineReader implements RowReader {

    /// About as much as a chunk of short lines needs; small enough not to be a large object for the collector.
    static final int BLOCK_BYTES = 1 << 18;

    private final InputStream in;
    private final LineEnds ends;
    private final LineParser parser;
    private final long pieceEnd;

    private byte[] block;
    private long blockStart;
    private int at;
    private int linesEnd;
    private int filled;
    private boolean inputEnded;
    private boolean skipFirst;

    private LineReader(InputStream in, long position, boolean skipFirst, long end, LineEnds ends, LineParser parser) {
        this.in = in;
        this.blockStart = position;
        this.skipFirst = skipFirst;
        this.pieceEnd = end;
        this.ends = ends;
        this.parser = parser;
        // One byte more than the piece has, to see that the file ends there.
        block = new byte[Math.clamp(end - position, 16, BLOCK_BYTES - 1) + 1];
    }

    /// Reads all lines. A byte order mark at the beginning is passed over.
    public static LineReader whole(InputStream in, LineEnds ends, LineParser parser) {
        return new LineReader(in, 0, false, Long.MAX_VALUE, ends, parser);
    }

    /// Reads the lines that begin at `start` or behind it, and before `end`.
    ///
    /// @param in the file from [#openAt] on
    public static LineReader piece(InputStream in, long start, long end, LineEnds ends, LineParser parser) {
        return new LineReader(in, openAt(start), start > 0, end, ends, parser);
    }

    /// Where the file must be opened to read a piece: the byte before tells whether a line begins with the piece.
    public static long openAt(long start) {
        return Math.max(0, start - 1);
    }

    @Override
    public @Nullable Chunk read() throws IOException {
        do {
            // Lines that begin behind the piece belong to the next one.
            int stop = (int) Math.min(linesEnd, pieceEnd - blockStart);
            while (at < stop && parser.rowCount() < Chunk.ROWS) {
                int end = ends.find(block, at, linesEnd);
                parser.line(block, at, end);
                at = end + ends.length(block, end, linesEnd);
            }
            if (parser.rowCount() > 0) return parser.take();
        } while (blockStart + at < pieceEnd && fill());
        return null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /// Gets the next block that has a whole line; false at the end of the input.
    private boolean fill() throws IOException {
        if (inputEnded && at >= filled) return false;
        advance();
        while (true) {
            readBlock();
            if (skipFirst && !skipLine()) {
                if (inputEnded) return false;
                advance();
                continue;
            }
            skipFirst = false;
            linesEnd = inputEnded ? filled : ends.lastEnd(block, at, filled);
            if (linesEnd > at) return true;
            if (inputEnded) return false;
            // One line is longer than the block.
            block = Arrays.copyOf(block, Math.multiplyExact(block.length, 2));
        }
    }

    /// Passes over the line that began before the piece; false if its end is not in sight.
    private boolean skipLine() {
        int end = ends.find(block, at, filled);
        int length = ends.length(block, end, filled);
        // Behind a line's end at the very end of the block more of it may follow.
        if (!inputEnded && end + length >= filled) {
            at = Math.max(at, filled - 2);
            return false;
        }
        at = end + length;
        return true;
    }

    /// Moves what is left of the block to the beginning of one that may be written.
    private void advance() {
        linesEnd = 0;
        if (at == 0 && filled < block.length) return; // nothing was taken of it, and there is room
        int rest = filled - at;
        boolean large = block.length > BLOCK_BYTES && rest < BLOCK_BYTES;
        byte[] next = parser.keepsBlocks() || large ? new byte[Math.max(BLOCK_BYTES, rest)] : block;
        System.arraycopy(block, at, next, 0, rest);
        block = next;
        blockStart += at;
        filled = rest;
        at = 0;
    }

    private void readBlock() throws IOException {
        while (!inputEnded && filled < block.length) {
            int count = in.read(block, filled, block.length - filled);
            inputEnded = count < 0;
            filled += Math.max(0, count);
        }
        boolean mark = blockStart == 0
                && at == 0
                && filled >= 3
                && block[0] == (byte) 0xEF
                && block[1] == (byte) 0xBB
                && block[2] == (byte) 0xBF;
        if (mark) at = 3;
    }
}
