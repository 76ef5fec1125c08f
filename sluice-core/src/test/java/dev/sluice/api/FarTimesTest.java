package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.api.function.MapGroupsWithStateFunction;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.GroupState;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.StatefulProcessor;
import dev.sluice.stream.TTLConfig;
import dev.sluice.stream.TimeMode;
import dev.sluice.stream.TimerValues;
import dev.sluice.stream.ValueState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Timeouts, lives and events at the end of time, and beyond what microseconds say: nothing is due that is not.
class FarTimesTest {

    record Event(int id, Instant at) {}

    private final MemoryStream events = new MemoryStream(SqlParser.tableSchema("id INT, at TIMESTAMP"));
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 1)
                .create();
        session.registerStream("events", events.schema(), events::open);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Dataset<Event> events() {
        return session.sql("FROM STREAM events").as(Event.class);
    }

    /// What each event makes the query emit; an event is a micro-batch.
    private List<String> run(Dataset<?> query, String mode, long... timesMicros) {
        List<String> emitted = new ArrayList<>();
        try (SteppedQuery running = query.toDF()
                .writeStream()
                .outputMode(mode)
                .foreachBatch((batch, _) -> batch.collectAsList()
                        .forEach(row -> emitted.add(row.get(0).toString())))
                .option("checkpointLocation", "c")
                .stepped()) {
            for (long time : timesMicros) {
                events.add(List.of(Arrays.asList(1, (Object) time)));
                while (running.step().isPresent()) {}
            }
        }
        return emitted;
    }

    private List<String> counted(GroupStateTimeout timeouts, Consumer<GroupState<Integer>> setting) {
        MapGroupsWithStateFunction<Integer, Event, Integer, String> counting = (key, rows, state) -> {
            int count = (state.exists() ? state.get() : 0) + 1;
            state.update(count);
            setting.accept(state);
            return (state.hasTimedOut() ? "over " : "") + count;
        };
        return run(
                events().withWatermark("at", "0 seconds")
                        .groupByKey(Event::id, Encoders.INT())
                        .mapGroupsWithState(counting, Encoders.INT(), Encoders.STRING(), timeouts),
                "update",
                1_000_000,
                2_000_000);
    }

    @Test
    void aTimeoutAtTheEndOfTimeNeverComes() {
        var inEventTime = GroupStateTimeout.EventTimeTimeout();
        assertEquals(List.of("1", "2"), counted(inEventTime, state -> state.setTimeoutTimestamp(Long.MAX_VALUE)));
    }

    @Test
    void aTimeoutAtTheLastInstantNeverComes() {
        var inEventTime = GroupStateTimeout.EventTimeTimeout();
        assertEquals(List.of("1", "2"), counted(inEventTime, state -> state.setTimeoutTimestamp(Instant.MAX)));
    }

    @Test
    void aTimeoutThatIsPushedBeyondTheEndOfTimeNeverComes() {
        var inEventTime = GroupStateTimeout.EventTimeTimeout();
        assertEquals(
                List.of("1", "2"),
                counted(inEventTime, state -> state.setTimeoutTimestamp(Long.MAX_VALUE, "10 seconds")));
    }

    @Test
    void aTimeoutAfterTheLongestTimeNeverComes() {
        var inProcessingTime = GroupStateTimeout.ProcessingTimeTimeout();
        assertEquals(List.of("1", "2"), counted(inProcessingTime, state -> state.setTimeoutDuration(Long.MAX_VALUE)));
    }

    /// Counts its rows in a value that lives so long.
    private static final class Counting extends StatefulProcessor<Integer, Event, String> {
        private final Duration life;
        private ValueState<Long> count;

        Counting(Duration life) {
            this.life = life;
        }

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            count = getHandle().getValueState("count", Encoders.LONG(), new TTLConfig(life));
        }

        @Override
        public Iterator<String> handleInputRows(Integer key, Iterator<Event> rows, TimerValues times) {
            count.update((count.exists() ? count.get() : 0) + 1);
            return List.of(count.get().toString()).iterator();
        }
    }

    private List<String> countedFor(Duration life) {
        return run(
                events().groupByKey(Event::id, Encoders.INT())
                        .transformWithState(
                                new Counting(life), TimeMode.ProcessingTime(), OutputMode.UPDATE, Encoders.STRING()),
                "update",
                0,
                0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2640000000H", "PT9223372036854776S", "PT2305843009213693951S", "PT9223372036854775807S"})
    void aLongLifeIsNotShort(String life) {
        assertEquals(List.of("1", "2"), countedFor(Duration.parse(life)));
    }

    @Test
    void aLifeOfLessThanAMillisecondIsNone() {
        var error = assertThrows(SluiceException.class, () -> countedFor(Duration.ofNanos(999_999)));
        assertEquals(ErrorCondition.STATEFUL_PROCESSOR_TTL_DURATION_MUST_BE_POSITIVE, error.condition());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 4_000_000})
    void aDuplicateAtTheEndOfTimeIsOne(long last) {
        assertEquals(
                List.of("1"),
                run(
                        events().withWatermark("at", "5 seconds").dropDuplicatesWithinWatermark("id"),
                        "append",
                        last,
                        last));
    }

    /// Sets timers as far away as there are any, and tells which of them it has.
    private static final class Timing extends StatefulProcessor<Integer, Event, String> {
        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {}

        @Override
        public Iterator<String> handleInputRows(Integer key, Iterator<Event> rows, TimerValues times) {
            getHandle().registerTimer(Long.MAX_VALUE);
            getHandle().registerTimer(Long.MAX_VALUE / 1_000);
            return Collections.emptyIterator();
        }

        @Override
        public Iterator<String> handleExpiredTimer(
                Integer key, TimerValues times, dev.sluice.stream.ExpiredTimerInfo timer) {
            return List.of("" + timer.getExpiryTimeInMs()).iterator();
        }
    }

    @Test
    void aTimerAtTheEndOfTimeNeverFires() {
        assertEquals(
                List.of(),
                run(
                        events().withWatermark("at", "1 second")
                                .groupByKey(Event::id, Encoders.INT())
                                .transformWithState(
                                        new Timing(), TimeMode.EventTime(), OutputMode.APPEND, Encoders.STRING()),
                        "append",
                        1_000_000,
                        9_000_000));
    }
}
