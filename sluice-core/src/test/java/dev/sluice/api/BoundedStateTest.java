package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.progress.QueryProgress.StateOperator;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.GroupState;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// An hour of steady load, of which each operator under a watermark remembers a few minutes: as much at the end as at
/// the beginning.
class BoundedStateTest {

    private static final int SECONDS = 3_600;
    private static final int SECONDS_PER_FEED = 20;

    private record Case(String name, String mode, UnaryOperator<DataFrame> query) {}

    /// Every stateful operator that forgets, by the time of events.
    private static final List<Case> CASES = List.of(
            new Case(
                    "groups by time, append",
                    "append",
                    rows -> rows.groupBy("at", "id").count()),
            new Case(
                    "groups by time, update",
                    "update",
                    rows -> rows.groupBy("at", "id").count()),
            new Case(
                    "groups of groups, append",
                    "append",
                    rows -> rows.groupBy("at", "id").count().groupBy("at").count()),
            new Case("duplicates by time", "append", rows -> rows.dropDuplicates("id", "at")),
            new Case(
                    "duplicates within the watermark",
                    "append",
                    rows -> rows.dropDuplicatesWithinWatermark("id", "name")),
            new Case(
                    "a join on time",
                    "append",
                    rows -> rows.select("id", "name", "at")
                            .alias("a")
                            .join(
                                    rows.select("id", "at").alias("b"),
                                    functions.expr("a.id = b.id AND a.at = b.at"),
                                    "inner")
                            .selectExpr("a.name")),
            new Case(
                    "a left join on a range of time",
                    "append",
                    rows -> rows.select("id", "name", "at")
                            .alias("a")
                            .join(
                                    rows.select("id", "at").alias("b"),
                                    functions.expr(
                                            "a.id = b.id AND b.at >= a.at AND b.at <= a.at + INTERVAL 10 SECONDS"),
                                    "left")
                            .selectExpr("a.name")),
            new Case(
                    "sessions",
                    "append",
                    rows -> rows.groupBy(
                                    functions.col("id"),
                                    functions.col("name"),
                                    functions.session_window(functions.col("at"), "1 second"))
                            .count()),
            new Case(
                    "groups without duplicates, update",
                    "update",
                    rows -> rows.dropDuplicates("id", "at").groupBy("at").count()),
            new Case(
                    "groups that are remembered until they time out",
                    "append",
                    rows -> rows.as(Event.class)
                            .groupByKey(Event::name, Encoders.STRING())
                            .flatMapGroupsWithState(
                                    BoundedStateTest::lasting,
                                    OutputMode.APPEND,
                                    Encoders.LONG(),
                                    Encoders.LONG(),
                                    GroupStateTimeout.EVENT_TIME_TIMEOUT)
                            .toDF()));

    record Event(int id, String name, Instant at) {}

    /// Counts the events of a name until there was none for a while.
    private static Iterator<Long> lasting(String name, Iterator<Event> events, GroupState<Long> state) {
        if (state.hasTimedOut()) {
            long count = state.get();
            state.remove();
            return List.of(count).iterator();
        }
        long count = state.getOption().orElse(0L);
        long last = state.getCurrentWatermarkMs();
        while (events.hasNext()) {
            last = Math.max(last, events.next().at().toEpochMilli());
            count++;
        }
        state.update(count);
        state.setTimeoutTimestamp(last, "10 seconds");
        return Collections.emptyIterator();
    }

    @TestFactory
    Stream<DynamicTest> stateDoesNotGrowInAnHour() {
        return CASES.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
    }

    /// State rows after each feed, summed over the operators, and the bytes they take.
    private record Size(long rows, long bytes) {}

    private static void check(Case each) {
        List<Size> sizes = run(each);
        int third = sizes.size() / 3;
        long early = largest(sizes.subList(third / 2, third)).rows();
        long late = largest(sizes.subList(2 * third, sizes.size())).rows();
        assertTrue(early > 100, "so few rows say nothing: " + early);
        assertTrue(late <= early * 11 / 10, "rows of state grew from " + early + " to " + late);
        long earlyBytes = largest(sizes.subList(third / 2, third)).bytes();
        long lateBytes = largest(sizes.subList(2 * third, sizes.size())).bytes();
        assertTrue(lateBytes <= 2 * earlyBytes, "bytes of state grew from " + earlyBytes + " to " + lateBytes);
    }

    private static Size largest(List<Size> sizes) {
        return new Size(
                sizes.stream().mapToLong(Size::rows).max().orElse(0),
                sizes.stream().mapToLong(Size::bytes).max().orElse(0));
    }

    private static List<Size> run(Case each) {
        var events = new MemoryStream(SqlParser.tableSchema("id INT, name STRING, at TIMESTAMP"));
        var random = new SplittableRandom(7);
        List<Size> sizes = new ArrayList<>();
        try (Session session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 2)
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .create()) {
            session.registerStream("events", events.schema(), events::open);
            DataFrame rows = session.sql("FROM STREAM events").withWatermark("at", "1 minute");
            try (SteppedQuery query = each.query()
                    .apply(rows)
                    .writeStream()
                    .outputMode(each.mode())
                    .format("noop")
                    .option("checkpointLocation", "c")
                    .stepped()) {
                for (int second = 0; second < SECONDS; second += SECONDS_PER_FEED) {
                    events.add(load(second, random));
                    sizes.add(size(query));
                }
            }
        }
        assertEquals(SECONDS / SECONDS_PER_FEED, sizes.size());
        return sizes;
    }

    private static Size size(SteppedQuery query) {
        Size size = new Size(0, 0);
        for (Optional<QueryProgress> done = query.step(); done.isPresent(); done = query.step()) {
            List<StateOperator> operators = done.get().stateOperators();
            size = new Size(
                    operators.stream().mapToLong(StateOperator::numRowsTotal).sum(),
                    operators.stream().mapToLong(StateOperator::memoryUsedBytes).sum());
        }
        return size;
    }

    /// Four rows a second, up to half a minute out of order, now and then one that is too late, or twice the same.
    private static List<List<Object>> load(int from, SplittableRandom random) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 4 * SECONDS_PER_FEED; i++) {
            int behind = random.nextInt(100) == 0 ? 600 : random.nextInt(30);
            long second = 1_577_836_800L + from + i / 4 - behind;
            List<Object> row = List.of(random.nextInt(5), "n" + random.nextInt(5_000), second * 1_000_000L);
            rows.add(row);
            if (random.nextInt(10) == 0) rows.add(row);
        }
        return rows;
    }
}
