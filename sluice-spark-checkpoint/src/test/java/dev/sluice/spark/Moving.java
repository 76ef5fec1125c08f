package dev.sluice.spark;

import dev.sluice.checkpoint.CheckpointContents;
import dev.sluice.checkpoint.CheckpointFormat.Wishes;
import dev.sluice.checkpoint.Holder;
import dev.sluice.checkpoint.NewCheckpoint;
import dev.sluice.checkpoint.StoppedCheckpoint;
import dev.sluice.storage.LocalStorage;
import java.nio.file.Path;

/// What `sluice checkpoint export` and `import` do.
final class Moving {

    static final LocalStorage FILES = new LocalStorage("/");

    private Moving() {}

    static Holder holder() {
        return Holder.here("test", 0);
    }

    static void toSpark(Path ours, Path spark, boolean halfDone) {
        var wishes = new Wishes(Recording.PARTITIONS, halfDone);
        try (StoppedCheckpoint stopped = StoppedCheckpoint.open(FILES, ours.toString(), holder())) {
            new SparkCheckpoints().write(stopped.contents(), FILES, spark.toString(), wishes);
        }
    }

    /// @param like how we know the query
    static void fromSpark(Path spark, Path ours, Path like) {
        CheckpointContents contents =
                new SparkCheckpoints().read(FILES, spark.toString(), StoppedCheckpoint.opened(FILES, like.toString()));
        NewCheckpoint.write(FILES, ours.toString(), contents, holder());
    }
}
