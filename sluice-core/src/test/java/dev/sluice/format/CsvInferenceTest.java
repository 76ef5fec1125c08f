package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// Expectations are what Spark 4.2 answered.
class CsvInferenceTest {

    private static String infer(boolean header, boolean types, String... lines) {
        var settings = new CsvSettings(
                CsvSyntax.DEFAULT,
                header,
                true,
                types,
                true,
                20_480,
                -1,
                ParseMode.PERMISSIVE,
                "_corrupt_record",
                ZoneOffset.UTC,
                "NaN",
                "Inf",
                "-Inf",
                null,
                null,
                null);
        var inference = new CsvInference(settings);
        ReaderCases.rows(String.join("\n", lines), DataType.Struct.of(), inference.parser(true));
        return inference.schema().toDdl();
    }

    @Test
    void withoutHeaderColumnsAreNumbered() {
        assertEquals("_c0 STRING,_c1 STRING", infer(false, false, "1,2", "1,2,3"));
    }

    @Test
    void headersNameColumnsAndNumbersHelpWhereTheyDoNot() {
        assertEquals("id0 STRING,id1 STRING,_c2 STRING,`a b` STRING", infer(true, false, "id,id,,a b", "1,2,3,4"));
        assertEquals(
                "`a b` STRING,`c,d` STRING,` e ` STRING,_c3 STRING,`x\"y` STRING,A5 STRING,a6 STRING",
                infer(true, false, "\"a b\",\"c,d\", e ,\"\",x\"y,A,a"));
        assertEquals("a STRING,b STRING", infer(true, false, "", "  ", "a,b", "1,2"));
        assertThrows(SluiceException.class, () -> infer(true, false, "a1,a,a"));
    }

    @Test
    void typesFitAllValues() {
        assertEquals(
                "_c0 INT,_c1 BIGINT,_c2 DECIMAL(21,0),_c3 DOUBLE,_c4 BOOLEAN,_c5 TIMESTAMP,_c6 TIMESTAMP,_c7 STRING,"
                        + "_c8 STRING,_c9 STRING,_c10 DOUBLE,_c11 STRING",
                infer(
                        false,
                        true,
                        "1,1,1,1,true,2020-01-02,2020-01-02 03:04:05,1,x,,1.5,1",
                        "2,12345678901,123456789012345678901,1.5,FALSE,2020-1-2,2020-01-02T03:04:05Z,x,1,,1e3,2020-01-02"));
        assertEquals(
                "a TIMESTAMP,b TIMESTAMP,c STRING,d DOUBLE,e DOUBLE,f DECIMAL(23,0),g DOUBLE,h STRING",
                infer(
                        true,
                        true,
                        "a,b,c,d,e,f,g,h",
                        "2020-01-02,2020-01-02 00:00:00,true,12345678901,1.5,1,NaN,1",
                        "2020-01-02 00:00:00,2020-01-02,1,1.5,12345678901234567890123,12345678901234567890123,Inf,\"1,000\""));
        assertEquals(
                "_c0 INT,_c1 INT,_c2 INT,_c3 DOUBLE,_c4 DECIMAL(1,0),_c5 DOUBLE,_c6 DOUBLE,_c7 DOUBLE,_c8 STRING,"
                        + "_c9 STRING",
                infer(false, true, "007,-0,+1,1.0,1., 1,1e3,1d,0x1,1_0"));
        assertEquals(
                "_c0 DOUBLE,_c1 DECIMAL(38,0),_c2 DOUBLE,_c3 DOUBLE,_c4 DOUBLE",
                infer(
                        false,
                        true,
                        "123456789012345678901234567890123456789,99999999999999999999999999999999999999,1e20,1e-3,"
                                + "100000000000000000000",
                        "1,1,1,1,1.5"));
    }

    @Test
    void nullsSayNothing() {
        assertEquals(
                "a TIMESTAMP,b TIMESTAMP,c DATE",
                infer(true, true, "a,b,c", "2020-1-2,2020-01-02T00:00:00,2020-01-02", "2020-01-02,2020-01-02,"));
        assertEquals("a STRING,b STRING", infer(true, true, "a,b", ",x", ",y"));
        assertEquals("_c0 INT,_c1 INT", infer(false, true, "1,2", "1,2,3", "1"));
    }
}
