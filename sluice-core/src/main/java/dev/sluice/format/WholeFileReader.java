package dev.sluice.format;

import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads a file whose records may have several lines: Spark's option `multiLine`. The file is held in memory, since
/// only who has read it from its beginning knows where a record ends.
public final class WholeFileReader implements RowReader {

    private final InputStream in;
    private final LineParser parser;
    private byte @Nullable [] file;
    private int at;

    public WholeFileReader(InputStream in, LineParser parser) {
        this.in = in;
        this.parser = parser;
    }

    @Override
    public @Nullable Chunk read() throws IOException {
        byte[] block = file;
        if (block == null) {
            block = in.readAllBytes();
            file = block;
            boolean mark =
                    block.length >= 3 && block[0] == (byte) 0xEF && block[1] == (byte) 0xBB && block[2] == (byte) 0xBF;
            if (mark) at = 3;
        }
        while (at < block.length && parser.rowCount() < Chunk.ROWS) at = parser.record(block, at, block.length);
        return parser.rowCount() > 0 ? parser.take() : null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
