package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.count;
import static dev.sluice.api.functions.expr;
import static dev.sluice.api.functions.grouping;
import static dev.sluice.api.functions.grouping_id;
import static dev.sluice.api.functions.lag;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.nth_value;
import static dev.sluice.api.functions.row_number;
import static dev.sluice.api.functions.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.AnalysisException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Windows over rows, said in Java.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WindowTest {

    private Session session;
    private DataFrame pay;

    @BeforeAll
    void open() {
        session = Session.builder().parallelism(2).create();
        pay = session.sql(
                "SELECT * FROM VALUES (1, 'dev', 30), (2, 'dev', 20), (3, 'dev', NULL), (4, 'ops', 10) AS t(id, dept, n)");
    }

    @AfterAll
    void close() {
        session.close();
    }

    private List<String> values(Column column) {
        return pay.select(col("id"), column.as("v")).orderBy("id").collectAsList().stream()
                .map(row -> String.valueOf(row.get(1)))
                .toList();
    }

    @Test
    void aFunctionSeesItsPartitionInOrder() {
        var window = Window.partitionBy("dept").orderBy(col("n").desc());
        assertEquals(List.of("1", "2", "3", "1"), values(row_number().over(window)));
        assertEquals(List.of("0", "30", "20", "0"), values(lag(col("n"), 1, 0).over(window)));
    }

    @Test
    void framesCountRowsOrMeasureKeys() {
        assertEquals(
                List.of("50", "50", "20", "10"),
                values(sum(col("n"))
                        .over(Window.partitionBy("dept").orderBy("id").rowsBetween(-1, 1))));
        assertEquals(
                List.of("2", "2", "1", "1"),
                values(count(lit(1)).over(Window.orderBy("n").rangeBetween(-10, Window.currentRow))));
        assertEquals(
                List.of("60", "60", "60", "60"),
                values(sum("n").over(Window.orderBy("id")
                        .rowsBetween(Window.unboundedPreceding, Window.unboundedFollowing))));
    }

    @Test
    void overNothingIsOverAllRows() {
        assertEquals(List.of("60", "60", "60", "60"), values(sum("n").over()));
    }

    @Test
    void nullsMayBeIgnored() {
        var window = Window.orderBy(col("id").desc());
        assertEquals(
                List.of("20", "20", "null", "null"),
                values(nth_value(col("n"), 2, true).over(window)));
    }

    @Test
    void aColumnIsAddedThatSeesTheRowsAround() {
        var window = Window.partitionBy("dept").orderBy(col("n").desc());
        assertEquals(
                List.of("dev 1 30", "dev 2 20", "dev 3 null", "ops 1 10"),
                shown(pay.withColumn("place", row_number().over(window)).select("dept", "place", "n")));
        assertEquals(
                List.of("dev 1 0", "dev 2 30", "dev 3 20", "ops 1 0"),
                shown(pay.withColumns(Map.of(
                                "place", row_number().over(window),
                                "n", lag(col("n"), 1, 0).over(window)))
                        .select("dept", "place", "n")));
    }

    @Test
    void aColumnIsAddedThatAsksAQuery() {
        pay.createOrReplaceTempView("pay");
        assertEquals(
                List.of("1 30 30", "2 20 30", "3 null 30", "4 10 10"),
                shown(pay.withColumn("most", expr("(SELECT max(n) FROM pay AS p WHERE p.dept = t.dept)"))
                        .select("id", "n", "most")));
    }

    @Test
    void aColumnIsSetToWhatTheRowsAroundSay() {
        pay.createOrReplaceTempView("pay");
        assertEquals(
                List.of("1 dev 50", "2 dev 50", "3 dev 50", "4 ops 10"),
                shown(session.sql("FROM pay |> SET n = sum(n) OVER (PARTITION BY dept)")));
    }

    @Test
    void aColumnOfAStreamSeesOnlyItsRow() {
        DataFrame stream = session.readStream().format("rate").load();
        var error = assertThrows(
                AnalysisException.class,
                () -> stream.withColumn("n", row_number().over(Window.orderBy("value")))
                        .writeStream()
                        .format("noop")
                        .start());
        assertEquals("NON_TIME_WINDOW_NOT_SUPPORTED_IN_STREAMING", error.getCondition());
    }

    @Test
    void whatIsNoFunctionHasNoWindow() {
        var error = assertThrows(AnalysisException.class, () -> values(col("id").over()));
        assertEquals("UNSUPPORTED_EXPR_FOR_WINDOW", error.getCondition());
    }

    @Test
    void aFrameOfTooManyRowsIsRefusedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> Window.rowsBetween(0, 1L << 40));
    }

    @Test
    void groupsAreRolledUpAndCubed() {
        assertEquals(
                List.of("dev 0 50", "null 1 60", "ops 0 10"),
                shown(pay.rollup("dept").agg(grouping("dept"), sum("n"))));
        assertEquals(
                List.of("dev 0 50", "null 1 60", "ops 0 10"),
                shown(pay.cube("dept").agg(grouping_id(), sum("n"))));
    }

    private static List<String> shown(DataFrame frame) {
        return frame.collectAsList().stream()
                .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
                .sorted()
                .toList();
    }
}
