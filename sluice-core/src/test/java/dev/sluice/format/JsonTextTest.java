package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Expectations are what Spark 4.2 answered.
class JsonTextTest {

    private static void check(DataType type, @Nullable Object value, String expected) {
        check(type, value, ZoneOffset.UTC, false, expected);
    }

    private static void check(DataType type, @Nullable Object value, ZoneId zone, boolean keepNulls, String expected) {
        Vector flat = Vectors.single(type, value);
        for (Vector vector : List.of(flat, new ConstantVector(flat, 1), new DictionaryVector(flat, new int[1], 1))) {
            var out = new StringBuilder();
            JsonText.appendValue(out, vector, 0, type, TimeStyle.usual(zone), keepNulls);
            assertEquals(expected, out.toString());
        }
    }

    @Test
    void numbersWithoutAJsonFormAreStrings() {
        check(Atomic.BYTE, 1, "1");
        check(Atomic.LONG, Long.MAX_VALUE, "9223372036854775807");
        check(Atomic.DOUBLE, 1e10, "1.0E10");
        check(Atomic.DOUBLE, 1e-4, "1.0E-4");
        check(Atomic.DOUBLE, -0.0, "-0.0");
        check(Atomic.DOUBLE, Double.NaN, "\"NaN\"");
        check(Atomic.DOUBLE, Double.NEGATIVE_INFINITY, "\"-Infinity\"");
        check(Atomic.FLOAT, 0.1f, "0.1");
        check(Atomic.FLOAT, Float.NaN, "\"NaN\"");
        check(Atomic.BOOLEAN, true, "true");
    }

    @Test
    void decimalsMayHaveAnExponent() {
        check(new DataType.Decimal(3, 2), new BigDecimal("1.50"), "1.50");
        check(new DataType.Decimal(7, 7), new BigDecimal("0.0000001"), "1E-7");
        check(new DataType.Decimal(20, 10), new BigDecimal("0E-10"), "0E-10");
        check(
                new DataType.Decimal(30, 0),
                new BigDecimal("123456789012345678901234567890"),
                "123456789012345678901234567890");
    }

    @Test
    void timesHaveMillisecondsAndTheZonesOffset() {
        check(Atomic.DATE, 18262, "\"2020-01-01\"");
        check(Atomic.TIMESTAMP, 1577836800000000L, "\"2020-01-01T00:00:00.000Z\"");
        check(Atomic.TIMESTAMP, 1577840523123456L, "\"2020-01-01T01:02:03.123Z\"");
        check(Atomic.TIMESTAMP, -1L, "\"1969-12-31T23:59:59.999Z\"");
        check(
                Atomic.TIMESTAMP,
                1577840523100000L,
                ZoneId.of("Europe/Berlin"),
                false,
                "\"2020-01-01T02:02:03.100+01:00\"");
        check(Atomic.TIMESTAMP, 0L, ZoneOffset.ofHoursMinutes(-3, -30), false, "\"1969-12-31T20:30:00.000-03:30\"");
        check(Atomic.TIMESTAMP_NTZ, 1577840523120000L, "\"2020-01-01T01:02:03.120\"");
    }

    @Test
    void intervalsShowTheUnitsOfTheirTypeAndInRowsAllUnits() {
        checkInterval(0, -86_400_000_000L, "INTERVAL '-1' DAY", "INTERVAL '-1 00:00:00' DAY TO SECOND");
        checkInterval(2, 300_000_000L, "INTERVAL '05' MINUTE", "INTERVAL '0 00:05:00' DAY TO SECOND");
        check(DataType.YearMonthInterval.YEAR_TO_MONTH, 14, "\"INTERVAL '1-2' YEAR TO MONTH\"");
    }

    private static void checkInterval(int unit, long micros, String value, String inRow) {
        var type = new DataType.DayTimeInterval(unit, unit);
        check(type, micros, '"' + value + '"');
        var row = new StringBuilder();
        var chunk = Chunk.of(1, Vectors.single(type, micros));
        JsonText.append(row, chunk, 0, DataType.Struct.of(Field.of("i", type)), ZoneOffset.UTC);
        assertEquals("{\"i\":\"" + inRow + "\"}", row.toString());
    }

    @Test
    void stringsAreEscapedAndBinaryIsBase64() {
        check(Atomic.STRING, "a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
        check(Atomic.STRING, "tab\t\n\u0001", "\"tab\\t\\n\\u0001\"");
        check(Atomic.STRING, "é한😀<a>&", "\"é한😀<a>&\"");
        check(Atomic.STRING, "", "\"\"");
        check(Atomic.BINARY, new byte[] {0x1F, 0, (byte) 0xFF}, "\"HwD/\"");
    }

    @Test
    void nullsStayInListsAndMapsAndMayStayInStructs() {
        var struct = DataType.Struct.of(Field.of("a", Atomic.INT), Field.of("b", Atomic.STRING));
        check(new DataType.Array(Atomic.INT, true), Arrays.asList(1, null, 3), "[1,null,3]");
        var map = new LinkedHashMap<String, @Nullable Integer>();
        map.put("k", 1);
        map.put("n", null);
        check(new DataType.Map(Atomic.STRING, Atomic.INT, true), map, "{\"k\":1,\"n\":null}");
        check(struct, Arrays.asList(1, null), "{\"a\":1}");
        check(struct, Arrays.asList(1, null), ZoneOffset.UTC, true, "{\"a\":1,\"b\":null}");
        check(new DataType.Array(struct, true), List.of(Arrays.asList(null, null)), "[{}]");
        check(struct, null, "null");
    }

    @Test
    void keysOfMapsAreWhatTheyAreHeldAs() {
        check(new DataType.Map(Atomic.DATE, Atomic.INT, true), java.util.Map.of(18262, 1), "{\"18262\":1}");
        check(
                new DataType.Map(Atomic.TIMESTAMP, Atomic.INT, true),
                java.util.Map.of(1577836800000000L, 1),
                "{\"1577836800000000\":1}");
        check(new DataType.Map(Atomic.DOUBLE, Atomic.INT, true), java.util.Map.of(1e10, 1), "{\"1.0E10\":1}");
        check(new DataType.Map(Atomic.BOOLEAN, Atomic.INT, true), java.util.Map.of(true, 1), "{\"true\":1}");
    }

    @Test
    void aRowIsAnObject() {
        var schema = DataType.Struct.of(
                Field.of("a", Atomic.INT), Field.of("n", Atomic.NULL), Field.of("s \"q\"", Atomic.STRING));
        var chunk = Values.chunk(schema, List.of(Arrays.asList(1, null, "x"), Arrays.asList(null, null, null)));
        var out = new StringBuilder();
        JsonText.append(out, chunk, 0, schema, ZoneOffset.UTC);
        JsonText.append(out, chunk, 1, schema, ZoneOffset.UTC);
        assertEquals("{\"a\":1,\"s \\\"q\\\"\":\"x\"}{}", out.toString());
    }
}
