package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.lit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Names of Spark's API that say in other words what is there.
final class OtherNamesTest {

    private final Session session = Session.builder().parallelism(1).create();

    @AfterEach
    void close() {
        session.close();
    }

    static Stream<Arguments> columns() {
        return Stream.of(
                Arguments.of("nvl(NULL, 2)", functions.nvl(lit(null), lit(2))),
                Arguments.of("ifnull(NULL, 2)", functions.ifnull(lit(null), lit(2))),
                Arguments.of("nvl2(NULL, 1, 2)", functions.nvl2(lit(null), lit(1), lit(2))),
                Arguments.of("nullif(1, 1)", functions.nullif(lit(1), lit(1))),
                Arguments.of("nullifzero(0)", functions.nullifzero(lit(0))),
                Arguments.of("zeroifnull(NULL)", functions.zeroifnull(lit(null))),
                Arguments.of("-5", functions.negate(lit(5))),
                Arguments.of("~5", functions.bitwise_not(lit(5))),
                Arguments.of("~5", functions.bitwiseNOT(lit(5))),
                Arguments.of("1 << 4", functions.shiftLeft(lit(1), 4)),
                Arguments.of("-64 >> 2", functions.shiftRight(lit(-64), 2)),
                Arguments.of("-64 >>> 2", functions.shiftRightUnsigned(lit(-64), 2)),
                Arguments.of("degrees(3.0D)", functions.toDegrees(lit(3.0))),
                Arguments.of("radians(3.0D)", functions.toRadians(lit(3.0))),
                Arguments.of(
                        "extract(YEAR FROM DATE '2024-05-06')",
                        functions.extract(lit("YEAR"), lit(java.time.LocalDate.of(2024, 5, 6)))),
                Arguments.of(
                        "date_part('month', DATE '2024-05-06')",
                        functions.date_part(lit("month"), lit(java.time.LocalDate.of(2024, 5, 6)))),
                Arguments.of(
                        "date_part('day', DATE '2024-05-06')",
                        functions.datepart(lit("day"), lit(java.time.LocalDate.of(2024, 5, 6)))),
                Arguments.of("'abc' LIKE 'a%'", functions.like(lit("abc"), lit("a%"))),
                Arguments.of("named_struct('a', 1)", functions.named_struct(lit("a"), lit(1))),
                Arguments.of("bool_or(true)", functions.any(lit(true))),
                Arguments.of("sum(DISTINCT 3)", functions.sumDistinct(lit(3))),
                Arguments.of("listagg(DISTINCT 'a', ',')", functions.listagg_distinct(lit("a"), lit(","))),
                Arguments.of("listagg(DISTINCT 'a')", functions.string_agg_distinct(lit("a"))),
                Arguments.of("upper('a')", functions.callUDF("upper", lit("a"))));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void aFunctionMeansWhatSqlSays(String sql, Column column) {
        assertEquals(
                session.sql("SELECT " + sql).collectAsList(),
                session.sql("SELECT 1").select(column).collectAsList());
    }

    @Test
    void ordersAreSaidByName() {
        DataFrame rows = session.sql("SELECT * FROM VALUES (1), (NULL), (2) AS t(a)");
        assertEquals("[[1], [2], [null]]", shown(rows.orderBy(functions.asc_nulls_last("a"))));
        assertEquals("[[null], [2], [1]]", shown(rows.orderBy(functions.desc_nulls_first("a"))));
        assertEquals("[[null], [1], [2]]", shown(rows.orderBy(functions.asc_nulls_first("a"))));
        assertEquals("[[2], [1], [null]]", shown(rows.orderBy(functions.desc_nulls_last("a"))));
    }

    private static String shown(Dataset<?> rows) {
        return String.valueOf(rows.collectAsList());
    }

    @Test
    void functionsStandInThePlaceOfTables() {
        TableValuedFunction tvf = session.tvf();
        assertEquals("[[1], [2]]", shown(tvf.explode(functions.array(lit(1), lit(2)))));
        assertEquals("[[0,7]]", shown(tvf.posexplode(functions.array(lit(7)))));
        assertEquals("[[1,2], [3,null]]", shown(tvf.stack(lit(2), lit(1), lit(2), lit(3))));
        assertEquals("[[2], [4]]", shown(tvf.range(2, 6, 2)));
    }

    @Test
    void datasetsAreAskedByOthers() {
        DataFrame small = session.range(3);
        assertEquals(
                "[[2]]",
                shown(small.where(col("id")
                        .equalTo(session.range(3).agg(functions.max("id")).scalar()))));
        assertEquals(3, small.where(session.range(1).exists()).count());
        assertEquals(0, small.where(session.range(0).exists()).count());
    }

    @Test
    void theActiveSessionIsKnown() {
        Optional<Session> before = Session.getActiveSession();
        try {
            Session.setActiveSession(session);
            assertSame(session, Session.active());
            assertSame(session, Session.builder().getOrCreate());
            Session.clearActiveSession();
            assertEquals(Optional.empty(), Session.getDefaultSession());
            assertThrows(IllegalStateException.class, Session::active);
        } finally {
            before.ifPresentOrElse(Session::setActiveSession, Session::clearActiveSession);
        }
        try (Session other = session.newSession()) {
            session.range(1).createOrReplaceTempView("mine");
            assertNotSame(session, other);
            assertTrue(other.isUsable());
            assertThrows(dev.sluice.error.AnalysisException.class, () -> other.table("mine"));
        }
        assertTrue(session.conf().contains("spark.sql.session.timeZone"));
        assertFalse(session.conf().isModifiable("spark.nothing"));
        assertEquals(Optional.empty(), session.conf().getOption("spark.nothing"));
        try (Session set = Session.builder().config(Map.of("spark.x", "1")).create()) {
            assertEquals("1", set.conf().get("spark.x"));
        }
    }

    @Test
    void schemasTellOfThemselves() {
        StructType schema = StructType.fromDDL("a INT, b ARRAY<STRING>");
        assertArrayEquals(new String[] {"a", "b"}, schema.names());
        assertEquals(1, schema.fieldIndex("b"));
        assertThrows(IllegalArgumentException.class, () -> schema.fieldIndex("c"));
        assertEquals("struct<a:int,b:array<string>>", schema.simpleString());
        assertEquals("STRUCT<a: INT, b: ARRAY<STRING>>", schema.sql());
        assertTrue(schema.treeString().startsWith("root\n |-- a: integer (nullable = true)\n"));
        assertTrue(schema.json().startsWith("{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"integer\""));
        assertEquals(List.of("a", "b"), List.of(schema.fieldNames()));
    }
}
