package dev.sluice.builtin;

import dev.sluice.connector.Wanted;
import dev.sluice.file.FileBytes;
import dev.sluice.format.LineEnds;
import dev.sluice.format.LineParser;
import dev.sluice.format.LineReader;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/// Files of lines, made of how lines end and what becomes of one.
///
/// @param parsers makes the parser for one reader; told whether it reads the file's beginning
record LineReading(DataType.Struct schema, LineEnds ends, Function<Boolean, LineParser> parsers)
        implements RecordReading {

    @Override
    public boolean splittable(String path) {
        return ends.findableAnywhere() && Compression.of(path) == Compression.NONE;
    }

    @Override
    public RowReader open(FileBytes file, long start, long end, Wanted wanted) throws IOException {
        boolean whole = !splittable(file.path());
        InputStream in = file.from(whole ? 0 : LineReader.openAt(start));
        try {
            return whole
                    ? LineReader.whole(Compression.of(file.path()).decompress(in), ends, parsers.apply(true))
                    : LineReader.piece(in, start, end, ends, parsers.apply(start == 0));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
