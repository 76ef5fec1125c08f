package dev.sluice.api;

import static dev.sluice.api.functions.call_udf;
import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.udf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.function.UDF1;
import dev.sluice.api.function.UDF2;
import dev.sluice.error.AnalysisException;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions of a program's code in SQL and on columns.
final class UserFunctionsTest {

    record Point(int x, @org.jspecify.annotations.Nullable Integer y) {}

    public static final class Norm implements UDF1<Point, Double> {
        @Override
        public Double call(Point point) {
            return Math.hypot(point.x(), point.y() == null ? 0 : point.y());
        }
    }

    public static final class Swapped implements UDF1<Point, Point> {
        @Override
        public Point call(Point point) {
            return new Point(point.y() == null ? 0 : point.y(), point.x());
        }
    }

    public static final class Hours implements UDF2<Timestamp, Long, Timestamp> {
        @Override
        public Timestamp call(Timestamp time, Long hours) {
            return new Timestamp(time.getTime() + hours * 3_600_000);
        }
    }

    public static final class NoFunction {}

    private final Session session = Session.builder()
            .parallelism(2)
            .config("spark.sql.session.timeZone", "UTC")
            .create();

    @AfterEach
    void close() {
        session.close();
    }

    private void check(String sql, String... rows) {
        check(session.sql(sql), rows);
    }

    private static void check(DataFrame frame, String... rows) {
        assertEquals(
                List.of(rows), frame.collectAsList().stream().map(Row::toString).toList());
    }

    @Test
    void lambdasAreCalledBySql() {
        session.udf().register("plus", (Integer a, Integer b) -> a + b, DataTypes.IntegerType);
        session.udf().register("Answer", () -> 42L, DataTypes.LongType);
        check("SELECT PLUS(a, 1), answer() FROM VALUES (1), (2) AS t(a)", "[2,42]", "[3,42]");
        assertEquals(
                List.of("plus(a, 1)", "Answer()"),
                session.sql("SELECT PLUS(a, 1), answer() FROM VALUES (1) AS t(a)")
                        .schema()
                        .names());
        check("SELECT sum(plus(a, a)) FROM VALUES (1), (2) AS t(a) WHERE plus(a, 0) > 1", "[4]");
        check(session.range(2).select(call_udf("answer"), functions.call_function("Answer")), "[42,42]", "[42,42]");
    }

    @Test
    void columnsAreGivenToFunctionsWithoutAName() {
        UserDefinedFunction twice = udf((Long n) -> n * 2, DataTypes.LongType);
        DataFrame rows = session.range(3).select(twice.apply(col("id")), twice.apply(twice.apply(lit(5L))));
        check(rows, "[0,20]", "[2,20]", "[4,20]");
        assertEquals("UDF(id)", rows.columns()[0]);
        assertEquals(
                "twice(id)",
                session.range(1)
                        .select(twice.withName("twice").apply(col("id")))
                        .columns()[0]);
        // Two without a name are not the same function.
        UserDefinedFunction thrice = udf((Long n) -> n * 3, DataTypes.LongType);
        check(session.range(1, 2).select(twice.apply(col("id")), thrice.apply(col("id"))), "[2,3]");
        check(session.range(1, 2).groupBy(twice.apply(col("id"))).agg(functions.sum(thrice.apply(col("id")))), "[2,3]");
    }

    @Test
    void valuesAreThoseThatRowsHold() {
        session.udf()
                .register(
                        "shown",
                        (Object value) ->
                                value == null ? "nothing" : value.getClass().getSimpleName() + " " + value,
                        DataTypes.StringType);
        check(
                "SELECT shown(DATE '2024-01-02'), shown(TIMESTAMP '2024-01-02 03:04:05'), shown(NULL), shown(1.50), "
                        + "shown(named_struct('a', 1)), shown(map('k', 2))",
                "[LocalDate 2024-01-02,Instant 2024-01-02T03:04:05Z,nothing,BigDecimal 1.50,Row [1],LinkedHashMap {k=2}]");
        session.udf().register("week", (LocalDate day) -> day.plusDays(7), DataTypes.DateType);
        check("SELECT week(DATE '2024-01-02')", "[2024-01-09]");
        session.udf()
                .register(
                        "pair",
                        (Integer a) -> Row.of(a, "x" + a),
                        new StructType().add("n", "int").add("s", "string").struct());
        check("SELECT p.n + 1, p.s FROM (SELECT pair(a) AS p FROM VALUES (1) AS t(a))", "[2,x1]");
    }

    /// A class says what it takes, which lambdas do not: values are cast to that, as by any function.
    @Test
    void classesSayWhatTheyTake() {
        session.udf().register("norm", new Norm(), DataTypes.DoubleType);
        check("SELECT norm(named_struct('y', 4, 'x', 3)), norm(named_struct('x', 2Y, 'y', NULL))", "[5.0,2.0]");
        session.udf().register("later", new Hours(), DataTypes.TimestampType);
        check("SELECT later(DATE '2024-01-02', 2)", "[2024-01-02T02:00:00Z]");
        var error = assertThrows(AnalysisException.class, () -> session.sql("SELECT later(true, array(1))"));
        assertTrue(error.getMessage().contains("\"TIMESTAMP\""), error.getMessage());
    }

    @Test
    void aFailureNamesTheFunctionAndItsTypes() {
        session.udf().register("half", (Integer n) -> 10 / n, DataTypes.IntegerType);
        var error = assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT half(a - 1) FROM VALUES (1) AS t(a)").collect());
        assertEquals(ErrorCondition.FAILED_EXECUTE_UDF, error.condition());
        assertEquals("39000", error.condition().sqlState());
        assertTrue(
                error.getMessage()
                        .contains("User defined function (`half`: (int) => int) failed due to: "
                                + "java.lang.ArithmeticException: / by zero."),
                error.getMessage());
        session.udf().register("text", (Integer n) -> n, DataTypes.StringType);
        assertEquals(
                ErrorCondition.UNEXPECTED_JAVA_VALUE,
                assertThrows(
                                SluiceException.class,
                                () -> session.sql("SELECT text(1)").collect())
                        .condition());
        session.udf().register("long", (Long n) -> n, DataTypes.LongType);
        assertEquals(
                ErrorCondition.FAILED_EXECUTE_UDF,
                assertThrows(
                                SluiceException.class,
                                () -> session.sql("SELECT `long`(1)").collect())
                        .condition());
        assertEquals(
                ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION,
                assertThrows(AnalysisException.class, () -> session.sql("SELECT half(1, 2)"))
                        .condition());
    }

    /// Only rows that the query asks about are given to the function.
    @Test
    void branchesThatAreNotTakenCallNothing() {
        session.udf().register("half", (Integer n) -> 10 / n, DataTypes.IntegerType);
        check("SELECT CASE WHEN a > 0 THEN half(a) END FROM VALUES (0), (5) AS t(a)", "[null]", "[2]");
    }

    @Test
    void whatIsNotDeterministicIsCalledOnceForEachRowWhereItWasSaid() {
        var calls = new AtomicInteger();
        UserDefinedFunction next = udf(calls::incrementAndGet, DataTypes.IntegerType);
        check(session.range(3).select(next.apply()).distinct(), "[1]");
        UserDefinedFunction fresh = next.asNondeterministic();
        calls.set(0);
        assertEquals(3, session.range(3).select(fresh.apply()).distinct().count());
        assertEquals(3, calls.get());
        calls.set(0);
        DataFrame pairs = session.range(4).crossJoin(session.range(2).toDF("other"));
        assertEquals(8, pairs.where(fresh.apply().gt(0)).collectAsList().size());
        assertEquals(8, calls.get());
        assertTrue(next.deterministic() && !fresh.deterministic());
    }

    @Test
    void whatIsNeverNullSaysSo() {
        UserDefinedFunction one = udf(() -> 1, DataTypes.IntegerType);
        assertTrue(session.range(1).select(one.apply()).schema().field(0).nullable());
        assertTrue(!session.range(1)
                .select(one.asNonNullable().apply())
                .schema()
                .field(0)
                .nullable());
    }

    /// As in Spark's search path, where the built-in functions stand first.
    @Test
    void aBuiltInNameStaysWhatItIs() {
        session.udf().register("upper", (String text) -> "mine", DataTypes.StringType);
        check("SELECT upper('a')", "[A]");
    }

    @Test
    void classesAreMadeFunctionsBySql() {
        session.sql("CREATE TEMPORARY FUNCTION norm AS '" + Norm.class.getName() + "'");
        session.sql("CREATE FUNCTION swapped AS '" + Swapped.class.getName() + "'");
        check("SELECT norm(swapped(named_struct('x', 3, 'y', 4)))", "[5.0]");
        assertEquals(
                "spark_catalog.default.swapped(p)",
                session.sql("SELECT swapped(p) FROM VALUES (named_struct('x', 1, 'y', 2)) AS t(p)")
                        .columns()[0]);
        check("SHOW USER FUNCTIONS", "[norm]", "[spark_catalog.default.swapped]");
        check(
                "DESCRIBE FUNCTION norm",
                "[Function: norm]",
                "[Class: " + Norm.class.getName() + "]",
                "[Usage: norm(STRUCT<x: INT NOT NULL, y: INT>) -> DOUBLE - A function of this program.]");
        refused(ErrorCondition.CANNOT_LOAD_FUNCTION_CLASS, "CREATE TEMPORARY FUNCTION f AS 'no.such.Class'");
        refused(
                ErrorCondition.INVALID_UDF_IMPLEMENTATION,
                "CREATE TEMPORARY FUNCTION f AS '" + NoFunction.class.getName() + "'");
        refused(ErrorCondition.FORBIDDEN_OPERATION, "DROP FUNCTION norm");
        session.sql("DROP TEMPORARY FUNCTION norm");
        refused(ErrorCondition.UNRESOLVED_ROUTINE, "SELECT norm(1)");
    }

    /// The class is in the jar alone: compiled here, and nowhere on the class path.
    @Test
    void aJarBringsItsClasses(@TempDir Path directory) throws Exception {
        Path source = directory.resolve("Shout.java");
        Files.writeString(
                source,
                "public class Shout implements dev.sluice.api.function.UDF1<String, String> {"
                        + " public String call(String text) { return text + \"!\"; } }");
        Path jar = directory.resolve("shout.jar");
        Path classes = Path.of(
                UDF1.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        int status = javac.run(
                System.out,
                System.err,
                "-proc:none",
                "-cp",
                classes.toString(),
                "-d",
                directory.toString(),
                source.toString());
        assertEquals(0, status);
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("Shout.class"));
            Files.copy(directory.resolve("Shout.class"), out);
        }
        session.sql("CREATE TEMPORARY FUNCTION shout AS 'Shout' USING JAR '" + jar + "'");
        check("SELECT shout('a')", "[a!]");
        refused(ErrorCondition.CANNOT_LOAD_FUNCTION_CLASS, "CREATE TEMPORARY FUNCTION other AS 'Shout'");
    }

    private void refused(ErrorCondition condition, String sql) {
        assertEquals(
                condition,
                assertThrows(AnalysisException.class, () -> session.sql(sql)).condition());
    }

    @Test
    void anArgumentThatVariesIsComputedOnceOrRefused() {
        session.sql("CREATE TEMPORARY FUNCTION same(x DOUBLE) RETURNS DOUBLE RETURN x - x");
        session.sql("CREATE TEMPORARY FUNCTION each(x DOUBLE) RETURNS ARRAY<DOUBLE> RETURN"
                + " transform(array(1, 2), i -> i * x)");
        session.sql("CREATE TEMPORARY FUNCTION once(x DOUBLE) RETURNS DOUBLE RETURN x * 0");
        for (String call : List.of("same(rand())", "each(rand())", "same(once(rand()))")) {
            var refused = assertThrows(
                    SluiceException.class, () -> session.sql("SELECT " + call).collectAsList());
            assertEquals("SLUICE_NOT_YET_SUPPORTED", refused.getCondition(), call);
        }
        assertEquals(
                0.0,
                session.sql("SELECT once(rand())").collectAsList().getFirst().get(0));
        assertEquals(
                0.0,
                session.sql("SELECT same(r) FROM (SELECT rand() AS r)")
                        .collectAsList()
                        .getFirst()
                        .get(0));
    }

    @Test
    void aStarCannotMeanTheColumnsOfTheCaller() {
        var refused = assertThrows(
                SluiceException.class,
                () -> session.sql("CREATE TEMPORARY FUNCTION both(x INT, y INT) RETURN struct(*)"));
        assertEquals("SLUICE_NOT_YET_SUPPORTED", refused.getCondition());
    }
}
