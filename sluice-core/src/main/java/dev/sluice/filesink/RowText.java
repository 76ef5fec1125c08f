package dev.sluice.filesink;

import dev.sluice.vector.Chunk;

/// How rows become the text of a file. Safe for several threads.
public interface RowText {

    /// Appends what stands before the first row.
    default void begin(StringBuilder out) {}

    /// Appends a row with what ends it.
    ///
    /// @param row a position in the vectors, not in the selection
    void append(StringBuilder out, Chunk chunk, int row);

    /// Appends what stands behind the last row.
    default void end(StringBuilder out) {}

    /// Whether files of this form, one behind the other, are a file of this form: not if each begins with a header.
    default boolean concatenates() {
        return true;
    }
}
