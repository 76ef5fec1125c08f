package dev.sluice.api;

import static dev.sluice.stream.GroupStateTimeout.EVENT_TIME_TIMEOUT;
import static dev.sluice.stream.GroupStateTimeout.NO_TIMEOUT;
import static dev.sluice.stream.GroupStateTimeout.PROCESSING_TIME_TIMEOUT;
import static dev.sluice.stream.OutputMode.APPEND;
import static dev.sluice.stream.OutputMode.COMPLETE;
import static dev.sluice.stream.OutputMode.UPDATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.api.function.FlatMapGroupsWithStateFunction;
import dev.sluice.api.function.MapGroupsWithStateFunction;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.GroupState;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What `mapGroupsWithState` and `flatMapGroupsWithState` can't do on a stream: the same queries were started on
/// Spark 4.2, which refused them with the same words.
class GroupStateRulesTest {

    record Visit(String page, long n, Instant at) {}

    private static final Encoder<Visit> VISIT = Encoders.record(Visit.class);
    private static final String ALLOWED = "";

    private static final String LATE_ROWS = "Detected pattern of possible 'correctness' issue due to global watermark. "
            + "The query contains stateful operation which can emit rows older than the current watermark plus allowed "
            + "late record delay, which are \"late rows\" in downstream stateful operations and these rows can be "
            + "discarded. Please refer the programming guide doc for more details. If you understand the possible risk "
            + "of correctness issue and still need to run the query, you can disable this check by setting the config "
            + "`spark.sql.streaming.statefulOperator.checkCorrectness.enabled` to false.";
    private static final String TWO_FLAT =
            "Multiple flatMapGroupsWithStates are not supported when they are not all in "
                    + "append mode or the output mode is not append on a streaming DataFrames/Datasets";
    private static final String NO_AGGREGATE =
            "Invalid streaming output mode: complete. This output mode is not supported "
                    + "for no streaming aggregations on streaming DataFrames/DataSets.";

    /// @param says what Spark says, without condition and SQLSTATE
    private record Case(String name, OutputMode mode, Function<Dataset<Visit>, Dataset<?>> query, String says) {}

    private static final List<Case> CASES = List.of(
            new Case("map in update", UPDATE, rows -> map(rows, PROCESSING_TIME_TIMEOUT), ALLOWED),
            new Case(
                    "map in append",
                    APPEND,
                    rows -> map(rows, NO_TIMEOUT),
                    "mapGroupsWithState is not supported with Append output mode on a streaming DataFrame/Dataset"),
            new Case("map in complete", COMPLETE, rows -> map(rows, NO_TIMEOUT), NO_AGGREGATE),
            new Case(
                    "two maps",
                    UPDATE,
                    rows -> map(map(rows, NO_TIMEOUT), NO_TIMEOUT),
                    "Multiple mapGroupsWithStates are not supported on a streaming DataFrames/Datasets"),
            new Case(
                    "two maps, which is told before their mode",
                    APPEND,
                    rows -> map(map(rows, NO_TIMEOUT), NO_TIMEOUT),
                    "Multiple mapGroupsWithStates are not supported on a streaming DataFrames/Datasets"),
            new Case(
                    "map and flatMap",
                    UPDATE,
                    rows -> flat(map(rows, NO_TIMEOUT), UPDATE, NO_TIMEOUT),
                    "Mixing mapGroupsWithStates and flatMapGroupsWithStates are not supported on a streaming "
                            + "DataFrames/Datasets"),
            new Case(
                    "two flatMaps in update",
                    UPDATE,
                    rows -> flat(flat(rows, UPDATE, NO_TIMEOUT), UPDATE, NO_TIMEOUT),
                    TWO_FLAT),
            new Case(
                    "two flatMaps, one in update",
                    APPEND,
                    rows -> flat(flat(rows, UPDATE, NO_TIMEOUT), APPEND, NO_TIMEOUT),
                    TWO_FLAT),
            new Case(
                    "two flatMaps in append, in update",
                    UPDATE,
                    rows -> flat(flat(rows, APPEND, NO_TIMEOUT), APPEND, NO_TIMEOUT),
                    TWO_FLAT),
            new Case(
                    "two flatMaps in append",
                    APPEND,
                    rows -> flat(flat(rows, APPEND, NO_TIMEOUT), APPEND, NO_TIMEOUT),
                    ALLOWED),
            new Case(
                    "flatMap in append, in update",
                    UPDATE,
                    rows -> flat(rows, APPEND, NO_TIMEOUT),
                    "flatMapGroupsWithState in append mode is not supported with Update output mode on a streaming "
                            + "DataFrame/Dataset"),
            new Case(
                    "flatMap in update, in append",
                    APPEND,
                    rows -> flat(rows, UPDATE, NO_TIMEOUT),
                    "flatMapGroupsWithState in update mode is not supported with Append output mode on a streaming "
                            + "DataFrame/Dataset"),
            new Case("flatMap in complete", COMPLETE, rows -> flat(rows, APPEND, NO_TIMEOUT), NO_AGGREGATE),
            new Case("aggregate above map", UPDATE, rows -> counted(map(rows, NO_TIMEOUT)), ALLOWED),
            new Case(
                    "aggregate above map in complete",
                    COMPLETE,
                    rows -> counted(map(rows, NO_TIMEOUT)),
                    "mapGroupsWithState is not supported with Complete output mode on a streaming DataFrame/Dataset"),
            new Case("map above an aggregate", UPDATE, rows -> map(grouped(rows), NO_TIMEOUT), LATE_ROWS),
            new Case(
                    "aggregate above flatMap in update",
                    COMPLETE,
                    rows -> counted(flat(rows, UPDATE, NO_TIMEOUT)),
                    "flatMapGroupsWithState in update mode is not supported with aggregation on a streaming "
                            + "DataFrame/Dataset"),
            new Case(
                    "aggregate above flatMap in append, in complete",
                    COMPLETE,
                    rows -> counted(flat(rows, APPEND, NO_TIMEOUT)),
                    ALLOWED),
            new Case(
                    "aggregate above flatMap in append, in update",
                    UPDATE,
                    rows -> counted(flat(rows, APPEND, NO_TIMEOUT)),
                    ALLOWED),
            new Case(
                    "aggregate above flatMap in append",
                    APPEND,
                    rows -> counted(flat(rows, APPEND, NO_TIMEOUT)),
                    "Invalid streaming output mode: append. This output mode is not supported for streaming aggregations "
                            + "without watermark on streaming DataFrames/DataSets."),
            new Case(
                    "aggregate by time above flatMap in append",
                    APPEND,
                    rows -> flat(rows, APPEND, NO_TIMEOUT)
                            .withWatermark("at", "10 seconds")
                            .groupBy("at")
                            .count(),
                    ALLOWED),
            new Case(
                    "flatMap above an aggregate",
                    APPEND,
                    rows -> flat(grouped(marked(rows)), APPEND, NO_TIMEOUT),
                    ALLOWED),
            new Case(
                    "flatMap above an aggregate in update",
                    UPDATE,
                    rows -> flat(grouped(marked(rows)), APPEND, NO_TIMEOUT),
                    LATE_ROWS),
            new Case(
                    "event time without a watermark",
                    UPDATE,
                    rows -> map(rows, EVENT_TIME_TIMEOUT),
                    "Watermark must be specified in the query using '[Dataset/DataFrame].withWatermark()' for using "
                            + "event-time timeout in a [map|flatMap]GroupsWithState. Event-time timeout not supported "
                            + "without watermark."),
            new Case("event time with a watermark", UPDATE, rows -> map(marked(rows), EVENT_TIME_TIMEOUT), ALLOWED),
            new Case(
                    "state above timeouts in event time",
                    APPEND,
                    rows -> flat(flat(marked(rows), APPEND, EVENT_TIME_TIMEOUT), APPEND, NO_TIMEOUT),
                    LATE_ROWS),
            new Case(
                    "aggregate above timeouts in event time",
                    COMPLETE,
                    rows -> counted(flat(marked(rows), APPEND, EVENT_TIME_TIMEOUT)),
                    LATE_ROWS),
            new Case(
                    "duplicates without a time above timeouts in event time",
                    APPEND,
                    rows -> flat(marked(rows), APPEND, EVENT_TIME_TIMEOUT).dropDuplicates("page"),
                    ALLOWED),
            new Case(
                    "an initial state that is a stream",
                    UPDATE,
                    rows -> byPage(rows)
                            .mapGroupsWithState(GroupStateRulesTest::first, VISIT, VISIT, NO_TIMEOUT, byPage(rows)),
                    "Non-streaming DataFrame/Dataset is not supported as the initial state in "
                            + "[flatMap|map]GroupsWithState operation on a streaming DataFrame/Dataset"));

    private static KeyValueGroupedDataset<String, Visit> byPage(Dataset<Visit> rows) {
        return rows.groupByKey(Visit::page, Encoders.STRING());
    }

    private static Visit first(String page, Iterator<Visit> visits, GroupState<Visit> state) {
        return visits.next();
    }

    private static Dataset<Visit> map(Dataset<Visit> rows, GroupStateTimeout timeout) {
        MapGroupsWithStateFunction<String, Visit, Visit, Visit> function = GroupStateRulesTest::first;
        return byPage(rows).mapGroupsWithState(function, VISIT, VISIT, timeout);
    }

    private static Dataset<Visit> flat(Dataset<Visit> rows, OutputMode mode, GroupStateTimeout timeout) {
        FlatMapGroupsWithStateFunction<String, Visit, Visit, Visit> function = (_, visits, _) -> visits;
        return byPage(rows).flatMapGroupsWithState(function, mode, VISIT, VISIT, timeout);
    }

    private static Dataset<Visit> marked(Dataset<Visit> rows) {
        return rows.withWatermark("at", "10 seconds");
    }

    private static Dataset<?> counted(Dataset<Visit> rows) {
        return rows.groupBy("page").count();
    }

    private static Dataset<Visit> grouped(Dataset<Visit> rows) {
        return rows.groupBy("page", "n", "at").count().select("page", "n", "at").as(VISIT);
    }

    @TestFactory
    Stream<DynamicTest> queries() {
        return CASES.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.name(), () -> assertEquals(each.says(), answer(each.mode(), each.query()))));
    }

    @Test
    void whatComesLateMayBeAllowed() {
        try (Session session = session()) {
            session.conf().set("spark.sql.streaming.statefulOperator.checkCorrectness.enabled", "false");
            assertEquals(
                    ALLOWED,
                    answer(
                            session,
                            APPEND,
                            rows -> flat(flat(marked(rows), APPEND, EVENT_TIME_TIMEOUT), APPEND, NO_TIMEOUT)));
        }
    }

    @Test
    void whoIsRefusedIsToldTheModeThatGoes() {
        try (Session session = session()) {
            var writer = map(visits(session), NO_TIMEOUT)
                    .writeStream()
                    .outputMode(APPEND)
                    .format("noop");
            assertEquals(
                    "use outputMode 'update'; flatMapGroupsWithState(function, OutputMode.APPEND, …) is for 'append'.",
                    assertThrows(SluiceException.class, writer::start).hint());
        }
    }

    @Test
    void aFunctionHasNoCompleteMode() {
        try (Session session = session()) {
            Dataset<Visit> rows = visits(session);
            assertEquals(
                    "The output mode of function should be append or update",
                    assertThrows(IllegalArgumentException.class, () -> flat(rows, COMPLETE, NO_TIMEOUT))
                            .getMessage());
        }
    }

    private static String answer(OutputMode mode, Function<Dataset<Visit>, Dataset<?>> query) {
        try (Session session = session()) {
            return answer(session, mode, query);
        }
    }

    private static String answer(Session session, OutputMode mode, Function<Dataset<Visit>, Dataset<?>> query) {
        Dataset<?> rows = query.apply(visits(session));
        try (SteppedQuery started = rows.writeStream()
                .outputMode(mode.word())
                .format("noop")
                .option("checkpointLocation", "c")
                .stepped()) {
            while (started.step().isPresent()) {}
            return ALLOWED;
        } catch (SluiceException e) {
            return e.sentence().replaceFirst("^\\[[^]]*] ", "").replaceFirst(" SQLSTATE: .*$", "");
        }
    }

    private static Dataset<Visit> visits(Session session) {
        return session.sql("FROM STREAM visits").as(Visit.class);
    }

    private static Session session() {
        var input = new MemoryStream(SqlParser.tableSchema("page STRING, n BIGINT, at TIMESTAMP"));
        Session session =
                Session.builder().storage(new MemoryStorage()).parallelism(1).create();
        session.registerStream("visits", input.schema(), input::open);
        return session;
    }
}
