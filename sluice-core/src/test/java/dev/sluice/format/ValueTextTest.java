package dev.sluice.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueTextTest {

    private static final DataType INTS = new DataType.Array(Atomic.INT, true);
    private static final DataType BINARIES = new DataType.Array(Atomic.BINARY, true);
    private static final DataType COUNTS = new DataType.Map(Atomic.STRING, Atomic.INT, true);

    /// Expectations are what Spark 4.2 answered.
    private static void check(DataType type, @Nullable Object value, String cast, String shown) {
        check(type, value, ZoneOffset.UTC, cast, shown);
    }

    private static void check(DataType type, @Nullable Object value, ZoneId zone, String cast, String shown) {
        Vector flat = Vectors.single(type, value);
        for (Vector vector : List.of(flat, new ConstantVector(flat, 3), new DictionaryVector(flat, new int[3], 3))) {
            var castText = new StringBuilder();
            ValueText.append(castText, vector, 0, type, zone);
            assertEquals(cast, castText.toString());
            var shownText = new StringBuilder();
            ValueText.show(shownText, vector, 0, type, zone);
            assertEquals(shown, shownText.toString());
        }
    }

    private static void check(DataType type, Object value, String text) {
        check(type, value, text, text);
    }

    @Test
    void numbers() {
        check(Atomic.BYTE, -128, "-128");
        check(Atomic.LONG, Long.MIN_VALUE, "-9223372036854775808");
        check(Atomic.DOUBLE, 1.0, "1.0");
        check(Atomic.DOUBLE, 1e10, "1.0E10");
        check(Atomic.DOUBLE, 1e7, "1.0E7");
        check(Atomic.DOUBLE, 9999999.0, "9999999.0");
        check(Atomic.DOUBLE, 1.5e-7, "1.5E-7");
        check(Atomic.DOUBLE, 0.001, "0.001");
        check(Atomic.DOUBLE, -0.0, "-0.0");
        check(Atomic.DOUBLE, Double.NaN, "NaN");
        check(Atomic.DOUBLE, Double.NEGATIVE_INFINITY, "-Infinity");
        check(Atomic.FLOAT, 0.1f, "0.1");
        check(new DataType.Decimal(3, 2), new BigDecimal("1.50"), "1.50");
        check(new DataType.Decimal(10, 10), new BigDecimal("0.0000000001"), "0.0000000001");
        check(new DataType.Decimal(11, 0), new BigDecimal("10000000000"), "10000000000");
    }

    @Test
    void textAndBinary() {
        check(Atomic.STRING, "é한😀", "é한😀");
        check(Atomic.STRING, "", "");
        check(Atomic.BOOLEAN, true, "true");
        check(Atomic.BINARY, new byte[] {0x1F, 0, (byte) 0xFF}, "\u001F\u0000\uFFFD", "[1F 00 FF]");
        check(Atomic.BINARY, new byte[0], "", "[]");
    }

    @Test
    void dates() {
        check(Atomic.DATE, 0, "1970-01-01");
        check(Atomic.DATE, -1, "1969-12-31");
        check(Atomic.DATE, 18262, "2020-01-01");
        check(Atomic.DATE, 18321, "2020-02-29");
        check(Atomic.DATE, (int) java.time.LocalDate.of(99, 1, 1).toEpochDay(), "0099-01-01");
        check(Atomic.DATE, (int) java.time.LocalDate.of(-1, 1, 1).toEpochDay(), "-0001-01-01");
        check(Atomic.DATE, (int) java.time.LocalDate.of(12345, 1, 1).toEpochDay(), "+12345-01-01");
    }

    @Test
    void everyDayOfNineHundredYearsIsTheOneOfJava() {
        for (long day = java.time.LocalDate.of(-200, 1, 1).toEpochDay(); day < 260_000; day++) {
            var out = new StringBuilder();
            TimeText.appendDate(out, day);
            var date = java.time.LocalDate.ofEpochDay(day);
            assertEquals(date.toString(), out.toString());
            assertEquals(day, TimeParser.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()));
        }
    }

    @Test
    void timestampsAreShownInTheSessionsZone() {
        long micros = 1577840523123456L;
        check(Atomic.TIMESTAMP, micros, "2020-01-01 01:02:03.123456");
        check(Atomic.TIMESTAMP, 1577840523500000L, "2020-01-01 01:02:03.5");
        check(Atomic.TIMESTAMP, 1577836800000000L, "2020-01-01 00:00:00");
        check(Atomic.TIMESTAMP, -1L, "1969-12-31 23:59:59.999999");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        check(Atomic.TIMESTAMP, 1593604800000000L, berlin, "2020-07-01 14:00:00", "2020-07-01 14:00:00");
        check(Atomic.TIMESTAMP, 1577880000000000L, berlin, "2020-01-01 13:00:00", "2020-01-01 13:00:00");
        check(Atomic.TIMESTAMP_NTZ, 1577840523120000L, berlin, "2020-01-01 01:02:03.12", "2020-01-01 01:02:03.12");
    }

    @Test
    void intervalsAreLiterals() {
        check(new DataType.DayTimeInterval(0, 3), 93784500000L, "INTERVAL '1 02:03:04.5' DAY TO SECOND");
        check(new DataType.DayTimeInterval(0, 3), -93784500000L, "INTERVAL '-1 02:03:04.5' DAY TO SECOND");
        check(new DataType.DayTimeInterval(0, 0), 86_400_000_000L, "INTERVAL '1' DAY");
        check(new DataType.DayTimeInterval(2, 2), 300_000_000L, "INTERVAL '05' MINUTE");
        check(new DataType.DayTimeInterval(1, 2), 90_000_000_000L, "INTERVAL '25:00' HOUR TO MINUTE");
        check(new DataType.DayTimeInterval(3, 3), 0L, "INTERVAL '00' SECOND");
        check(
                new DataType.DayTimeInterval(0, 3),
                Long.MIN_VALUE,
                "INTERVAL '-106751991 04:00:54.775808' DAY TO SECOND");
        check(DataType.YearMonthInterval.YEAR_TO_MONTH, 14, "INTERVAL '1-2' YEAR TO MONTH");
        check(DataType.YearMonthInterval.YEAR_TO_MONTH, -14, "INTERVAL '-1-2' YEAR TO MONTH");
    }

    @Test
    void nestedValues() {
        check(INTS, Arrays.asList(1, null, 2), "[1, null, 2]", "[1, NULL, 2]");
        check(INTS, List.of(), "[]");
        check(BINARIES, List.of(new byte[] {'a'}), "[a]", "[[61]]");
        var counts = new LinkedHashMap<String, @Nullable Integer>();
        counts.put("k", 1);
        counts.put("n", null);
        check(COUNTS, counts, "{k -> 1, n -> null}", "{k -> 1, n -> NULL}");
        DataType struct =
                DataType.Struct.of(Field.of("a", Atomic.INT), Field.of("b", Atomic.STRING), Field.of("c", Atomic.NULL));
        check(struct, Arrays.asList(1, "x", null), "{1, x, null}", "{1, x, NULL}");
        check(
                new DataType.Array(struct, true),
                List.of(Arrays.asList(null, "", null)),
                "[{null, , null}]",
                "[{NULL, , NULL}]");
    }

    @Test
    void aNullIsAWord() {
        check(Atomic.INT, null, "null", "NULL");
        VectorBuilder nulls = VectorBuilder.of(Atomic.NULL, 1);
        nulls.appendNull();
        var out = new StringBuilder();
        ValueText.show(out, nulls.build(), 0, Atomic.NULL, ZoneOffset.UTC);
        assertEquals("NULL", out.toString());
    }
}
