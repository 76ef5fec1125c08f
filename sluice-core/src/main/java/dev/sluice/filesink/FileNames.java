package dev.sluice.filesink;

import java.util.UUID;

/// Gives each file a name of its own, in Spark's form: `part-00003-<uuid>-c000.json`, or `….c000.json` below
/// directories of partitions.
interface FileNames {

    /// @param ending of the name, with its dot
    /// @param inPartition whether the file is below a directory of a partition
    default String name(int task, String ending, boolean inPartition) {
        return String.format("part-%05d-%s%sc000%s", task, next(), inPartition ? "." : "-", ending);
    }

    UUID next();
}
