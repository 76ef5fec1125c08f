package dev.sluice.file;

import dev.sluice.vector.Chunk;
import java.io.IOException;

/// Writes one file, in one thread.
public interface FileWriter {

    /// Takes rows. What is a piece of the file by itself may go to the file at once.
    ///
    /// @param rows positions in the vectors, of which the first `count` are written, in this order
    void write(Chunk chunk, int[] rows, int count) throws IOException;

    /// About how much memory the rows take that have not gone to the file.
    long bufferedBytes();

    /// Gives rows that wait to the file, since their memory is needed.
    void flush() throws IOException;

    /// Writes what is left, and what ends a file.
    void finish() throws IOException;
}
