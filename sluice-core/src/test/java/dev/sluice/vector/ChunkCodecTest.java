package dev.sluice.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChunkCodecTest {

    @Test
    void everyKindOfValueComesBackWithAndWithoutNulls() {
        check(Atomic.NULL, Arrays.asList(null, null));
        check(Atomic.BOOLEAN, Arrays.asList(true, false, null, true, true, false, false, true, true, null));
        check(Atomic.BYTE, Arrays.asList(-128, 0, 127, null));
        check(Atomic.INT, Arrays.asList(Integer.MIN_VALUE, Integer.MAX_VALUE, 0));
        check(Atomic.DATE, Arrays.asList(20_000, 20_001, null, 20_255));
        check(Atomic.LONG, Arrays.asList(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, null));
        check(Atomic.LONG, Arrays.asList(7L, 7L, 7L));
        check(Atomic.LONG, Arrays.asList(-300L, 300L, null));
        check(Atomic.LONG, Arrays.asList(0L, 70_000L, 4_294_967_295L));
        check(Atomic.LONG, Arrays.asList(0L, 4_294_967_296L));
        check(Atomic.TIMESTAMP, Arrays.asList(1_700_000_000_000_000L, null, 1_700_000_000_000_255L));
        check(Atomic.FLOAT, Arrays.asList(1.5f, Float.NaN, null, -0.0f, Float.MIN_VALUE));
        check(Atomic.DOUBLE, Arrays.asList(1.5, Double.NaN, null, -0.0, Double.NEGATIVE_INFINITY));
        check(
                new DataType.Decimal(38, 2),
                Arrays.asList(new BigDecimal("0.00"), null, new BigDecimal("-12345678901234567890123.45")));
        check(Atomic.STRING, Arrays.asList("", "to be", null, "ø→😀"));
        check(new DataType.DayTimeInterval(0, 3), Arrays.asList(-1L, 86_400_000_000L));
    }

    @Test
    void binaryComesBack() {
        var codec = new ChunkCodec(List.of(Atomic.BINARY));
        var schema = DataType.Struct.of(Field.of("b", Atomic.BINARY));
        Chunk chunk = codec.decode(codec.encode(Values.chunk(schema, List.of(List.of(new byte[] {0, -1, 5})))));
        assertArrayEquals(new byte[] {0, -1, 5}, ((BytesVector) chunk.column(0)).copy(0));
    }

    @Test
    void nestedValuesComeBack() {
        var pair = DataType.Struct.of(Field.of("name", Atomic.STRING), Field.of("n", Atomic.LONG));
        var list = new DataType.Array(pair, true);
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("b", Arrays.asList(Arrays.asList("x", 1L), null));
        map.put("a", null);
        check(pair, Arrays.asList(null, Arrays.asList("one", 1L), Arrays.asList(null, 2L), null));
        check(list, Arrays.asList(Arrays.asList(Arrays.asList("a", 1L), null), List.of(), null));
        check(new DataType.Map(Atomic.STRING, list, true), Arrays.asList(map, null, new LinkedHashMap<>()));
        check(
                new DataType.Array(new DataType.Array(Atomic.INT, true), true),
                Arrays.asList(List.of(List.of(1, 2), List.of()), null, List.of(Arrays.asList(3, null))));
    }

    @Test
    void emptyAndAllNullColumnsTakeHardlyAnyRoom() {
        assertEquals(4, new ChunkCodec(List.of(Atomic.LONG)).encode(longs(null, null)).length);
        check(Atomic.LONG, Arrays.asList(null, null));
        check(Atomic.STRING, List.of());
        check(DataType.Struct.of(), Arrays.asList(List.of(), null));
    }

    @Test
    void numbersThatLieTogetherTakeFewBytes() {
        var values = new Object[1000];
        for (int i = 0; i < values.length; i++) values[i] = 1_700_000_000_000_000L + i;
        assertTrue(new ChunkCodec(List.of(Atomic.LONG)).encode(longs(values)).length < 2_100);
    }

    @Test
    void onlySelectedRowsAreWritten() {
        var codec = new ChunkCodec(List.of(Atomic.LONG));
        Chunk chunk = longs(1L, 2L, null, 4L).select(new Selection(new int[] {1, 2, 99}, 2));
        assertEquals(Arrays.asList(2L, null), column(codec.decode(codec.encode(chunk)), Atomic.LONG));
    }

    @Test
    void constantsAndDictionariesAreWrittenAsTheirRows() {
        var codec = new ChunkCodec(List.of(Atomic.STRING, Atomic.STRING));
        Vector words = Values.chunk(schema(Atomic.STRING), List.of(List.of("be"), List.of("to")))
                .column(0);
        Chunk chunk = Chunk.of(
                3,
                new DictionaryVector(words, new int[] {1, 0, 1}, 3),
                new ConstantVector(Vectors.single(Atomic.STRING, "or"), 3));
        Chunk read = codec.decode(codec.encode(chunk));
        assertEquals(List.of("to", "be", "to"), column(read, Atomic.STRING));
        assertEquals("or", Values.get(read.column(1), 2, Atomic.STRING));
    }

    @Test
    void bytesCutOffAnywhereAreRefusedAndNotMisread() {
        var list = new DataType.Array(Atomic.STRING, true);
        var codec = new ChunkCodec(List.of(list));
        List<List<List<String>>> rows = List.of(List.of(List.of("a", "bc")), List.of(List.of("d")));
        byte[] whole = codec.encode(Values.chunk(schema(list), rows));
        for (int size = 0; size < whole.length; size++) {
            byte[] cut = Arrays.copyOf(whole, size);
            assertThrows(IllegalArgumentException.class, () -> codec.decode(cut), "cut to " + size);
        }
        assertThrows(IllegalArgumentException.class, () -> codec.decode(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void anotherTypeOrANewerVersionIsRefused() {
        byte[] bytes = new ChunkCodec(List.of(Atomic.LONG)).encode(longs(1L));
        var type = assertThrows(
                IllegalArgumentException.class, () -> new ChunkCodec(List.of(Atomic.STRING)).decode(bytes));
        assertEquals("a column of kind 3 where STRING was expected", type.getMessage());
        bytes[0] = 2;
        var version =
                assertThrows(IllegalArgumentException.class, () -> new ChunkCodec(List.of(Atomic.LONG)).decode(bytes));
        assertEquals("a chunk in version 2", version.getMessage());
    }

    private static void check(DataType type, List<? extends @Nullable Object> values) {
        var codec = new ChunkCodec(List.of(type));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object value : values) rows.add(Arrays.asList(value));
        assertEquals(values, column(codec.decode(codec.encode(Values.chunk(schema(type), rows))), type));
    }

    private static List<@Nullable Object> column(Chunk chunk, DataType type) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < chunk.rowCount(); i++) values.add(Values.get(chunk.column(0), i, type));
        return values;
    }

    private static Chunk longs(@Nullable Object... values) {
        return Values.chunk(
                schema(Atomic.LONG), Arrays.stream(values).map(Arrays::asList).toList());
    }

    private static DataType.Struct schema(DataType type) {
        return DataType.Struct.of(Field.of("c", type));
    }
}
