package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// Expectations are what Spark 4.2 answered.
class JsonInferenceTest {

    private static String infer(ParseMode mode, String text) {
        var settings = JsonSettings.of(ZoneOffset.UTC).in(mode);
        var inference = new JsonInference(settings);
        ReaderCases.rows(text, DataType.Struct.of(), inference);
        return inference.schema().toDdl();
    }

    private static void check(String expected, String... lines) {
        assertEquals(expected, infer(ParseMode.PERMISSIVE, String.join("\n", lines)));
    }

    @Test
    void fieldsComeInTheOrderOfTheirNames() {
        check(
                "`10` BIGINT,`9` BIGINT,B1 BIGINT,_z BIGINT,b BIGINT,`é` BIGINT",
                "{\"b\":1,\"B1\":2,\"_z\":3,\"é\":4,\"10\":5,\"9\":6}");
    }

    @Test
    void typesBecomeWiderWithTheValues() {
        check(
                "a DOUBLE,arr ARRAY<DOUBLE>,big BIGINT,bool BOOLEAN,dec DOUBLE,e ARRAY<STRING>,huge DECIMAL(30,0),"
                        + "m STRUCT<j: BIGINT, k: BIGINT>,mix STRING,n STRING,z BIGINT",
                "{\"z\":1,\"a\":1,\"m\":{\"k\":1,\"j\":2},\"big\":12345678901,\"dec\":1.0,\"mix\":1,\"arr\":[1,2.5],\"e\":[],"
                        + "\"n\":null,\"o\":{}}",
                "{\"a\":2.5,\"mix\":\"x\",\"m\":{\"k\":3},\"arr\":[3],\"bool\":false,"
                        + "\"huge\":123456789012345678901234567890}");
        check(
                "a DOUBLE,b DOUBLE,c DECIMAL(19,0),d DOUBLE,e DECIMAL(20,0)",
                "{\"a\":1e400,\"b\":123456789012345678901234567890123456789012345,\"c\":-9223372036854775809,\"d\":NaN,"
                        + "\"e\":1}",
                "{\"e\":12345678901234567890}");
    }

    @Test
    void whatNeverHasAValueIsStringOrNothing() {
        check(
                "a STRING,e ARRAY<ARRAY<STRING>>,f ARRAY<STRING>,g ARRAY<STRING>,m STRUCT<q: STRING>",
                "{\"a\":\"\",\"b\":{\"c\":{}},\"d\":[{}],\"e\":[[]],\"f\":[null],\"g\":[1,\"x\"],\"m\":{\"q\":null}}");
        check("", "{}");
    }

    @Test
    void arraysOfObjectsAreRows() {
        check("a BIGINT,b STRING,c BIGINT", "[{\"a\":1},{\"b\":\"x\"}]", "{\"c\":1}", "[]", "null", "");
    }

    @Test
    void malformedLinesAddTheirColumn() {
        check("_corrupt_record STRING,a BIGINT,b BIGINT", "{\"a\":1}", "bad", "{\"b\":2}");
        check("_corrupt_record STRING,c BIGINT", "[1,2]", "{\"c\":1}");
        check("_corrupt_record STRING", "1", "2");
        assertEquals("a BIGINT", infer(ParseMode.DROPMALFORMED, "{\"a\":1}\nbad"));
        var error = assertThrows(SluiceException.class, () -> infer(ParseMode.FAILFAST, "{\"a\":1}\nbad"));
        assertEquals("bad", error.getMessageParameters().get("badRecord"));
    }

    @Test
    void twoFieldsOfOneNameAreRefused() {
        for (String line : new String[] {"{\"a\":1,\"a\":\"x\"}", "{\"a\":1,\"A\":2}", "{\"s\":[{\"a\":1,\"A\":2}]}"}) {
            var error = assertThrows(SluiceException.class, () -> infer(ParseMode.PERMISSIVE, line));
            assertEquals(
                    "[COLUMN_ALREADY_EXISTS] The column `a` already exists. Choose another name or rename the existing "
                            + "column. SQLSTATE: 42711",
                    error.sentence());
        }
        check("s STRING", "{\"s\":{\"a\":1,\"a\":2}}", "{\"s\":\"x\"}");
    }
}
