package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.format.LineEnds;
import dev.sluice.format.LineParser;
import dev.sluice.format.LineReader;
import dev.sluice.format.RowReader;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;

/// A format of lines, made of how lines end and what becomes of one.
///
/// @param parsers makes the parser for one reader; told whether it reads the file's beginning
record LineFormat(DataType.Struct schema, LineEnds ends, Function<Boolean, LineParser> parsers) implements FileFormat {

    @Override
    public boolean splittable() {
        return ends.findableAnywhere();
    }

    @Override
    public RowReader whole(InputStream in) {
        return LineReader.whole(in, ends, parsers.apply(true));
    }

    @Override
    public RowReader piece(InputStream in, long start, long end) {
        return LineReader.piece(in, start, end, ends, parsers.apply(start == 0));
    }

    /// Reads files for what their lines tell the parsers, and not for rows.
    void readThrough(List<InputFile> files, Storage storage) {
        for (Split split : FileSplits.of(files, FileLayout.plain(this), storage, 1)) {
            try (ChunkReader reader = split.open()) {
                while (reader.read() != null) {
                    // Parsers that make no rows end at the first call.
                }
            }
        }
    }
}
