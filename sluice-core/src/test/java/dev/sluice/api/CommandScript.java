package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.StandingClock;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.OutputMode;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/// A run of a script whose rows say what a program's code does with its state, and the answers that Spark 4.2 gave.
///
/// ```text
/// output Update              the output mode
/// initial key | commands     what a group begins with
/// > key | commands [| s]     a row, with the second of its event
/// run [ms]                   lets the clock go on, gives the rows to the query, and runs it until it is quiet
/// restart                    stops the query, and starts it again
/// batch                      gives the rows to a batch query
///   key | answer             what came of the line above, indented
/// ```
///
/// The classes below it know more lines. Each script is also run with a restart before every step, and with other
/// numbers of partitions.
abstract class CommandScript implements AutoCloseable {

    /// @param n counts the commands, so that each group does them in their order
    record Command(String key, String command, int n, Instant at) {}

    record Answer(String key, String text) {}

    enum Way {
        PLAIN,
        RESTARTED,
        ONE_PARTITION,
        MORE_PARTITIONS_EACH_TIME
    }

    private static final DataType.Struct COLUMNS =
            SqlParser.tableSchema("key STRING, command STRING, n INT, at TIMESTAMP");

    final List<Command> initial = new ArrayList<>();
    OutputMode output = OutputMode.APPEND;

    @Nullable
    QueryProgress progress;

    private final Way way;
    private final List<String> told = new ArrayList<>();
    private final StandingClock clock = new StandingClock(1_000);
    private final MemoryStream input = new MemoryStream(COLUMNS);
    private final MemoryStorage storage = new MemoryStorage();
    private final List<Command> held = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private int commands;
    private int starts;
    private boolean begun;
    private Session session;
    private @Nullable SteppedQuery query;

    CommandScript(Way way) {
        this.way = way;
        session = openSession();
    }

    /// Does what a line says that is not known here.
    abstract void takeOther(String line, String[] words);

    /// Whether the query waits for the clock.
    abstract boolean ticks();

    /// Whether the rows have a watermark.
    abstract boolean hasWatermark(boolean streaming);

    /// What is made of the rows.
    abstract Dataset<Answer> answers(Dataset<Command> rows);

    // ---- scripts

    static Stream<DynamicTest> tests(Path directory, Function<Way, CommandScript> opened) {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream()
                .flatMap(file -> Stream.of(Way.values())
                        .map(way -> DynamicTest.dynamicTest(
                                file.getFileName() + " " + way,
                                () -> check(Files.readAllLines(file), opened.apply(way)))));
    }

    private static void check(List<String> lines, CommandScript opened) {
        try (CommandScript script = opened) {
            for (String line : lines) {
                if (!line.startsWith("  ")) script.take(line);
            }
            List<String> expected = sorted(lines);
            List<String> actual = sorted(script.told);
            int same = 0;
            while (same < Math.min(expected.size(), actual.size())
                    && expected.get(same).equals(actual.get(same))) same++;
            assertEquals(from(expected, same), from(actual, same), "from line " + (same + 1));
        }
    }

    /// The answers of a step, by groups: the order of groups is nobody's promise.
    private static List<String> sorted(List<String> lines) {
        List<String> all = new ArrayList<>();
        List<String> step = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith("  ")) {
                flush(step, all);
                all.add(line);
            } else {
                step.add(line);
            }
        }
        flush(step, all);
        return all;
    }

    private static void flush(List<String> step, List<String> all) {
        step.sort(Comparator.comparing(answer -> answer.split("\\|")[0]));
        all.addAll(step);
        step.clear();
    }

    private static String from(List<String> lines, int place) {
        return String.join("\n", lines.subList(place, Math.min(lines.size(), place + 8)));
    }

    // ---- lines

    private void take(String line) {
        told.add(line);
        String[] words = line.split(" ");
        switch (words[0]) {
            case "output" -> output = OutputMode.named(words[1]).orElseThrow();
            case "initial" -> initial.add(command(line.substring(8)));
            case ">" -> held.add(command(line.substring(2)));
            case "run" -> tell(() -> run(words.length > 1 ? Integer.parseInt(words[1]) : 1_000));
            case "restart" -> {
                stop();
                begun = false; // Spark's first micro-batch of a run does not wait for the clock
            }
            case "batch" -> tell(this::batch);
            default -> {
                if (!line.isEmpty() && !line.startsWith("#")) takeOther(line, words);
            }
        }
    }

    private Command command(String said) {
        String[] parts = said.split("\\|");
        long second = parts.length > 2 ? Long.parseLong(parts[2].strip()) : 0;
        return new Command(parts[0].strip(), parts[1].strip(), commands++, Instant.ofEpochSecond(second));
    }

    /// The constant that Spark writes so.
    static <E extends Enum<E>> E constant(Class<E> type, String sparks) {
        return Enum.valueOf(type, sparks.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT));
    }

    // ---- answers

    final void tell(Runnable step) {
        try {
            step.run();
        } catch (SluiceException e) {
            tell("error " + e.sentence());
        }
    }

    final void tell(String answer) {
        told.add("  " + answer);
    }

    private void tell(List<Answer> some) {
        some.forEach(answer -> tell(answer.key() + " | " + answer.text()));
    }

    /// The rows of a table, and its columns if asked.
    final void tell(DataFrame table, boolean withColumns) {
        if (withColumns) tell(table.schema().toDdl());
        table.toJSON().stream().sorted().forEach(this::tell);
    }

    // ---- queries

    final Session session() {
        return session;
    }

    private Session openSession() {
        int partitions = way == Way.ONE_PARTITION ? 1 : way == Way.MORE_PARTITIONS_EACH_TIME ? 2 + starts : 2;
        Session opened = Session.builder()
                .machine(clock.machine())
                .storage(storage)
                .parallelism(2)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", partitions)
                .create();
        opened.registerStream("commands", COLUMNS, input::open);
        return opened;
    }

    private void run(int millis) {
        if (way == Way.RESTARTED || way == Way.MORE_PARTITIONS_EACH_TIME) stop();
        input.add(held.stream()
                .map(each -> List.<Object>of(
                        each.key(), each.command(), each.n(), each.at().getEpochSecond() * 1_000_000L))
                .toList());
        held.clear();
        answers.clear();
        if (ticks() && !begun) untilQuiet();
        begun = true;
        if (ticks()) clock.advance(millis);
        untilQuiet();
        tell(answers);
    }

    private void untilQuiet() {
        SteppedQuery running = query == null ? start() : query;
        query = running;
        for (var done = running.step(); done.isPresent(); done = running.step()) progress = done.get();
    }

    private SteppedQuery start() {
        if (starts++ > 0) {
            session.close();
            session = openSession();
        }
        Dataset<Command> rows = session.sql("FROM STREAM commands").as(Command.class);
        return answers(hasWatermark(true) ? rows.withWatermark("at", "10 seconds") : rows)
                .writeStream()
                .outputMode(output.word())
                .foreachBatch((batch, _) -> answers.addAll(batch.collectAsList()))
                .option("checkpointLocation", "c")
                .stepped();
    }

    private void batch() {
        Dataset<Command> rows = session.createDataset(held, Encoders.record(Command.class));
        tell(answers(hasWatermark(false) ? rows.withWatermark("at", "10 seconds") : rows)
                .collectAsList());
        held.clear();
    }

    private void stop() {
        if (query != null) query.close();
        query = null;
    }

    @Override
    public final void close() {
        stop();
        session.close();
    }
}
