package dev.sluice.format;

import dev.sluice.vector.Chunk;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a file or of a piece of it, from beginning to end.
public interface RowReader extends AutoCloseable {

    /// The next rows, at most about [Chunk#ROWS], or null at the end.
    @Nullable
    Chunk read() throws IOException;

    @Override
    void close() throws IOException;
}
