package dev.sluice.api;

import dev.sluice.api.CommandScript.Answer;
import dev.sluice.api.CommandScript.Command;
import dev.sluice.api.CommandScript.Way;
import dev.sluice.stream.TimeMode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the scripts of `src/test/processors`: what `transformWithState` gives, as Spark 4.2 gave it. Besides what
/// [CommandScript] has, they may say
///
/// ```text
/// time ProcessingTime        the time mode
/// ttl 10                     how long, in seconds, some of the variables keep values
/// state option=value         reads the state
/// ```
class ProcessorScriptsTest {

    @TestFactory
    Stream<DynamicTest> scripts() {
        return CommandScript.tests(Path.of("src/test/processors"), Script::new);
    }

    private static final class Script extends CommandScript {
        private TimeMode time = TimeMode.NONE;
        private int ttlSeconds;

        Script(Way way) {
            super(way);
        }

        @Override
        void takeOther(String line, String[] words) {
            switch (words[0]) {
                case "time" -> time = constant(TimeMode.class, words[1]);
                case "ttl" -> ttlSeconds = Integer.parseInt(words[1]);
                case "state" -> tell(() -> state(words));
                default -> throw new IllegalArgumentException(line);
            }
        }

        @Override
        boolean ticks() {
            return time == TimeMode.PROCESSING_TIME;
        }

        @Override
        boolean hasWatermark(boolean streaming) {
            return streaming && time == TimeMode.EVENT_TIME;
        }

        @Override
        Dataset<Answer> answers(Dataset<Command> rows) {
            KeyValueGroupedDataset<String, Command> groups = rows.groupByKey(Command::key, Encoders.STRING());
            var processor = new CommandProcessor(ttlSeconds);
            if (initial.isEmpty()) {
                return groups.transformWithState(processor, time, output, Encoders.record(Answer.class));
            }
            KeyValueGroupedDataset<String, Command> first = session()
                    .createDataset(initial, Encoders.record(Command.class))
                    .groupByKey(Command::key, Encoders.STRING());
            return groups.transformWithState(
                    processor, time, output, first, Encoders.record(Answer.class), Encoders.record(Command.class));
        }

        private void state(String[] words) {
            DataFrameReader reader = session().read().format("statestore");
            for (int i = 1; i < words.length; i++) {
                String[] option = words[i].split("=");
                reader.option(option[0], option[1]);
            }
            tell(reader.load("c").drop("partition_id"), true);
        }
    }
}
