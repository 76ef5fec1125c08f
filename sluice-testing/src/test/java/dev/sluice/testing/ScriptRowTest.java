package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.parser.SqlParser;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptRowTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a | 1",
                "NULL | \"NULL\"",
                "\"\" | \" a\" | \"a | b\" | \"\\\"q\\\"\"",
                "[1, 2] | {k -> v} | {1, null}",
                "2020-01-01 10:00:00 | -1.5E-7"
            })
    void aRowIsReadAndWritten(String line) {
        assertEquals(line, ScriptRow.parse(line).toString());
    }

    @Test
    void cellsAreStripped() {
        assertEquals(new ScriptRow(Arrays.asList("a", null, "c d")), ScriptRow.parse("  a |NULL|   c d "));
    }

    @Test
    void cellsBecomeValuesOfTheirColumns() {
        var schema = SqlParser.tableSchema(
                "s STRING, i INT, d DECIMAL(5, 2), day DATE, at TIMESTAMP, l ARRAY<STRING>, m MAP<STRING, INT>, "
                        + "st STRUCT<x: INT, y: STRING>");
        ScriptRow row = ScriptRow.parse(
                "a b | -7 | 1.5 | 1970-01-02 | 1970-01-01 00:00:01.5 | [x, \"a, b\", null] | {k -> 1} | {1, one}");
        assertEquals(
                Arrays.asList(
                        "a b",
                        -7,
                        new BigDecimal("1.50"),
                        1,
                        1_500_000L,
                        Arrays.asList("x", "a, b", null),
                        Map.of("k", 1),
                        List.of(1, "one")),
                CellText.values(row, schema, ZoneOffset.UTC));
    }

    @Test
    void javaValuesAreWrittenAsSqlPrintsThem() {
        assertEquals(
                "a | 1 | 2.0 | NULL | [1, 2] | {k -> v} | {1, x} | 1.50",
                StreamScript.row(
                                "a",
                                1,
                                2.0,
                                null,
                                List.of(1, 2),
                                Map.of("k", "v"),
                                StreamScript.row(1, "x"),
                                new BigDecimal("1.50"))
                        .toString());
    }
}
