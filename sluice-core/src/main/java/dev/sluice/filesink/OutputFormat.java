package dev.sluice.filesink;

import dev.sluice.connector.Sink;
import dev.sluice.file.FileWriting;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import java.time.ZoneId;

/// What files there are to be, whoever says when: where, in which form, in which directories.
///
/// @param directory where they go
/// @param schema of the rows
/// @param partitions the ordinals of the columns that become directories
/// @param data the ordinals of the others, which stand in the files
/// @param writing how the others are written
/// @param zone what clock shows timestamps in directories' names
/// @param synced whether a finished file must survive a crash of the machine
public record OutputFormat(
        Storage storage,
        String directory,
        DataType.Struct schema,
        int[] partitions,
        int[] data,
        FileWriting writing,
        ZoneId zone,
        boolean synced) {

    /// The same for rows that come as a whole, which nobody relies on before they are there.
    OutputFormat unsynced() {
        return new OutputFormat(storage, directory, schema, partitions, data, writing, zone, false);
    }

    /// A writer of one task's files, that gathers them in the list.
    Sink.Writer writer(FileNames names, int task, WrittenFiles into) {
        return new TaskFiles(this, names, task, into);
    }
}
