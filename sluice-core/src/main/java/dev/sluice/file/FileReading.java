package dev.sluice.file;

import dev.sluice.connector.Wanted;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import java.io.IOException;

/// How files become rows: a format with its options read, and the columns known. Safe for several threads.
public interface FileReading {

    DataType.Struct schema();

    /// Whether the file can be read in pieces that begin anywhere.
    boolean splittable(String path);

    /// Opens a piece of a file. Each row of it is in one piece, however the file is cut; which one is for the format to
    /// say: a line belongs where it begins, a group of rows where its middle is.
    ///
    /// @param start of the piece in bytes; 0 to the file's size if the file is not [#splittable]
    /// @param wanted what of the rows is asked for: a format does of it what saves it work
    RowReader open(FileBytes file, long start, long end, Wanted wanted) throws IOException;
}
