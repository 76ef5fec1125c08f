package dev.sluice.builtin;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.from_json;
import static dev.sluice.api.functions.get_json_object;
import static dev.sluice.api.functions.json_tuple;
import static dev.sluice.api.functions.lit;
import static dev.sluice.api.functions.schema_of_json;
import static dev.sluice.api.functions.to_json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.api.Column;
import dev.sluice.api.DataFrame;
import dev.sluice.api.DataTypes;
import dev.sluice.api.Session;
import dev.sluice.api.StructType;
import dev.sluice.error.SluiceException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the recorded statements leave out: many rows of which not all count, and what programs in Java say.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonFunctionsTest {

    private Session session;

    @BeforeAll
    void open() {
        session = Session.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .parallelism(2)
                .create();
    }

    @AfterAll
    void close() {
        session.close();
    }

    private String only(String sql) {
        return session.sql(sql).toJSON().getFirst();
    }

    @Test
    void valuesStayWithTheirRowsWhereOnlySomeAreAskedFor() {
        // 0, 3, 6 … 9,999: the others are never read, though they are no JSON.
        assertEquals("{\"rows\":3334,\"sum\":16668333,\"all\":10000}", only("""
                SELECT count(v) AS rows, sum(v.n) AS sum, count(*) AS all FROM (
                  SELECT CASE WHEN id % 3 = 0 THEN from_json(j, 'n BIGINT', map('mode', 'FAILFAST')) END AS v
                  FROM (SELECT id, if(id % 3 = 0, concat('{"n":', id, '}'), 'none') AS j FROM range(10000)))"""));
        assertEquals("{\"wrong\":0,\"rows\":5000}", only("""
                SELECT count_if(a != CAST(id AS STRING) OR b != concat('x', id)) AS wrong, count(*) AS rows
                FROM (SELECT * FROM range(10000) WHERE id % 2 = 1) LATERAL VIEW
                  json_tuple(concat('{"b":"x', id, '","a":', id, '}'), 'a', 'b') t AS a, b"""));
        assertEquals("{\"wrong\":0,\"rows\":5000}", only("""
                SELECT count_if(get_json_object(j, '$.n[1]') != id OR json_array_length(get_json_object(j, '$.n')) != 2
                  OR json_object_keys(j)[0] != 'n' OR to_json(from_json(j, 'n ARRAY<BIGINT>')) != j) AS wrong,
                  count(*) AS rows
                FROM (SELECT id, concat('{"n":[0,', id, ']}') AS j FROM range(10000)) WHERE id % 2 = 1"""));
    }

    @Test
    void aTextThatIsTheSameInManyRowsIsReadForEachOfThem() {
        assertEquals("{\"rows\":200,\"sum\":300}", only("""
                SELECT count(v) AS rows, sum(v.n) AS sum FROM (
                  SELECT from_json(j, 'n INT') AS v FROM range(100)
                  JOIN VALUES ('{"n":1}'), ('{"n":2}'), (NULL) t(j))"""));
    }

    @Test
    void programsSayTheSchemaInManyWays() {
        DataFrame texts = session.sql("SELECT '{\"a\":1,\"d\":\"26/08/2015\"}' AS j");
        Map<String, String> format = Map.of("dateFormat", "dd/MM/yyyy");
        var columns = new StructType().add("a", DataTypes.IntegerType).add("d", DataTypes.DateType);
        String expected = "[{\"v\":{\"a\":1,\"d\":\"2015-08-26\"}}]";
        assertEquals(expected, json(texts, from_json(col("j"), columns, format)));
        assertEquals(expected, json(texts, from_json(col("j"), columns.struct(), format)));
        assertEquals(expected, json(texts, from_json(col("j"), "a INT, d DATE", format)));
        assertEquals(expected, json(texts, from_json(col("j"), lit("STRUCT<a: INT, d: DATE>"), format)));
        Column example = schema_of_json("{\"a\":0}");
        assertEquals("[{\"v\":{\"a\":1}}]", json(texts, from_json(col("j"), example)));
        assertEquals("[{\"v\":{\"a\":1}}]", json(texts, from_json(col("j"), "a INT")));
        assertEquals("[{\"v\":{\"a\":1}}]", json(texts, from_json(col("j"), new StructType().add("a", "INT"))));
    }

    @Test
    void programsWriteAndLookIntoTexts() {
        DataFrame rows = session.sql("SELECT named_struct('a', 1, 'b', NULL) AS s, '{\"k\":[7,8]}' AS j");
        assertEquals("[{\"v\":\"{\\\"a\\\":1}\"}]", json(rows, to_json(col("s"))));
        assertEquals(
                "[{\"v\":\"{\\\"a\\\":1,\\\"b\\\":null}\"}]",
                json(rows, to_json(col("s"), Map.of("ignoreNullFields", "false"))));
        assertEquals("[{\"v\":\"8\"}]", json(rows, get_json_object(col("j"), "$.k[1]")));
        assertEquals(
                "[{\"c0\":\"[7,8]\"}]",
                rows.select(json_tuple(col("j"), "k", "x")).toJSON().toString());
    }

    @Test
    void whatDoesNotFitEndsTheQueryOnlyIfThatIsAskedFor() {
        DataFrame texts = session.sql("SELECT 'no JSON' AS j");
        assertEquals("[{\"v\":{}}]", json(texts, from_json(col("j"), "a INT")));
        DataFrame strict = texts.select(from_json(col("j"), "a INT", Map.of("mode", "FAILFAST")));
        var error = assertThrows(SluiceException.class, strict::toJSON);
        assertEquals("MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION", error.getCondition());
        // The parser that gave up is not used again.
        assertThrows(SluiceException.class, strict::toJSON);
    }

    private static String json(DataFrame rows, Column value) {
        return rows.select(value.as("v")).toJSON().toString();
    }
}
