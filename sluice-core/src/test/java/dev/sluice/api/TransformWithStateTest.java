package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.function.MapFunction;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.StandingClock;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.ExpiredTimerInfo;
import dev.sluice.stream.ListState;
import dev.sluice.stream.MapState;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.StatefulProcessor;
import dev.sluice.stream.TTLConfig;
import dev.sluice.stream.TimeMode;
import dev.sluice.stream.TimerValues;
import dev.sluice.stream.ValueState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `transformWithState` does besides what `ProcessorScriptsTest` has from Spark. To what is said here of event
/// time Spark 4.2 gave the same answers, but where another is told of (`ProcessorFacts` of the recorder asks it).
class TransformWithStateTest {

    record Event(int id, Instant at) {}

    record Seen(int id, long n, Instant at) {}

    private final StandingClock clock = new StandingClock(1_000);
    private final MemoryStream events = new MemoryStream(SqlParser.tableSchema("id INT, at TIMESTAMP"));
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .machine(clock.machine())
                .storage(new MemoryStorage())
                .parallelism(2)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 2)
                .create();
        session.registerStream("events", events.schema(), events::open);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Dataset<Event> rows() {
        return session.sql("FROM STREAM events").as(Event.class);
    }

    private KeyValueGroupedDataset<Integer, Event> groups(Dataset<Event> rows) {
        return rows.groupByKey((MapFunction<Event, Integer>) Event::id, Encoders.INT());
    }

    private void feed(int... idsAndSeconds) {
        List<List<Object>> fed = new ArrayList<>();
        for (int i = 0; i < idsAndSeconds.length; i += 2) {
            fed.add(List.of(idsAndSeconds[i], idsAndSeconds[i + 1] * 1_000_000L));
        }
        events.add(fed);
    }

    private static List<QueryProgress> untilQuiet(SteppedQuery query) {
        List<QueryProgress> batches = new ArrayList<>();
        for (var done = query.step(); done.isPresent(); done = query.step()) batches.add(done.get());
        return batches;
    }

    private static SteppedQuery start(Dataset<?> result, String mode, List<String> told) {
        return result.toDF()
                .writeStream()
                .outputMode(mode)
                .foreachBatch((batch, _) -> told.addAll(batch.toJSON()))
                .option("checkpointLocation", "c")
                .stepped();
    }

    // ---- event time

    /// Counts the rows of a group, and tells of them when the watermark has passed their minute.
    private static final class Minutes extends StatefulProcessor<Integer, Event, Seen> {
        private final long emittedAgo;
        private MapState<Long, Long> counts;

        /// @param emittedAgoMillis how far the time that is given out lies before the minute's end
        Minutes(long emittedAgoMillis) {
            emittedAgo = emittedAgoMillis;
        }

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            counts = getHandle().getMapState("counts", Encoders.LONG(), Encoders.LONG(), TTLConfig.NONE());
        }

        @Override
        public Iterator<Seen> handleInputRows(Integer id, Iterator<Event> rows, TimerValues times) {
            while (rows.hasNext()) {
                long end = (rows.next().at().toEpochMilli() / 60_000 + 1) * 60_000;
                Long before = counts.getValue(end);
                counts.updateValue(end, before == null ? 1 : before + 1);
                if (before == null) getHandle().registerTimer(end);
            }
            return Collections.emptyIterator();
        }

        @Override
        public Iterator<Seen> handleExpiredTimer(Integer id, TimerValues times, ExpiredTimerInfo timer) {
            long end = timer.getExpiryTimeInMs();
            Long count = counts.getValue(end);
            counts.removeKey(end);
            return List.of(new Seen(id, count, Instant.ofEpochMilli(end - emittedAgo)))
                    .iterator();
        }
    }

    @Test
    void whatAProcessorGivesOutMayBeCountedByItsTime() {
        List<String> told = new ArrayList<>();
        Dataset<Seen> minutes = groups(rows().withWatermark("at", "10 seconds"))
                .transformWithState(new Minutes(-1), "at", OutputMode.APPEND, Encoders.record(Seen.class));
        DataFrame hours = minutes.groupBy(functions.window(functions.col("at"), "2 minutes"))
                .agg(functions.sum("n").as("n"), functions.count("*").as("groups"))
                .selectExpr("unix_seconds(window.end) AS end", "n", "groups");
        try (SteppedQuery query = start(hours, "append", told)) {
            feed(1, 5, 1, 30, 2, 40);
            untilQuiet(query);
            feed(1, 75, 3, 119);
            untilQuiet(query);
            assertEquals(List.of(), told);
            feed(9, 300);
            untilQuiet(query);
            assertEquals(
                    List.of("{\"end\":120,\"n\":3,\"groups\":2}", "{\"end\":240,\"n\":2,\"groups\":2}"),
                    told.stream().sorted().toList());
        }
    }

    @Test
    void rowsThatAreLateAlreadyAreAnErrorOfTheProcessor() {
        Dataset<Seen> minutes = groups(rows().withWatermark("at", "10 seconds"))
                .transformWithState(new Minutes(600_000), "at", OutputMode.APPEND, Encoders.record(Seen.class));
        try (SteppedQuery query = start(minutes, "append", new ArrayList<>())) {
            feed(1, 605, 1, 800);
            untilQuiet(query);
            feed(1, 900);
            SluiceException error = assertThrows(SluiceException.class, () -> untilQuiet(query));
            assertEquals(
                    "[EMITTING_ROWS_OLDER_THAN_WATERMARK_NOT_ALLOWED] Previous node emitted a row with "
                            + "eventTime=240000000 which is older than current_watermark_value=790000 This can lead to "
                            + "correctness issues in the stateful operators downstream in the execution pipeline. Please "
                            + "correct the operator logic to emit rows after current global watermark value. SQLSTATE: "
                            + "42815",
                    error.sentence());
        }
    }

    /// Spark takes a number for the time too, in microseconds, and finds its rows late; it is refused here.
    @Test
    void aTimeColumnNeedsAWatermarkAndMustBeThereAndATime() {
        refused(
                "[CANNOT_ASSIGN_EVENT_TIME_COLUMN_WITHOUT_WATERMARK] Watermark needs to be defined to reassign event time "
                        + "column. Failed to find watermark definition in the streaming query. SQLSTATE: 42611",
                rows(),
                "at");
        refused(
                "[EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE] The event time `n` has the invalid type \"BIGINT\", but expected "
                        + "\"TIMESTAMP\". SQLSTATE: 42K09",
                rows().withWatermark("at", "10 seconds"),
                "n");
        refused(
                "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `when` cannot be "
                        + "resolved. Did you mean one of the following? [`at`, `id`, `n`]. SQLSTATE: 42703",
                rows().withWatermark("at", "10 seconds"),
                "when");
    }

    private void refused(String message, Dataset<Event> rows, String column) {
        SluiceException error = assertThrows(
                SluiceException.class,
                () -> start(
                        groups(rows)
                                .transformWithState(
                                        new Minutes(0), column, OutputMode.APPEND, Encoders.record(Seen.class)),
                        "append",
                        new ArrayList<>()));
        assertEquals(message, error.sentence());
    }

    @Test
    void theInitialStateOfAStreamIsNoStream() {
        Dataset<CommandScript.Command> commands = session.sql("""
                SELECT id::STRING AS key, 'v.get' AS command, id AS n, at FROM STREAM events""").as(CommandScript.Command.class);
        KeyValueGroupedDataset<String, CommandScript.Command> groups =
                commands.groupByKey(CommandScript.Command::key, Encoders.STRING());
        Dataset<CommandScript.Answer> answers = groups.transformWithState(
                new CommandProcessor(0),
                TimeMode.None(),
                OutputMode.APPEND,
                groups,
                Encoders.record(CommandScript.Answer.class),
                Encoders.record(CommandScript.Command.class));
        SluiceException error = assertThrows(SluiceException.class, () -> start(answers, "append", new ArrayList<>()));
        assertTrue(
                error.getMessage().contains("Non-streaming DataFrame/Dataset is not supported as the initial state"));
    }

    // ---- what is shared and what is not

    /// Has fields that a copy of its own keeps apart.
    private static final class Counting extends StatefulProcessor<Integer, Event, Seen> {
        private List<Integer> seen = List.of();
        private ListState<Integer> all;
        private ValueState<Long> count;
        private MapState<Integer, Integer> map;

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            assertEquals(List.of(), seen, "as it was made");
            seen = new ArrayList<>();
            all = getHandle().getListState("all", Encoders.INT(), new TTLConfig(Duration.ofMinutes(1)));
            count = getHandle().getValueState("count", Encoders.LONG(), new TTLConfig(Duration.ofMinutes(1)));
            map = getHandle().getMapState("map", Encoders.INT(), Encoders.INT(), new TTLConfig(Duration.ofMinutes(1)));
        }

        @Override
        public Iterator<Seen> handleInputRows(Integer id, Iterator<Event> rows, TimerValues times) {
            while (rows.hasNext()) {
                rows.next();
                seen.add(id);
                all.appendValue(id);
                map.updateValue(seen.size(), id);
                count.update((long) seen.size());
            }
            return Collections.emptyIterator();
        }
    }

    private SteppedQuery counting() {
        return start(
                groups(rows())
                        .transformWithState(
                                new Counting(),
                                TimeMode.ProcessingTime(),
                                OutputMode.UPDATE,
                                Encoders.record(Seen.class)),
                "update",
                new ArrayList<>());
    }

    /// An hour, of which a minute is remembered.
    @Test
    void stateThatOutlivesItselfDoesNotGrow() {
        Map<Integer, Long> rowsAfter = new TreeMap<>();
        try (SteppedQuery query = counting()) {
            for (int second = 0; second < 3_600; second += 20) {
                int[] fed = new int[100];
                for (int i = 0; i < fed.length; i += 2) fed[i] = 100 * second + i;
                feed(fed);
                clock.advance(20_000);
                QueryProgress last = untilQuiet(query).getLast();
                rowsAfter.put(second, last.stateOperators().getFirst().numRowsTotal());
            }
            // Three feeds are younger than a minute; of each there are a list, a value and an entry for each of 50
            // keys.
            for (int second = 100; second < 3_600; second += 20)
                assertEquals(450, rowsAfter.get(second), "at " + second);
            clock.advance(60_000);
            List<QueryProgress> last = untilQuiet(query);
            assertEquals(1, last.size(), "the clock wakes the query");
            assertEquals(0, last.getFirst().stateOperators().getFirst().numRowsTotal());
            assertEquals(
                    450L,
                    last.getFirst().stateOperators().getFirst().customMetrics().get("numValuesRemovedDueToTTLExpiry"));
        }
    }

    /// An hour of events under a watermark of ten seconds: what a minute's timer has told of is forgotten.
    @Test
    void timersAndWhatTheyWatchDoNotGrow() {
        Dataset<Seen> minutes = groups(rows().withWatermark("at", "10 seconds"))
                .transformWithState(
                        new Minutes(0), TimeMode.EventTime(), OutputMode.APPEND, Encoders.record(Seen.class));
        try (SteppedQuery query = start(minutes, "append", new ArrayList<>())) {
            for (int second = 20; second < 3_600; second += 20) {
                int[] fed = new int[100];
                for (int i = 0; i < fed.length; i += 2) {
                    fed[i] = i;
                    fed[i + 1] = second;
                }
                feed(fed);
                long rows =
                        untilQuiet(query).getLast().stateOperators().getFirst().numRowsTotal();
                assertTrue(rows >= 100 && rows <= 200, rows + " rows at " + second);
            }
        }
    }

    @Test
    void metricsAreThoseOfSpark() {
        try (SteppedQuery query = counting()) {
            feed(1, 0, 2, 0);
            var operator = untilQuiet(query).getFirst().stateOperators().getFirst();
            assertEquals("transformWithStateExec", operator.name());
            var expected = new TreeMap<String, Long>();
            for (String none : List.of(
                    "initialStateProcessingTimeMs",
                    "numDeletedStateVars",
                    "numDeletedTimers",
                    "numExpiredTimers",
                    "numListStateVars",
                    "numMapStateVars",
                    "numRegisteredTimers",
                    "numValueStateVars",
                    "numValuesRemovedDueToTTLExpiry",
                    "timerProcessingTimeMs")) {
                expected.put(none, 0L);
            }
            for (String kind : List.of("List", "Map", "Value")) expected.put("num" + kind + "StateWithTTLVars", 2L);
            assertEquals(expected, new TreeMap<>(operator.customMetrics()), "of both partitions");
        }
    }

    @Test
    void metadataTellsOfTheVariables() {
        try (SteppedQuery query = counting()) {
            feed(1, 0);
            untilQuiet(query);
        }
        assertEquals(
                List.of("{\"operatorId\":0,\"operatorName\":\"transformWithStateExec\",\"stateStoreName\":\"default\","
                        + "\"numPartitions\":2,\"minBatchId\":0,\"maxBatchId\":0,\"operatorProperties\":\""
                        + "{\\\"timeMode\\\":\\\"ProcessingTime\\\",\\\"outputMode\\\":\\\"Update\\\","
                        + "\\\"stateVariables\\\":["
                        + "{\\\"stateName\\\":\\\"$procTimers_keyToTimestamp\\\","
                        + "\\\"stateVariableType\\\":\\\"TimerState\\\",\\\"ttlEnabled\\\":false},"
                        + "{\\\"stateName\\\":\\\"all\\\",\\\"stateVariableType\\\":\\\"ListState\\\","
                        + "\\\"ttlEnabled\\\":true},"
                        + "{\\\"stateName\\\":\\\"count\\\",\\\"stateVariableType\\\":\\\"ValueState\\\","
                        + "\\\"ttlEnabled\\\":true},"
                        + "{\\\"stateName\\\":\\\"map\\\",\\\"stateVariableType\\\":\\\"MapState\\\","
                        + "\\\"ttlEnabled\\\":true}]}\"}"),
                session.read().format("state-metadata").load("c").toJSON());
    }

    @Test
    void changesOfVariablesCanBeRead() {
        try (SteppedQuery query = counting()) {
            feed(1, 0);
            untilQuiet(query);
            clock.advance(60_000);
            untilQuiet(query);
        }
        assertEquals(
                List.of(
                        "{\"batch_id\":0,\"change_type\":\"update\",\"key\":{\"value\":1},\"user_map_key\":{\"value\":1},"
                                + "\"user_map_value\":{\"value\":{\"value\":1},\"ttlExpirationMs\":61000}}",
                        "{\"batch_id\":1,\"change_type\":\"delete\",\"key\":{\"value\":1},\"user_map_key\":{\"value\":1}}"),
                session.read()
                        .format("statestore")
                        .option("stateVarName", "map")
                        .option("readChangeFeed", "true")
                        .option("changeStartBatchId", 0)
                        .load("c")
                        .drop("partition_id")
                        .toJSON());
    }

    @Test
    void queriesAreToldWhoTheyAre() {
        List<String> told = new ArrayList<>();
        var processor = new StatefulProcessor<Integer, Event, String>() {
            @Override
            public void init(OutputMode outputMode, TimeMode timeMode) {}

            @Override
            public Iterator<String> handleInputRows(Integer id, Iterator<Event> rows, TimerValues times) {
                var info = getHandle().getQueryInfo();
                return List.of(info.getBatchId() + " " + info.getQueryId().equals(info.getRunId()))
                        .iterator();
            }
        };
        try (SteppedQuery query = start(
                groups(rows()).transformWithState(processor, TimeMode.None(), OutputMode.APPEND, Encoders.STRING()),
                "append",
                told)) {
            feed(1, 0);
            untilQuiet(query);
            feed(1, 0);
            untilQuiet(query);
        }
        assertEquals(List.of("{\"value\":\"0 false\"}", "{\"value\":\"1 false\"}"), told);
    }
}
