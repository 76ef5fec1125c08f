package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileReading;
import java.util.List;

/// Files of records, which parsers take one by one.
sealed interface RecordReading extends FileReading permits LineReading, ManyLinesReading {

    /// Reads files for what their records tell the parsers, and not for rows.
    default void readThrough(List<FileBytes> files) {
        for (FileBytes file : files) {
            for (Split split : FileSplits.of(List.of(file.file()), FileLayout.plain(this), file.storage(), 1)) {
                readThrough(split);
            }
        }
    }

    private static void readThrough(Split split) {
        try (ChunkReader reader = split.open()) {
            while (reader.read() != null) {
                // Parsers that make no rows end at the first call.
            }
        }
    }
}
