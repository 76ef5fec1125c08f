package dev.sluice.format;

import dev.sluice.vector.Chunk;

/// Makes rows of lines. One for each reader; not for several threads.
public interface LineParser {

    /// Takes a line, without its end. Between two calls of [#take] all lines lie in the same block.
    void line(byte[] block, int from, int to);

    /// Takes the record that begins at a position of a whole file, which lies in the block.
    ///
    /// @return where the next one begins; `to` behind the last
    default int record(byte[] block, int from, int to) {
        line(block, from, to);
        return to;
    }

    /// The number of rows since the last [#take].
    int rowCount();

    /// The rows since the last call.
    Chunk take();

    /// Whether chunks look into the block, which then must not be written again.
    boolean keepsBlocks();
}
