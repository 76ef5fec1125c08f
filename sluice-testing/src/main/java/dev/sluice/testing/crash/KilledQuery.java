package dev.sluice.testing.crash;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataStreamWriter;
import dev.sluice.api.Dataset;
import dev.sluice.api.Encoders;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.api.StreamingQueryListener;
import dev.sluice.stream.GroupState;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// A query that is killed while it writes. Each emits rows `(k STRING, a BIGINT, b BIGINT)`.
///
/// The program that runs one says on its standard output how far it is:
///
/// ```text
/// starting     the program is here
/// running      the query is open
/// batch 7      micro-batch 7 is committed
/// ```
public enum KilledQuery {

    /// How often each word has come: the counts that have changed, in update mode.
    WORDS("update"),
    /// The same by a function with a state of its own, which can be added to what is there.
    REMEMBERED_WORDS("append"),
    /// How often each word comes in ten seconds.
    WINDOWS("append"),
    /// Words of two streams that come within five seconds.
    JOIN("append");

    static final String STARTING = "starting";
    static final String RUNNING = "running";
    static final String BATCH = "batch ";
    static final String CHECKPOINT = "checkpoint";

    private static final String EVENTS = "SELECT split(value, ',')[0] AS k,"
            + " timestamp_seconds(CAST(split(value, ',')[1] AS BIGINT)) AS at FROM STREAM ";

    private final String outputMode;

    KilledQuery(String outputMode) {
        this.outputMode = outputMode;
    }

    record Event(String k, long second) {}

    record Seen(long count, long second) {}

    record Counted(String k, long a, long b) {}

    /// Runs a query to the end of its input: for the `main` of a program that [SinkKills] starts.
    ///
    /// @param args the program's: the directory, the query's name, the number of state partitions, and what
    ///     [KilledOutput#arguments()] says
    /// @param output writes the rows as a stream: sets format and options
    public static void run(String[] args, Function<Dataset<Row>, DataStreamWriter<Row>> output) {
        say(STARTING);
        Path directory = Path.of(args[0]);
        KilledQuery query = valueOf(args[1]);
        try (Session session = Session.builder()
                .config("spark.sql.shuffle.partitions", args[2])
                .config("spark.sql.streaming.minBatchesToRetain", 1)
                .config("sluice.checkpoint.historySeconds", 0)
                .config("sluice.checkpoint.segmentBytes", 20_000)
                .config("sluice.checkpoint.snapshotBytes", 20_000)
                .config("sluice.checkpoint.snapshotShareRows", 20)
                .config("sluice.checkpoint.snapshotSharePercent", 20)
                .create()) {
            session.streams().addListener(new Progress());
            StreamingQuery running = output.apply(query.rows(session, directory))
                    .outputMode(query.outputMode)
                    .option("checkpointLocation", directory.resolve(CHECKPOINT).toString())
                    .trigger(Trigger.AvailableNow())
                    .start();
            say(RUNNING);
            running.awaitTermination();
        }
    }

    /// Whether a program has said this of its query, and not somebody else.
    static boolean says(String line) {
        return line.equals(STARTING) || line.equals(RUNNING) || line.startsWith(BATCH);
    }

    /// What each micro-batch emits.
    List<List<String>> expected(EventFiles input) {
        return switch (this) {
            case WORDS -> {
                List<List<String>> batches = new ArrayList<>(input.words());
                batches.add(List.of()); // the watermark has moved, and counts might have waited for it
                yield batches;
            }
            case REMEMBERED_WORDS -> input.words();
            case WINDOWS -> input.windows();
            case JOIN -> input.join();
        };
    }

    private DataFrame rows(Session session, Path directory) {
        events(session, directory, EventFiles.LEFT);
        return switch (this) {
            case WORDS ->
                session.sql("SELECT k, count(*) AS a, max(unix_seconds(at)) AS b FROM STREAM left GROUP BY k");
            case REMEMBERED_WORDS ->
                session.sql("SELECT k, unix_seconds(at) AS second FROM STREAM left")
                        .as(Event.class)
                        .groupByKey(Event::k, Encoders.STRING())
                        .flatMapGroupsWithState(
                                KilledQuery::count,
                                OutputMode.APPEND,
                                Encoders.record(Seen.class),
                                Encoders.record(Counted.class),
                                GroupStateTimeout.NO_TIMEOUT)
                        .toDF();
            case WINDOWS ->
                session.sql("SELECT k, unix_seconds(window.start) AS a, count(*) AS b FROM STREAM left"
                        + " GROUP BY window(at, '10 seconds'), k");
            case JOIN -> {
                events(session, directory, EventFiles.RIGHT);
                yield session.sql("SELECT left.k, unix_seconds(left.at) AS a, unix_seconds(right.at) AS b"
                        + " FROM STREAM left JOIN STREAM right ON left.k = right.k"
                        + " AND right.at >= left.at AND right.at <= left.at + INTERVAL 5 SECONDS");
            }
        };
    }

    private static void events(Session session, Path directory, String input) {
        session.readStream()
                .option("maxFilesPerTrigger", 1)
                .text(directory.resolve(input).toString())
                .createOrReplaceTempView(input + "_lines");
        session.sql(EVENTS + input + "_lines").withWatermark("at", "0 seconds").createOrReplaceTempView(input);
    }

    private static Iterator<Counted> count(String key, Iterator<Event> events, GroupState<Seen> state) {
        Seen seen = state.getOption().orElse(new Seen(0, 0));
        while (events.hasNext()) {
            seen = new Seen(seen.count + 1, Math.max(seen.second, events.next().second));
        }
        state.update(seen);
        return List.of(new Counted(key, seen.count, seen.second)).iterator();
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static final class Progress extends StreamingQueryListener {
        @Override
        public void onQueryStarted(QueryStartedEvent event) {}

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            say(BATCH + event.progress().batchId());
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {}
    }
}
