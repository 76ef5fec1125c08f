package dev.sluice.format;

import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which of the rows that a parser has made count, and the text of the malformed ones, as the mode says.
final class ParsedRows {

    private static final int LEAST_ROWS = 64;

    private final ParseMode mode;
    private final @Nullable ByteViews corrupt;

    private int count;
    private int[] kept = new int[LEAST_ROWS];
    private int keptCount;

    /// @param keepsText whether there is a column for the text of malformed rows
    ParsedRows(ParseMode mode, boolean keepsText) {
        this.mode = mode;
        corrupt = keepsText ? new ByteViews() : null;
    }

    int count() {
        return count;
    }

    /// The rows of a line have been made.
    ///
    /// @param fit whether the line is well-formed
    void add(int rows, boolean fit, byte[] block, int from, int to) {
        if (!fit && mode == ParseMode.FAILFAST) throw JsonLineParser.malformedRecord(block, from, to);
        int end = count + rows;
        if (end > kept.length) kept = Arrays.copyOf(kept, Math.max(end, kept.length * 2));
        boolean keep = fit || mode == ParseMode.PERMISSIVE;
        for (int row = count; row < end; row++) {
            if (keep) kept[keptCount++] = row;
            if (corrupt == null) continue;
            if (fit) {
                corrupt.appendNull();
            } else {
                corrupt.view(from, to);
            }
        }
        count = end;
    }

    /// The column of texts so far, if there is one; then it starts anew.
    @Nullable
    Vector takeText(byte[] block) {
        return corrupt == null ? null : corrupt.build(block);
    }

    /// Those rows of the columns that count; then it starts anew.
    Chunk take(Vector[] columns) {
        Chunk chunk = Chunk.of(count, columns);
        if (keptCount < count) {
            chunk = chunk.select(new Selection(kept, keptCount));
            kept = new int[Math.max(LEAST_ROWS, count)];
        }
        count = 0;
        keptCount = 0;
        return chunk;
    }
}
