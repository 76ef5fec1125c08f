package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.CommandGroups.Answer;
import dev.sluice.api.CommandGroups.Command;
import dev.sluice.api.CommandGroups.Held;
import dev.sluice.api.function.FlatMapGroupsWithStateFunction;
import dev.sluice.api.function.MapGroupsWithStateFunction;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the scripts of `src/test/groups`: what `mapGroupsWithState` and `flatMapGroupsWithState` give, as Spark 4.2
/// gave it.
///
/// ```text
/// timeout EventTimeTimeout   the timeouts
/// output Update              the output mode
/// watermark                  the rows have a watermark, ten seconds back
/// single                     mapGroupsWithState
/// then again                 a second one stands above the first
/// initial key | n            what a group begins with
/// > key | commands [| s]     a row, with the second of its event
/// run [ms]                   lets the clock go on, gives the rows to the query, and runs it until it is quiet
/// state, metadata, progress  what is kept, and what is told of it
/// restart                    stops the query, and starts it again
/// batch                      gives the rows to a batch query
/// ```
///
/// Each script is also run with a restart before every step, and with other numbers of partitions.
class GroupStateScriptsTest {

    private static final Path SCRIPTS = Path.of("src/test/groups");
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
            assertEquals(String.join("\n", sorted(lines)), String.join("\n", sorted(run.told)));
        }
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
            step.sort(Comparator.comparing(answer -> answer.split("\\|")[0]));
            all.addAll(step);
            step.clear();
            all.add(line);
        }
        step.sort(Comparator.comparing(answer -> answer.split("\\|")[0]));
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
        private GroupStateTimeout timeout = GroupStateTimeout.NO_TIMEOUT;
        private OutputMode output = OutputMode.APPEND;
        private boolean single;
        private boolean watermark;
        private boolean again;
        private int commands;
        private int starts;
        private boolean begun;
        private Session session = session();
        private @Nullable SteppedQuery query;
        private @Nullable QueryProgress progress;

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
                case "timeout" ->
                    timeout = GroupStateTimeout.valueOf(
                            words[1].replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT));
                case "output" -> output = OutputMode.named(words[1]).orElseThrow();
                case "single" -> single = true;
                case "watermark" -> watermark = true;
                case "then" -> again = true;
                case "initial" -> initial.add(command(line.substring(8)));
                case ">" -> held.add(command(line.substring(2)));
                case "run" -> tell(() -> run(words.length > 1 ? Integer.parseInt(words[1]) : 1_000));
                case "restart" -> {
                    stop();
                    begun = false; // Spark's first micro-batch of a run does not wait for the clock
                }
                case "state" -> tell(() -> table("statestore"));
                case "metadata" -> tell(() -> table("state-metadata"));
                case "progress" -> tell(this::progress);
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
                    .map(each -> List.<Object>of(
                            each.key(), each.command(), each.n(), each.at().getEpochSecond() * 1_000_000L))
                    .toList());
            held.clear();
            answers.clear();
            boolean ticks = timeout == GroupStateTimeout.PROCESSING_TIME_TIMEOUT;
            if (ticks && !begun) untilQuiet();
            begun = true;
            if (ticks) clock.millis += millis;
            untilQuiet();
            answers.forEach(answer -> told.add("  " + answer.key() + " | " + answer.text()));
        }

        private void untilQuiet() {
            SteppedQuery running = query == null ? start() : query;
            query = running;
            for (Optional<QueryProgress> done = running.step(); done.isPresent(); done = running.step()) {
                progress = done.get();
            }
        }

        private SteppedQuery start() {
            if (starts++ > 0) {
                session.close();
                session = session();
            }
            Dataset<Command> rows = session.sql("FROM STREAM commands").as(Command.class);
            boolean timed = watermark || timeout == GroupStateTimeout.EVENT_TIME_TIMEOUT;
            return answers(timed ? rows.withWatermark("at", "10 seconds") : rows)
                    .writeStream()
                    .outputMode(output.word())
                    .foreachBatch((batch, _) -> answers.addAll(batch.collectAsList()))
                    .option("checkpointLocation", "c")
                    .stepped();
        }

        private Dataset<Answer> answers(Dataset<Command> rows) {
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
            return session.createDataset(initial, Encoders.record(Command.class))
                    .groupByKey(Command::key, Encoders.STRING())
                    .mapValues(each -> new Held(null, Long.valueOf(each.command())), Encoders.record(Held.class));
        }

        private void batch() {
            Dataset<Command> rows = session.createDataset(held, Encoders.record(Command.class));
            answers(watermark ? rows.withWatermark("at", "10 seconds") : rows)
                    .collectAsList()
                    .forEach(answer -> told.add("  " + answer.key() + " | " + answer.text()));
            held.clear();
        }

        private void table(String format) {
            // How many partitions there are is the way's.
            DataFrame rows = session.read().format(format).load("c").drop("numPartitions");
            if (format.equals("statestore")) {
                rows = rows.drop("partition_id");
                told.add("  " + rows.schema().toDdl());
            }
            rows.toJSON().stream().sorted().forEach(row -> told.add("  " + row));
        }

        private void progress() {
            if (progress == null) throw new IllegalStateException("nothing ran");
            QueryProgress.StateOperator first = progress.stateOperators().getFirst();
            told.add("  " + first.name() + " total " + first.numRowsTotal() + " updated "
                    + first.numRowsUpdated() + " removed " + first.numRowsRemoved() + " late "
                    + first.numRowsDroppedByWatermark());
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
