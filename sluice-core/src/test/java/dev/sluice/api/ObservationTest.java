package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.collect_list;
import static dev.sluice.api.functions.count;
import static dev.sluice.api.functions.countDistinct;
import static dev.sluice.api.functions.expr;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.max;
import static dev.sluice.api.functions.min;
import static dev.sluice.api.functions.rand;
import static dev.sluice.api.functions.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.plan.PlanText;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Metrics of rows in passing: of batches once, of streams for each micro-batch. Errors are Spark 4.2's.
@Timeout(60)
class ObservationTest {

    private final MemoryStream numbers = new MemoryStream(SqlParser.tableSchema("n BIGINT"));
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(4)
                .config("spark.sql.shuffle.partitions", 2)
                .create();
        session.registerStream("numbers", numbers.schema(), numbers::open);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void add(long... values) {
        numbers.add(
                LongStream.of(values).mapToObj(value -> List.<Object>of(value)).toList());
    }

    // ---- batches

    @Test
    void theFirstActionSaysWhatItSaw() throws InterruptedException {
        var observation = new Observation("range");
        DataFrame frame = session.sql("SELECT * FROM range(0, 10000, 1, 4)")
                .observe(
                        observation,
                        count(lit(1)).as("rows"),
                        max(col("id")).minus(min(col("id"))).as("width"),
                        lit("x").as("word"),
                        sum(expr("CASE WHEN id < 0 THEN id END")).as("none"));
        assertEquals(100, frame.filter("id % 100 = 0").count());
        assertEquals(
                "[rows=10000, width=9999, word=x, none=null]",
                observation.get().entrySet().toString());
        assertEquals(5, frame.limit(5).collectAsList().size());
        assertEquals(10_000L, observation.getAsJava().get("rows"), "another action changes nothing");
        assertTrue(observation.future().isDone());
    }

    @Test
    void tasksAreMergedInTheirOrder() throws InterruptedException {
        var observation = new Observation();
        session.sql("SELECT * FROM range(0, 64, 1, 16)")
                .observe(observation, collect_list(col("id")).as("ids"))
                .count();
        assertEquals(LongStream.range(0, 64).boxed().toList(), observation.get().get("ids"));
    }

    @Test
    void noRowsAreCountedToo() throws InterruptedException {
        var observation = new Observation("nothing");
        session.sql("SELECT 1 AS n WHERE false")
                .observe(observation, count(lit(1)).as("rows"), max(col("n")).as("most"))
                .collectAsList();
        assertEquals("[rows=0, most=null]", observation.get().entrySet().toString());
    }

    @Test
    void rowsOfBothSidesOfAUnionAndAfterGroupingAreCounted() throws InterruptedException {
        var below = new Observation("below");
        var above = new Observation("above");
        session.range(10)
                .toDF()
                .union(session.range(5).toDF())
                .observe(below, count(lit(1)).as("rows"))
                .groupBy("id")
                .count()
                .observe(above, count(lit(1)).as("groups"), sum(col("count")).as("rows"))
                .orderBy("id")
                .collectAsList();
        assertEquals(Map.of("rows", 15L), below.get());
        assertEquals(Map.of("groups", 10L, "rows", 15L), above.get());
    }

    @Test
    void rowsThatAreReadTwiceCountOnce() throws InterruptedException {
        var observation = new Observation("twice");
        DataFrame frame =
                session.range(7).toDF().observe(observation, count(lit(1)).as("rows"));
        assertEquals(
                7, frame.alias("a").join(frame.alias("b"), expr("a.id = b.id")).count());
        assertEquals(Map.of("rows", 7L), observation.get());
    }

    @Test
    void anObservationIsOfOneDatasetThatIsNoStream() {
        var observation = new Observation("once");
        session.range(1).observe(observation, count(lit(1)));
        assertThrows(IllegalArgumentException.class, () -> session.range(1).observe(observation, count(lit(1))));
        DataFrame stream = session.sql("SELECT * FROM STREAM numbers");
        assertThrows(IllegalArgumentException.class, () -> stream.observe(new Observation("s"), count(lit(1))));
        assertThrows(IllegalArgumentException.class, () -> new Observation(""));
    }

    // ---- plans

    @Test
    void filtersStayAboveAndColumnsThatAreReadStay() {
        DataFrame frame = session.sql("SELECT id, id + 1 AS b, id + 2 AS c FROM range(3)")
                .observe("seen", sum(col("b")).as("b"))
                .filter("id > 0")
                .select("id");
        assertEquals(
                """
                Project [id#0]
                +- Filter (id#0 > 0)
                   +- CollectMetrics seen, [sum(b)#3 AS b#4], [sum(b#1) AS sum(b)#3]
                      +- Project [id#0, (id#0 + 1) AS b#1]
                         +- Relation [id#0] Range (0, 3, step=1, splits=4)
                """.strip(),
                PlanText.of(new BatchQuery(session, frame.plan()).optimized()).strip());
    }

    // ---- streams

    @Test
    void eachMicroBatchHasItsOwn() throws Exception {
        List<String> told = new ArrayList<>();
        StreamingQuery query = session.sql("SELECT * FROM STREAM numbers")
                .observe("all", count(lit(1)).as("rows"), max(col("n")).as("most"))
                .filter("n > 1")
                .observe("large", count(lit(1)).as("rows"))
                .writeStream()
                .format("memory")
                .queryName("out")
                .option("checkpointLocation", "place")
                .start();
        add(1, 2, 3);
        query.processAllAvailable();
        add(-1);
        query.processAllAvailable();
        for (QueryProgress progress : query.recentProgress()) {
            if (progress.numInputRows() > 0) told.add(progress.observedMetrics().toString());
        }
        assertEquals(
                List.of(
                        "{all={\"rows\":3,\"most\":3}, large={\"rows\":2}}",
                        "{all={\"rows\":1,\"most\":-1}, large={\"rows\":0}}"),
                told);
        assertTrue(query.lastProgress()
                .json()
                .contains("\"observedMetrics\":{\"all\":{\"rows\":1,\"most\":-1},\"large\":{\"rows\":0}}"));
        query.stop();
    }

    // ---- errors

    @TestFactory
    Stream<DynamicTest> metricsAreAggregates() {
        return Map.<String, List<Column>>of(
                        "INVALID_OBSERVED_METRICS.NON_AGGREGATE_FUNC_ARG_IS_ATTRIBUTE",
                        List.of(col("id"), col("id").plus(count(lit(1)))),
                        "INVALID_OBSERVED_METRICS.NON_AGGREGATE_FUNC_ARG_IS_NON_DETERMINISTIC",
                        List.of(rand(), rand().plus(count(lit(1)))),
                        "INVALID_OBSERVED_METRICS.NESTED_AGGREGATES_UNSUPPORTED",
                        List.of(sum(max(col("id")))),
                        "INVALID_OBSERVED_METRICS.AGGREGATE_EXPRESSION_WITH_DISTINCT_UNSUPPORTED",
                        List.of(countDistinct(col("id")).as("n")),
                        "INVALID_OBSERVED_METRICS.AGGREGATE_EXPRESSION_WITH_FILTER_UNSUPPORTED",
                        List.of(expr("count(id) FILTER (WHERE id > 1)")),
                        "INVALID_OBSERVED_METRICS.WINDOW_EXPRESSIONS_UNSUPPORTED",
                        List.of(expr("sum(id) OVER (ORDER BY id)")))
                .entrySet()
                .stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(metric -> DynamicTest.dynamicTest(
                                metric.toString(),
                                () -> assertRefused(
                                        entry.getKey(), () -> session.range(1).observe("m", metric)))));
    }

    @Test
    void aNameIsThereAndOfOneThing() {
        assertRefused(
                "INVALID_OBSERVED_METRICS.MISSING_NAME", () -> session.range(1).observe("", count(lit(1))));
        assertRefused(
                "DUPLICATED_METRICS_NAME",
                () -> session.range(1).observe("m", count(lit(1))).observe("m", max(col("id"))));
    }

    private static void assertRefused(String condition, Runnable said) {
        SluiceException error = assertThrows(SluiceException.class, said::run);
        assertEquals(condition, error.condition().condition());
    }
}
