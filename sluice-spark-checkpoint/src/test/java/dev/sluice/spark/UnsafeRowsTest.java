package dev.sluice.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// That the bytes are Spark's is what [RecordedCheckpointsTest] says; here are the values that are not in it.
class UnsafeRowsTest {

    record Case(DataType type, Object value) {}

    static List<Case> values() {
        return List.of(
                new Case(Atomic.BOOLEAN, true),
                new Case(Atomic.BYTE, -128),
                new Case(Atomic.SHORT, -32768),
                new Case(Atomic.INT, Integer.MIN_VALUE),
                new Case(Atomic.LONG, Long.MIN_VALUE),
                new Case(Atomic.FLOAT, -1.5f),
                new Case(Atomic.DOUBLE, Double.NEGATIVE_INFINITY),
                new Case(Atomic.STRING, ""),
                new Case(Atomic.STRING, "eight by"),
                new Case(Atomic.STRING, "a snowman ☃"),
                new Case(Atomic.DATE, -1),
                new Case(Atomic.TIMESTAMP, -1L),
                new Case(new DataType.Decimal(18, 3), new BigDecimal("-123456789012345.678")),
                new Case(new DataType.Decimal(38, 2), new BigDecimal("-999999999999999999999999999999999999.99")),
                new Case(new DataType.Decimal(20, 0), BigDecimal.ZERO),
                new Case(DataType.YearMonthInterval.YEAR_TO_MONTH, -13),
                new Case(DataType.DayTimeInterval.DAY_TO_SECOND, -1L),
                new Case(
                        DataType.Struct.of(Field.of("a", Atomic.STRING), Field.of("b", Atomic.INT)),
                        Arrays.asList(null, 7)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackBesideOthersAndNull(Case one) {
        var type =
                DataType.Struct.of(Field.of("a", Atomic.STRING), Field.of("b", one.type()), Field.of("c", one.type()));
        List<Object> row = Arrays.asList("x", one.value(), null);
        byte[] bytes = UnsafeRows.write(type, row);
        assertEquals(0, bytes.length % 8);
        assertEquals(row, UnsafeRows.read(type, bytes));
    }

    @Test
    void bytesComeBack() {
        var type = DataType.Struct.of(Field.of("a", Atomic.BINARY));
        byte[] value = {0, -1, 2};
        assertArrayEquals(value, (byte[])
                UnsafeRows.read(type, UnsafeRows.write(type, List.of(value))).getFirst());
    }

    /// The first word says that the second of two fields is null; text lies behind, and its place and length in its
    /// word.
    @Test
    void aRowInBytes() {
        var type = DataType.Struct.of(Field.of("a", Atomic.STRING), Field.of("b", Atomic.LONG));
        assertEquals(
                "0200000000000000" + "0300000018000000" + "0000000000000000" + "6162630000000000",
                HexFormat.of().formatHex(UnsafeRows.write(type, Arrays.asList("abc", null))));
    }

    @Test
    void moreFieldsThanAWordHasBits() {
        Field[] fields = new Field[70];
        Object[] row = new Object[70];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Field.of("f" + i, Atomic.INT);
            row[i] = i % 3 == 0 ? null : i;
        }
        var type = DataType.Struct.of(fields);
        assertEquals(Arrays.asList(row), UnsafeRows.read(type, UnsafeRows.write(type, Arrays.asList(row))));
    }

    @Test
    void bytesOfSomethingElseAreRefused() {
        var type = DataType.Struct.of(Field.of("a", Atomic.STRING));
        assertThrows(IllegalArgumentException.class, () -> UnsafeRows.read(type, new byte[8]));
        byte[] outside = UnsafeRows.write(type, List.of("abc"));
        outside[12] = 100;
        assertThrows(IllegalArgumentException.class, () -> UnsafeRows.read(type, outside));
    }
}
