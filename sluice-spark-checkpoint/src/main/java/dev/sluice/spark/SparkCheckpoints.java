package dev.sluice.spark;

import dev.sluice.checkpoint.CheckpointContents;
import dev.sluice.checkpoint.CheckpointFormat;
import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.storage.Storage;

/// The checkpoints of Apache Spark 4.2.
public final class SparkCheckpoints implements CheckpointFormat {

    public SparkCheckpoints() {}

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public void write(CheckpointContents contents, Storage storage, String target, Wishes wishes) {
        new SparkExport(contents, new SparkFiles(storage, target), wishes).write();
    }

    @Override
    public CheckpointContents read(Storage storage, String directory, Opened like) {
        return new SparkImport(new SparkFiles(storage, directory), like).contents();
    }
}
