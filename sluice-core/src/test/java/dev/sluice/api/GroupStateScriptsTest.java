package dev.sluice.api;

import dev.sluice.api.CommandGroups.Held;
import dev.sluice.api.CommandScript.Answer;
import dev.sluice.api.CommandScript.Command;
import dev.sluice.api.CommandScript.Way;
import dev.sluice.api.function.FlatMapGroupsWithStateFunction;
import dev.sluice.api.function.MapGroupsWithStateFunction;
import dev.sluice.encoder.Encoder;
import dev.sluice.progress.QueryProgress;
import dev.sluice.stream.GroupStateTimeout;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the scripts of `src/test/groups`: what `mapGroupsWithState` and `flatMapGroupsWithState` give, as Spark 4.2
/// gave it. Besides what [CommandScript] has, they may say
///
/// ```text
/// timeout EventTimeTimeout   the timeouts
/// watermark                  the rows have a watermark, ten seconds back
/// single                     mapGroupsWithState
/// then again                 a second one stands above the first
/// state, metadata, progress  what is kept, and what is told of it
/// ```
class GroupStateScriptsTest {

    @TestFactory
    Stream<DynamicTest> scripts() {
        return CommandScript.tests(Path.of("src/test/groups"), Script::new);
    }

    private static final class Script extends CommandScript {
        private GroupStateTimeout timeout = GroupStateTimeout.NO_TIMEOUT;
        private boolean single;
        private boolean watermark;
        private boolean again;

        Script(Way way) {
            super(way);
        }

        @Override
        void takeOther(String line, String[] words) {
            switch (words[0]) {
                case "timeout" -> timeout = constant(GroupStateTimeout.class, words[1]);
                case "single" -> single = true;
                case "watermark" -> watermark = true;
                case "then" -> again = true;
                case "state" -> tell(() -> tell(table("statestore").drop("partition_id"), true));
                case "metadata" -> tell(() -> tell(table("state-metadata"), false));
                case "progress" -> tell(this::progress);
                default -> throw new IllegalArgumentException(line);
            }
        }

        @Override
        boolean ticks() {
            return timeout == GroupStateTimeout.PROCESSING_TIME_TIMEOUT;
        }

        @Override
        boolean hasWatermark(boolean streaming) {
            return watermark || streaming && timeout == GroupStateTimeout.EVENT_TIME_TIMEOUT;
        }

        @Override
        Dataset<Answer> answers(Dataset<Command> rows) {
            KeyValueGroupedDataset<String, Command> groups = rows.groupByKey(Command::key, Encoders.STRING());
            Encoder<Held> state = Encoders.record(Held.class);
            Encoder<Answer> to = Encoders.record(Answer.class);
            if (single) {
                MapGroupsWithStateFunction<String, Command, Held, Answer> function = CommandGroups::single;
                return initial.isEmpty()
                        ? groups.mapGroupsWithState(function, state, to, timeout)
                        : groups.mapGroupsWithState(function, state, to, timeout, first());
            }
            FlatMapGroupsWithStateFunction<String, Command, Held, Answer> function = (key, values, remembered) ->
                    CommandGroups.all(key, values, remembered).iterator();
            Dataset<Answer> done = initial.isEmpty()
                    ? groups.flatMapGroupsWithState(function, output, state, to, timeout)
                    : groups.flatMapGroupsWithState(function, output, state, to, timeout, first());
            if (!again) return done;
            return done.groupByKey(Answer::key, Encoders.STRING())
                    .flatMapGroupsWithState(CommandGroups::again, output, state, to, GroupStateTimeout.NO_TIMEOUT);
        }

        private KeyValueGroupedDataset<String, Held> first() {
            return session()
                    .createDataset(initial, Encoders.record(Command.class))
                    .groupByKey(Command::key, Encoders.STRING())
                    .mapValues(each -> new Held(null, Long.valueOf(each.command())), Encoders.record(Held.class));
        }

        /// How many partitions there are is the way's.
        private DataFrame table(String format) {
            return session().read().format(format).load("c").drop("numPartitions");
        }

        private void progress() {
            if (progress == null) throw new IllegalStateException("nothing ran");
            QueryProgress.StateOperator first = progress.stateOperators().getFirst();
            tell(first.name() + " total " + first.numRowsTotal() + " updated " + first.numRowsUpdated() + " removed "
                    + first.numRowsRemoved() + " late " + first.numRowsDroppedByWatermark());
        }
    }
}
