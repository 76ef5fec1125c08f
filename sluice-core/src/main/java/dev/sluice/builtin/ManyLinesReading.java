package dev.sluice.builtin;

import dev.sluice.connector.Wanted;
import dev.sluice.file.FileBytes;
import dev.sluice.format.LineParser;
import dev.sluice.format.RowReader;
import dev.sluice.format.WholeFileReader;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/// Files whose records may have several lines. Each is read from its beginning.
///
/// @param parsers makes the parser for one reader; told that it reads the file's beginning
record ManyLinesReading(DataType.Struct schema, Function<Boolean, LineParser> parsers) implements RecordReading {

    @Override
    public boolean splittable(String path) {
        return false;
    }

    @Override
    public RowReader open(FileBytes file, long start, long end, Wanted wanted) throws IOException {
        InputStream in = file.from(0);
        try {
            return new WholeFileReader(Compression.of(file.path()).decompress(in), parsers.apply(true));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
