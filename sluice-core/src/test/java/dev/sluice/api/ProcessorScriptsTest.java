package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.CommandProcessor.Answer;
import dev.sluice.api.CommandProcessor.Command;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.TimeMode;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the scripts of `src/test/processors`: what `transformWithState` gives, as Spark 4.2 gave it.
///
/// ```text
/// time ProcessingTime        the time mode
/// output Update              the output mode
/// ttl 10                     how long, in seconds, some of the variables keep values
/// initial key | commands     what a group begins with
/// > key | commands [| s]     a row, with the second of its event
/// run [ms]                   lets the clock go on, gives the rows to the query, and runs it until it is quiet
/// state option=value         reads the state
/// restart                    stops the query, and starts it again
/// batch                      gives the rows to a batch query
/// ```
///
/// Each script is also run with a restart before every step, and with other numbers of partitions.
class ProcessorScriptsTest {

    private static final Path SCRIPTS = Path.of("src/test/processors");
    private static final DataType.Struct COLUMNS =
            SqlParser.tableSchema("key STRING, command STRING, n INT, at TIMESTAMP");

    private enum Way {
        PLAIN,
        RESTARTED,
        ONE_PARTITION,
        MORE_PARTITIONS_EACH_TIME
    }

    @TestFactory
    Stream<DynamicTest> scripts() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(SCRIPTS)) {
            files = all.sorted().toList();
        }
        return files.stream()
                .flatMap(file -> Stream.of(Way.values())
                        .map(way -> DynamicTest.dynamicTest(file.getFileName() + " " + way, () -> check(file, way))));
    }

    private static void check(Path file, Way way) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try (var run = new Run(way)) {
            for (String line : lines) {
                if (!line.startsWith("  ")) run.take(line);
            }
            List<String> expected = sorted(lines);
            List<String> actual = sorted(run.told);
            int same = 0;
            while (same < Math.min(expected.size(), actual.size())
                    && expected.get(same).equals(actual.get(same))) same++;
            assertEquals(from(expected, same), from(actual, same), "from line " + (same + 1));
        }
    }

    private static String from(List<String> lines, int place) {
        return String.join("\n", lines.subList(place, Math.min(lines.size(), place + 8)));
    }

    /// The answers of a step, by groups: the order of groups is nobody's promise.
    private static List<String> sorted(List<String> lines) {
        List<String> all = new ArrayList<>();
        List<String> step = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("  ")) {
                step.add(line);
                continue;
            }
            step.sort(java.util.Comparator.comparing(answer -> answer.split("\\|")[0]));
            all.addAll(step);
            step.clear();
            all.add(line);
        }
        all.addAll(step);
        return all;
    }

    /// A clock that stands still until it is told to go on.
    private static final class Ticking extends Clock {
        private long millis = 1_000;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    }

    private static final class Run implements AutoCloseable {
        private final Way way;
        private final List<String> told = new ArrayList<>();
        private final Ticking clock = new Ticking();
        private final MemoryStream input = new MemoryStream(COLUMNS);
        private final MemoryStorage storage = new MemoryStorage();
        private final List<Command> held = new ArrayList<>();
        private final List<Command> initial = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private TimeMode time = TimeMode.NONE;
        private OutputMode output = OutputMode.APPEND;
        private int ttlSeconds;
        private int commands;
        private int starts;
        private boolean begun;
        private Session session = session();
        private SteppedQuery query;

        Run(Way way) {
            this.way = way;
        }

        private Session session() {
            int partitions = way == Way.ONE_PARTITION ? 1 : way == Way.MORE_PARTITIONS_EACH_TIME ? 2 + starts : 2;
            Session opened = Session.builder()
                    .machine(new Machine(clock, Thread.ofPlatform().daemon().factory(), new SplittableRandom(1)))
                    .storage(storage)
                    .parallelism(2)
                    .config("spark.sql.session.timeZone", "UTC")
                    .config("spark.sql.shuffle.partitions", partitions)
                    .create();
            opened.registerStream("commands", COLUMNS, input::open);
            return opened;
        }

        void take(String line) {
            told.add(line);
            String[] words = line.split(" ");
            switch (words[0]) {
                case "time" ->
                    time = TimeMode.valueOf(
                            words[1].replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT));
                case "output" -> output = OutputMode.named(words[1]).orElseThrow();
                case "ttl" -> ttlSeconds = Integer.parseInt(words[1]);
                case "initial" -> initial.add(command(line.substring(8)));
                case ">" -> held.add(command(line.substring(2)));
                case "run" -> tell(() -> run(words.length > 1 ? Integer.parseInt(words[1]) : 1_000));
                case "restart" -> {
                    stop();
                    begun = false; // Spark's first micro-batch of a run does not wait for the clock
                }
                case "state" -> tell(() -> state(words));
                case "batch" -> tell(this::batch);
                default -> {
                    if (!line.isEmpty() && !line.startsWith("#")) throw new IllegalArgumentException(line);
                }
            }
        }

        private Command command(String said) {
            String[] parts = said.split("\\|");
            long second = parts.length > 2 ? Long.parseLong(parts[2].strip()) : 0;
            return new Command(parts[0].strip(), parts[1].strip(), commands++, Instant.ofEpochSecond(second));
        }

        private void tell(Runnable step) {
            try {
                step.run();
            } catch (SluiceException e) {
                told.add("  error " + e.sentence());
            }
        }

        private void run(int millis) {
            if (way == Way.RESTARTED || way == Way.MORE_PARTITIONS_EACH_TIME) stop();
            input.add(held.stream()
                    .map(each -> List.of(
                            each.key(), each.command(), each.n(), each.at().getEpochSecond() * 1_000_000L))
                    .toList());
            held.clear();
            answers.clear();
            boolean ticks = time == TimeMode.PROCESSING_TIME;
            if (ticks && !begun) untilQuiet();
            begun = true;
            if (ticks) clock.millis += millis;
            untilQuiet();
            answers.forEach(answer -> told.add("  " + answer.key() + " | " + answer.text()));
        }

        private void untilQuiet() {
            if (query == null) start();
            while (query.step().isPresent()) {}
        }

        private void start() {
            if (starts++ > 0) {
                session.close();
                session = session();
            }
            Dataset<Command> rows = session.sql("FROM STREAM commands").as(Command.class);
            if (time == TimeMode.EVENT_TIME) rows = rows.withWatermark("at", "10 seconds");
            query = answers(rows)
                    .writeStream()
                    .outputMode(output.word())
                    .foreachBatch((batch, _) -> answers.addAll(batch.collectAsList()))
                    .option("checkpointLocation", "c")
                    .stepped();
        }

        private Dataset<Answer> answers(Dataset<Command> rows) {
            KeyValueGroupedDataset<String, Command> groups = rows.groupByKey(Command::key, Encoders.STRING());
            var processor = new CommandProcessor(ttlSeconds);
            if (initial.isEmpty()) {
                return groups.transformWithState(processor, time, output, Encoders.record(Answer.class));
            }
            KeyValueGroupedDataset<String, Command> first = session.createDataset(
                            initial, Encoders.record(Command.class))
                    .groupByKey(Command::key, Encoders.STRING());
            return groups.transformWithState(
                    processor, time, output, first, Encoders.record(Answer.class), Encoders.record(Command.class));
        }

        private void batch() {
            Dataset<Command> rows = session.createDataset(held, Encoders.record(Command.class));
            answers(rows).collectAsList().forEach(answer -> told.add("  " + answer.key() + " | " + answer.text()));
            held.clear();
        }

        private void state(String[] words) {
            DataFrameReader reader = session.read().format("statestore");
            for (int i = 1; i < words.length; i++) {
                String[] option = words[i].split("=");
                reader.option(option[0], option[1]);
            }
            DataFrame state = reader.load("c").drop("partition_id");
            told.add("  " + state.schema().toDdl());
            state.toJSON().stream().sorted().forEach(row -> told.add("  " + row));
        }

        private void stop() {
            if (query != null) query.close();
            query = null;
        }

        @Override
        public void close() {
            stop();
            session.close();
        }
    }
}
