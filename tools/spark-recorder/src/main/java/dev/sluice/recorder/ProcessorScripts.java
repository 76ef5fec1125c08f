package dev.sluice.recorder;

import dev.sluice.recorder.CommandProcessor.Answer;
import dev.sluice.recorder.CommandProcessor.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.classic.StreamingQuery;
import org.apache.spark.sql.classic.StreamingQueryManager;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.execution.streaming.sources.MemorySink;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.util.ManualClock;
import org.apache.spark.util.SystemClock;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/// Writes Spark's answers into the scripts of `sluice-core/src/test/processors`; what a line means is said in
/// `ProcessorScriptsTest`. Arguments: the files.
public class ProcessorScripts {

    /// A clock that stands still, and tells whether the query waits for it.
    private static final class Clock extends ManualClock {
        private long waiting = -1;

        Clock(long millis) {
            super(millis);
        }

        @Override
        public long waitTillTime(long target) {
            synchronized (this) {
                waiting = getTimeMillis();
            }
            try {
                return super.waitTillTime(target);
            } finally {
                synchronized (this) {
                    waiting = -1;
                }
            }
        }

        synchronized boolean isWaitedFor() {
            return waiting == getTimeMillis();
        }
    }

    private static final String PROVIDER = "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider";

    final SparkSession spark;
    final String checkpoint = Files.createTempDirectory("processors").toString();
    private final Clock clock = new Clock(1_000);
    private final MemoryStream<Command> input;
    private final List<Command> held = new ArrayList<>();
    final List<Command> initial = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    private TimeMode time = TimeMode.None();
    OutputMode output = OutputMode.Append();
    private long ttlSeconds;
    private int commands;
    StreamingQuery query;
    private MemorySink sink;
    private int seen;

    ProcessorScripts(SparkSession spark) throws IOException {
        this.spark = spark;
        input = new MemoryStream<>(1, spark, Option.empty(), Encoders.bean(Command.class));
    }

    /// Says which scripts there are.
    interface Kind {
        ProcessorScripts script(SparkSession spark) throws IOException;
    }

    public static void main(String[] args) throws Exception {
        record(args, ProcessorScripts::new);
    }

    static void record(String[] args, Kind kind) throws Exception {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.streaming.stateStore.providerClass", PROVIDER)
                .getOrCreate();
        for (String file : args) {
            ProcessorScripts script = kind.script(spark);
            for (String line : Files.readAllLines(Path.of(file))) {
                if (!line.startsWith("  ")) script.take(line);
            }
            script.stop();
            Files.write(Path.of(file), script.told);
        }
        System.exit(0); // the threads of a query that ended badly would keep the process
    }

    private void take(String line) throws Exception {
        told.add(line);
        String[] words = line.split(" ");
        switch (words[0]) {
            case "time" ->
                time = words[1].equals("ProcessingTime")
                        ? TimeMode.ProcessingTime()
                        : words[1].equals("EventTime") ? TimeMode.EventTime() : TimeMode.None();
            case "output" -> output = words[1].equals("Update") ? OutputMode.Update() : OutputMode.Append();
            case "ttl" -> ttlSeconds = Long.parseLong(words[1]);
            case "initial" -> initial.add(command(line.substring(8)));
            case ">" -> held.add(command(line.substring(2)));
            case "run" -> tell(() -> run(words.length > 1 ? Long.parseLong(words[1]) : 1_000));
            case "restart" -> stop();
            case "batch" -> tell(this::batch);
            case "state" -> tell(() -> state(words));
            default -> {
                if (!line.isEmpty() && !line.startsWith("#")) say(words);
            }
        }
    }

    /// What only these scripts say.
    void say(String[] words) {
        throw new IllegalArgumentException(String.join(" ", words));
    }

    /// Whether the query looks at the clock.
    boolean ticks() {
        return time == TimeMode.ProcessingTime();
    }

    boolean hasWatermark() {
        return time == TimeMode.EventTime();
    }

    interface Step {
        void run() throws Exception;
    }

    void tell(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            told.add("  error " + cause(e).getMessage().replace("\n", " "));
        }
    }

    private static Throwable cause(Throwable thrown) {
        boolean named = thrown instanceof SparkThrowable known
                && known.getCondition() != null
                && !known.getCondition().equals("STREAM_FAILED");
        return named || thrown.getCause() == null ? thrown : cause(thrown.getCause());
    }

    private Command command(String said) {
        String[] parts = said.split("\\|");
        long second = parts.length > 2 ? Long.parseLong(parts[2].trim()) : 0;
        return new Command(parts[0].trim(), parts[1].trim(), commands++, new Timestamp(1_000 * second));
    }

    private void run(long millis) throws Exception {
        if (!held.isEmpty()) input.addData(CollectionConverters.asScala(held).toSeq());
        held.clear();
        if (query == null) start();
        if (ticks()) {
            await();
            clock.advance(millis);
            await();
        } else {
            query.processAllAvailable();
        }
        List<Row> rows = CollectionConverters.asJava(sink.allData());
        tell(rows.subList(seen, rows.size()));
        seen = rows.size();
    }

    private void start() throws Exception {
        Dataset<Command> rows = input.toDS();
        if (hasWatermark()) rows = rows.withWatermark("at", "10 seconds");
        sink = new MemorySink();
        seen = 0;
        boolean ticks = ticks();
        query = ((StreamingQueryManager) spark.streams())
                .startQuery(
                        Option.empty(),
                        Option.empty(),
                        Option.apply(checkpoint),
                        (org.apache.spark.sql.classic.Dataset<?>)
                                answers(rows).toDF().select("key", "text"),
                        scala.collection.immutable.Map$.MODULE$.empty(),
                        sink,
                        output,
                        false,
                        true,
                        Trigger.ProcessingTime(ticks ? 1_000 : 0),
                        ticks ? clock : new SystemClock(),
                        Option.empty(),
                        Option.empty());
    }

    /// Waits until the query has nothing more to do at this time.
    private void await() throws Exception {
        long end = System.currentTimeMillis() + 60_000;
        while (!clock.isWaitedFor()) {
            if (query.exception().isDefined()) throw query.exception().get();
            if (System.currentTimeMillis() > end) throw new IllegalStateException("it does not end");
            Thread.sleep(5);
        }
    }

    Dataset<Answer> answers(Dataset<Command> rows) {
        KeyValueGroupedDataset<String, Command> groups =
                rows.groupByKey((MapFunction<Command, String>) Command::getKey, Encoders.STRING());
        CommandProcessor processor = new CommandProcessor(ttlSeconds);
        if (initial.isEmpty()) return groups.transformWithState(processor, time, output, Encoders.bean(Answer.class));
        KeyValueGroupedDataset<String, Command> first = spark.createDataset(initial, Encoders.bean(Command.class))
                .groupByKey((MapFunction<Command, String>) Command::getKey, Encoders.STRING());
        return groups.transformWithState(
                processor, time, output, first, Encoders.bean(Answer.class), Encoders.bean(Command.class));
    }

    boolean marksBatches() {
        return false;
    }

    private void batch() {
        Dataset<Command> rows = spark.createDataset(held, Encoders.bean(Command.class));
        if (marksBatches()) rows = rows.withWatermark("at", "10 seconds");
        tell(answers(rows).toDF().select("key", "text").collectAsList());
        held.clear();
    }

    private void tell(List<Row> rows) {
        for (Row row : rows) told.add("  " + row.getString(0) + " | " + row.getString(1));
    }

    private void state(String[] words) {
        DataFrameReader reader = spark.read().format("statestore");
        for (int i = 1; i < words.length; i++) {
            String[] option = words[i].split("=");
            reader = reader.option(option[0], option[1]);
        }
        Dataset<Row> state = reader.load(checkpoint).drop("partition_id");
        told.add("  " + state.schema().toDDL());
        tellSorted(state);
    }

    void tellSorted(Dataset<Row> state) {
        List<String> rows = new ArrayList<>(state.toJSON().collectAsList());
        Collections.sort(rows);
        rows.forEach(row -> told.add("  " + row));
    }

    private void stop() throws Exception {
        if (query != null) query.stop();
        query = null;
    }
}
