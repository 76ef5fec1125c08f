package dev.sluice.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.column.ColumnReader;

/// Where the reading of a leaf is. The library's reader says at the end of a leaf what it said before, so that here is
/// counted how far it is: a leaf that is too short for the rows would else repeat itself, one that is too long be cut.
final class Levels {

    private final ColumnReader reader;
    private final String path;
    private final long valueCount;
    private long taken;

    /// @param path of the leaf, for errors
    Levels(ColumnReader reader, String path, long valueCount) {
        this.reader = reader;
        this.path = path;
        this.valueCount = valueCount;
    }

    ColumnReader reader() {
        return reader;
    }

    /// @throws UncheckedIOException if there was no value left to read
    void advance() {
        if (++taken > valueCount) throw new UncheckedIOException(wrongCount());
        reader.consume();
    }

    /// Called when all rows have been read.
    void requireEnd() throws IOException {
        if (taken != valueCount) throw wrongCount();
    }

    private IOException wrongCount() {
        return new IOException(
                "the column " + path + " has " + valueCount + " values in a row group whose rows need " + taken);
    }
}
