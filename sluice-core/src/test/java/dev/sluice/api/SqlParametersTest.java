package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.count;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Statements with markers for constants, and what groups make of values: what programs say beside SQL.
class SqlParametersTest {

    private static final Session SESSION = Session.builder()
            .config("spark.sql.session.timeZone", "UTC")
            .parallelism(1)
            .create();

    @AfterAll
    static void close() {
        SESSION.close();
    }

    @ParameterizedTest
    @MethodSource
    void aConstantIsWhatTheProgramGave(Object value, String type, String text) {
        Row row = SESSION.sql("SELECT typeof(:x), CAST(:x AS STRING)", Map.of("x", value))
                .first();
        assertEquals(type + " " + text, row.getString(0) + " " + row.getString(1));
    }

    static Stream<Arguments> aConstantIsWhatTheProgramGave() {
        return Stream.of(
                Arguments.of(1, "int", "1"),
                Arguments.of(-1L, "bigint", "-1"),
                Arguments.of(Long.MIN_VALUE, "bigint", "-9223372036854775808"),
                Arguments.of(Integer.MIN_VALUE, "int", "-2147483648"),
                Arguments.of((short) -3, "smallint", "-3"),
                Arguments.of((byte) 3, "tinyint", "3"),
                Arguments.of(1.5, "double", "1.5"),
                Arguments.of(Double.NaN, "double", "NaN"),
                Arguments.of(-2.5f, "float", "-2.5"),
                Arguments.of(new BigDecimal("-1.20"), "decimal(3,2)", "-1.20"),
                Arguments.of(true, "boolean", "true"),
                Arguments.of("it's a \\ ?:x -- text", "string", "it's a \\ ?:x -- text"),
                Arguments.of(LocalDate.of(2024, 2, 29), "date", "2024-02-29"),
                Arguments.of(Instant.parse("2024-02-29T10:00:00.5Z"), "timestamp", "2024-02-29 10:00:00.5"),
                Arguments.of(LocalDateTime.of(2024, 2, 29, 1, 2), "timestamp_ntz", "2024-02-29 01:02:00"),
                Arguments.of(Duration.ofSeconds(61), "interval day to second", "INTERVAL '0 00:01:01' DAY TO SECOND"),
                Arguments.of(List.of(1, 2), "array<int>", "[1, 2]"),
                Arguments.of(Map.of("k", 1L), "map<string,bigint>", "{k -> 1}"));
    }

    @ParameterizedTest
    @MethodSource
    void markersAreReplacedWhereTheyAreMeant(String sql, Object args, String expected) {
        assertEquals(expected, answer(sql, args));
    }

    static Stream<Arguments> markersAreReplacedWhereTheyAreMeant() {
        Map<String, Object> named = new HashMap<>(Map.of("a", 2, "from", "x"));
        named.put("nothing", null);
        return Stream.of(
                Arguments.of("SELECT ? + ?, ?", new Object[] {1, 2, "z"}, "[[3,z]]"),
                Arguments.of("SELECT 5-:a, :from, :nothing", named, "[[3,x,null]]"),
                Arguments.of("SELECT 5-?", new Object[] {-1}, "[[6]]"),
                Arguments.of("SELECT id FROM range(9) WHERE id > :a ORDER BY id LIMIT :a", named, "[[3], [4]]"),
                Arguments.of("SELECT ':a', \"?\" /* :b */, 1 AS `c:a` -- ?", Map.of(), "[[:a,?,1]]"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongMarkersAreRefused(String sql, Object args, String condition) {
        var refused = assertThrows(SluiceException.class, () -> answer(sql, args));
        assertEquals(condition, refused.getCondition());
    }

    static Stream<Arguments> wrongMarkersAreRefused() {
        return Stream.of(
                Arguments.of("SELECT :a, :b", Map.of("a", 1), "UNBOUND_SQL_PARAMETER"),
                Arguments.of("SELECT ?, ?", new Object[] {1}, "UNBOUND_SQL_PARAMETER"),
                Arguments.of("SELECT :a, ?", Map.of("a", 1), "INVALID_QUERY_MIXED_QUERY_PARAMETERS"),
                Arguments.of("SELECT :a", Map.of("a", new StringBuilder()), "UNSUPPORTED_EXPR_FOR_PARAMETER"));
    }

    @SuppressWarnings("unchecked")
    private static String answer(String sql, Object args) {
        DataFrame answer =
                args instanceof Object[] list ? SESSION.sql(sql, list) : SESSION.sql(sql, (Map<String, ?>) args);
        return answer.collectAsList().toString();
    }

    @Test
    void groupsArePivoted() {
        DataFrame sales =
                SESSION.sql("SELECT * FROM VALUES (1, 'a', 10), (1, 'b', 5), (2, 'a', 7), (2, 'a', 1) t(year, q, n)");
        DataFrame found = sales.groupBy("year").pivot("q").agg(sum("n")).orderBy("year");
        assertEquals(List.of("year", "a", "b"), Arrays.asList(found.columns()));
        assertEquals("[[1,10,5], [2,8,null]]", found.collectAsList().toString());
        DataFrame said = sales.groupBy("year")
                .pivot(col("q"), List.of("b", "c"))
                .agg(sum("n").as("s"), count(lit(1)).as("c"))
                .orderBy("year");
        assertEquals(List.of("year", "b_s", "b_c", "c_s", "c_c"), Arrays.asList(said.columns()));
        assertEquals(
                "[[1,5,1,null,null], [2,null,null,null,null]]",
                said.collectAsList().toString());
    }
}
