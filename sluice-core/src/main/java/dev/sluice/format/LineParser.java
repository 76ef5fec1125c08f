package dev.sluice.format;

import dev.sluice.vector.Chunk;

/// Makes rows of lines. One for each reader; not for several threads.
public interface LineParser {

    /// Takes a line, without its end. Between two calls of [#take] all lines lie in the same block.
    void line(byte[] block, int from, int to);

    /// The number of rows since the last [#take].
    int rowCount();

    /// The rows since the last call.
    Chunk take();

    /// Whether chunks look into the block, which then must not be written again.
    boolean keepsBlocks();
}
