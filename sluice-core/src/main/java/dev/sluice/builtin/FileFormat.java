package dev.sluice.builtin;

import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import java.io.InputStream;

/// How the bytes of a file become rows, with all options read.
interface FileFormat {

    DataType.Struct schema();

    /// Whether a file can be read in pieces that begin anywhere.
    boolean splittable();

    /// Reads a whole file, for one that is compressed or can't be read in pieces.
    RowReader whole(InputStream in);

    /// Reads the rows that begin in a piece of a file.
    ///
    /// @param in the file from [dev.sluice.format.LineReader#openAt] on
    RowReader piece(InputStream in, long start, long end);
}
