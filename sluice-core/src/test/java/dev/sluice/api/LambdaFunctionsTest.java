package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Functions of Java as arguments of SQL's.
class LambdaFunctionsTest {

    private Session session;
    private DataFrame lists;

    @BeforeEach
    void open() {
        session = GoldenTest.session();
        lists = session.sql("""
                SELECT * FROM VALUES (1, array(3, 1, 2), map('a', 1)), (2, array(), map()), (3, NULL, NULL)
                AS t(id, a, m)""");
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void check(Column value, String... rows) {
        assertEquals(List.of(rows), lists.select(value.cast("STRING").as("v")).toJSON());
    }

    @Test
    void eachSaysWhatItsNamesakeInSqlSays() {
        check(functions.transform(col("a"), x -> x.plus(col("id"))), "{\"v\":\"[4, 2, 3]\"}", "{\"v\":\"[]\"}", "{}");
        check(functions.transform(col("a"), (x, i) -> x.plus(i)), "{\"v\":\"[3, 2, 4]\"}", "{\"v\":\"[]\"}", "{}");
        check(functions.filter(col("a"), x -> x.gt(1)), "{\"v\":\"[3, 2]\"}", "{\"v\":\"[]\"}", "{}");
        check(functions.filter(col("a"), (x, i) -> i.gt(1)), "{\"v\":\"[2]\"}", "{\"v\":\"[]\"}", "{}");
        check(functions.exists(col("a"), x -> x.gt(2)), "{\"v\":\"true\"}", "{\"v\":\"false\"}", "{}");
        check(functions.forall(col("a"), x -> x.gt(2)), "{\"v\":\"false\"}", "{\"v\":\"true\"}", "{}");
        check(functions.aggregate(col("a"), lit(0), (sum, x) -> sum.plus(x)), "{\"v\":\"6\"}", "{\"v\":\"0\"}", "{}");
        check(
                functions.reduce(col("a"), lit(0), (sum, x) -> sum.plus(x), sum -> sum.multiply(2)),
                "{\"v\":\"12\"}",
                "{\"v\":\"0\"}",
                "{}");
        check(
                functions.zip_with(col("a"), col("a"), (x, y) -> x.multiply(y)),
                "{\"v\":\"[9, 1, 4]\"}",
                "{\"v\":\"[]\"}",
                "{}");
        check(functions.array_sort(col("a"), (x, y) -> y.minus(x)), "{\"v\":\"[3, 2, 1]\"}", "{\"v\":\"[]\"}", "{}");
        check(functions.map_filter(col("m"), (k, v) -> v.gt(0)), "{\"v\":\"{a -> 1}\"}", "{\"v\":\"{}\"}", "{}");
        check(
                functions.transform_keys(col("m"), (k, v) -> functions.upper(k)),
                "{\"v\":\"{A -> 1}\"}",
                "{\"v\":\"{}\"}",
                "{}");
        check(
                functions.transform_values(col("m"), (k, v) -> v.plus(col("id"))),
                "{\"v\":\"{a -> 2}\"}",
                "{\"v\":\"{}\"}",
                "{}");
        check(
                functions.map_zip_with(col("m"), col("m"), (k, v, w) -> v.plus(w)),
                "{\"v\":\"{a -> 2}\"}",
                "{\"v\":\"{}\"}",
                "{}");
    }

    /// The inner function sees the outer one's parameter, which is not hidden by its own.
    @Test
    void aFunctionInsideAnotherTellsTheirParametersApart() {
        check(
                functions.transform(
                        col("a"),
                        x -> functions.aggregate(
                                functions.transform(col("a"), y -> y.multiply(x)), lit(0), (sum, z) -> sum.plus(z))),
                "{\"v\":\"[18, 6, 12]\"}",
                "{\"v\":\"[]\"}",
                "{}");
    }

    /// What a query says decides where its state is found again, so it must not depend on what was said before.
    @Test
    void theSameProgramSaysTheSameTwice() {
        String first =
                lists.select(functions.transform(col("a"), x -> x.plus(1))).columns()[0];
        assertEquals(
                first,
                lists.select(functions.transform(col("a"), x -> x.plus(1))).columns()[0]);
        assertEquals("transform(a, lambdafunction((namedlambdavariable() + 1), namedlambdavariable()))", first);
        assertEquals(
                functions.transform(col("a"), x -> x.plus(1)).expr(),
                functions.transform(col("a"), x -> x.plus(1)).expr());
    }
}
