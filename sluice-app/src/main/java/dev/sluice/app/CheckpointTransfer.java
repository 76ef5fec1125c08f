package dev.sluice.app;

import dev.sluice.checkpoint.CheckpointContents;
import dev.sluice.checkpoint.CheckpointFormat;
import dev.sluice.checkpoint.CheckpointFormat.Wishes;
import dev.sluice.checkpoint.NewCheckpoint;
import dev.sluice.checkpoint.StoppedCheckpoint;
import dev.sluice.extension.Extensions;
import dev.sluice.storage.Storage;
import java.util.OptionalLong;

/// `sluice checkpoint export|import`: a query moves to another engine, or comes from there.
record CheckpointTransfer(Storage files, Terminal terminal) {

    /// What Spark has if nobody says otherwise.
    private static final int PARTITIONS = 200;

    int export(String directory, String target, String engine, OptionalLong partitions, boolean halfDone) {
        long count = partitions.orElse(PARTITIONS);
        if (count < 1 || count > Integer.MAX_VALUE) throw new UsageException("--partitions " + count + ": at least 1");
        CheckpointFormat format = format(engine);
        try (StoppedCheckpoint stopped = StoppedCheckpoint.open(files, directory, CheckpointCommand.holder())) {
            format.write(stopped.contents(), files, target, new Wishes((int) count, halfDone));
            say(target, stopped.contents(), engine);
            terminal.err()
                    .println("next: start the query there with checkpointLocation " + target
                            + " and the same output, and never again from " + directory);
        }
        return Main.DONE;
    }

    int take(String directory, String target, String engine, String like) {
        CheckpointContents contents = format(engine).read(files, directory, StoppedCheckpoint.opened(files, like));
        NewCheckpoint.write(files, target, contents, CheckpointCommand.holder());
        say(target, contents, "sluice");
        terminal.err()
                .println("next: start the query here with " + target
                        + " for its checkpoint and the same output, and never" + " again from " + directory);
        return Main.DONE;
    }

    private void say(String target, CheckpointContents contents, String engine) {
        long committed = contents.progress().committedBatchId();
        terminal.err()
                .println(target + " is for " + engine + ", which goes on behind micro-batch " + committed
                        + contents.progress()
                                .pending()
                                .map(plan -> " and runs micro-batch " + plan.batchId() + " as it was planned")
                                .orElse(""));
    }

    private static CheckpointFormat format(String engine) {
        return Extensions.find(CheckpointFormat.class, engine)
                .orElseThrow(() -> new UsageException("no form of checkpoints goes by the name " + engine
                        + "; there are: " + String.join(", ", Extensions.names(CheckpointFormat.class))
                        + " (spark is in the module sluice-spark-checkpoint)"));
    }
}
