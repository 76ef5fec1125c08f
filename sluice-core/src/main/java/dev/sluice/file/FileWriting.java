package dev.sluice.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// How rows become files: a format with its options read, and the columns known. Safe for several threads.
public interface FileWriting {

    /// How a file's name ends, such as `.json.gz` or `.snappy.parquet`.
    String ending();

    /// Begins a file.
    ///
    /// @param out the file; not closed by the writer
    FileWriter begin(OutputStream out) throws IOException;

    /// Whether files of this form, one behind the other, are a file of this form: small ones then become a large one
    /// byte by byte.
    default boolean concatenates() {
        return false;
    }

    /// How such a file is read again, every bit of its rows as it was: small files then become a large one row by row.
    /// Nothing if something of the rows would be lost.
    default Optional<FileReading> rereading() {
        return Optional.empty();
    }
}
