package dev.sluice.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitioningTest {

    @Test
    void everyHashHasAPartition() {
        for (int hash : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            for (int count : new int[] {1, 2, 7}) {
                int partition = Partitioning.of(hash, count);
                assertTrue(partition >= 0 && partition < count);
            }
        }
    }

    @Test
    void keysSpreadEvenly() {
        int[] counts = new int[7];
        var encoder = new KeyEncoder(List.of(Atomic.LONG));
        long[] values = new long[70_000];
        for (int i = 0; i < values.length; i++) values[i] = i;
        KeyBatch keys = encoder.encode(
                new Vector[] {new LongVector(values, null, values.length)}, Selection.all(values.length));
        for (int hash : keys.hashes()) counts[Partitioning.of(hash, 7)]++;
        for (int count : counts) assertTrue(count > 9_000 && count < 11_000, Arrays.toString(counts));
    }

    @Test
    void theFirstColumnsOfALongerKeyHashAsAKeyOfTheirOwn() {
        var pair = DataType.Struct.of(Field.of("x", Atomic.DATE), Field.of("y", Atomic.DOUBLE));
        var key = DataType.Struct.of(
                Field.of("word", Atomic.STRING),
                Field.of("pair", pair),
                Field.of("list", new DataType.Array(new DataType.Decimal(10, 2), true)),
                Field.of("flag", Atomic.BOOLEAN),
                Field.of("number", Atomic.LONG));
        Chunk rows = Values.chunk(
                key,
                List.of(
                        Arrays.asList("to", List.of(1, 2.5), List.of(new BigDecimal("1.50")), true, 1L),
                        Arrays.asList(null, null, null, null, 2L),
                        Arrays.asList("be", Arrays.asList(null, 0.0), List.of(new BigDecimal("-7.00")), false, 3L)));
        KeyBatch whole = encode(key, rows, 5);
        for (int columns = 0; columns <= 5; columns++) {
            KeyBatch first = encode(key, rows, columns);
            for (int row = 0; row < 3; row++) {
                assertEquals(
                        first.hashes()[row],
                        Partitioning.hashOfFirst(key, columns, whole.bytes(), whole.offsets()[row]),
                        columns + " columns of row " + row);
            }
        }
    }

    @Test
    void aKeyOfNothingGoesToTheFirstPartition() {
        var key = DataType.Struct.of(Field.of("word", Atomic.STRING));
        KeyBatch keys = encode(key, Values.chunk(key, List.of(List.of("to"))), 1);
        assertEquals(0, Partitioning.of(Partitioning.hashOfFirst(key, 0, keys.bytes(), 0), 7));
    }

    private static KeyBatch encode(DataType.Struct key, Chunk rows, int columns) {
        List<DataType> types =
                key.fields().stream().limit(columns).map(Field::type).toList();
        return new KeyEncoder(types).encode(Arrays.copyOf(rows.columns(), columns), Selection.all(rows.size()));
    }
}
