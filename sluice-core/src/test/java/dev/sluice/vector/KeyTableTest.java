package dev.sluice.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rows become keys, keys become slots, and slots become rows again.
class KeyTableTest {

    private static final DataType.Struct SCHEMA = SqlParser.tableSchema("s STRING, d DOUBLE, l ARRAY<INT>");
    private static final List<DataType> TYPES =
            SCHEMA.fields().stream().map(Field::type).toList();

    private static KeyBatch keys(List<? extends List<? extends @Nullable Object>> rows) {
        Chunk chunk = Values.chunk(SCHEMA, rows);
        return new KeyEncoder(TYPES).encode(chunk.columns(), chunk.selection());
    }

    private static int[] slots(KeyTable table, KeyBatch keys) {
        int[] slots = new int[keys.count()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = table.add(keys.bytes(), keys.offsets()[i], keys.lengths()[i], keys.hashes()[i]);
        }
        return slots;
    }

    @Test
    void equalRowsShareASlotAndNullIsAValueOfItsOwn() {
        int[] slots = slots(
                new KeyTable(),
                keys(List.of(
                        Arrays.asList("a", 1.0, List.of(1)),
                        Arrays.asList(null, null, null),
                        Arrays.asList("a", 1.0, List.of(1)),
                        Arrays.asList("", null, null),
                        Arrays.asList(null, null, null))));
        assertArrayEquals(new int[] {0, 1, 0, 2, 1}, slots);
    }

    @Test
    void zerosAreOneKeyAndSoAreNotANumbers() {
        int[] slots = slots(
                new KeyTable(),
                keys(List.of(
                        Arrays.asList("x", 0.0, null),
                        Arrays.asList("x", -0.0, null),
                        Arrays.asList("x", Double.NaN, null),
                        Arrays.asList("x", Double.longBitsToDouble(0x7ff8000000000001L), null))));
        assertArrayEquals(new int[] {0, 0, 1, 1}, slots);
    }

    /// `("ab", "c")` and `("a", "bc")` must not run into each other.
    @Test
    void columnsDoNotRunIntoEachOther() {
        DataType.Struct two = SqlParser.tableSchema("a STRING, b STRING");
        Chunk chunk = Values.chunk(two, List.of(List.of("ab", "c"), List.of("a", "bc")));
        KeyBatch keys = new KeyEncoder(List.of(two.field(0).type(), two.field(1).type()))
                .encode(chunk.columns(), chunk.selection());
        int[] slots = slots(new KeyTable(), keys);
        assertNotEquals(slots[0], slots[1]);
    }

    @Test
    void keysAreRowsAgain() {
        List<List<@Nullable Object>> rows = List.of(
                Arrays.asList("a", 1.5, Arrays.asList(1, null)),
                Arrays.asList(null, null, null),
                Arrays.asList("", -3.0, List.of()));
        var table = new KeyTable();
        slots(table, keys(rows));
        Vector[] columns = new KeyEncoder(TYPES).decode(table, table.slots());
        Chunk decoded = Chunk.of(3, columns);
        List<List<@Nullable Object>> found = new ArrayList<>();
        for (int i = 0; i < 3; i++) found.add(Values.row(decoded, i, SCHEMA));
        assertEquals(rows, found);
    }

    @Test
    void manyKeysAreAllFoundAndRemovedOnesAreNot() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) rows.add(Arrays.asList("key-" + i, (double) i, null));
        KeyBatch keys = keys(rows);
        var table = new KeyTable();
        int[] slots = slots(table, keys);
        assertEquals(20_000, table.size());
        for (int i = 0; i < slots.length; i++) {
            int found = table.find(keys.bytes(), keys.offsets()[i], keys.lengths()[i], keys.hashes()[i]);
            assertEquals(slots[i], found);
        }
        for (int i = 0; i < slots.length; i += 2) table.remove(slots[i]);
        assertEquals(10_000, table.size());
        for (int i = 0; i < slots.length; i++) {
            int found = table.find(keys.bytes(), keys.offsets()[i], keys.lengths()[i], keys.hashes()[i]);
            assertEquals(i % 2 == 0 ? -1 : slots[i], found);
        }
        assertFalse(table.holds(slots[0]));
    }

    /// Against a map, until the index has split many times and the bytes of keys were closed up several times; a key in
    /// a thousand is longer than a segment.
    @Test
    void agreesWithAMapWhateverComesAndGoes() {
        var random = new SplittableRandom(11);
        var table = new KeyTable();
        Map<Integer, Integer> slotOf = new HashMap<>();
        for (int step = 0; step < 400_000; step++) {
            // Waves: first most keys come, then most go.
            boolean ebb = step / 50_000 % 2 == 1;
            int id = random.nextInt(60_000);
            byte[] key = key(id);
            int hash = KeyEncoder.hash(key, 0, key.length);
            Integer expected = slotOf.get(id);
            assertEquals(expected == null ? -1 : expected, table.find(key, 0, key.length, hash));
            if (expected == null && !(ebb && random.nextInt(8) > 0)) {
                int slot = table.add(key, 0, key.length, hash);
                assertEquals(slot, table.add(key, 0, key.length, hash));
                slotOf.put(id, slot);
            } else if (expected != null && (ebb || random.nextInt(8) == 0)) {
                table.remove(expected);
                slotOf.remove(id);
            }
            assertEquals(slotOf.size(), table.size());
        }
        assertEquals(slotOf.size(), new HashSet<>(slotOf.values()).size());
        assertArrayEquals(
                slotOf.values().stream().mapToInt(Integer::intValue).sorted().toArray(), table.occupied());
        slotOf.forEach((id, slot) -> {
            byte[] key = key(id);
            int from = table.offset(slot);
            assertArrayEquals(key, Arrays.copyOfRange(table.bytes(slot), from, from + table.length(slot)));
        });
        assertTrue(table.memoryBytes() < 60L << 20, () -> table.memoryBytes() + " bytes held");
    }

    /// Keys of lengths around that of a slot, many of them twice in a batch, some of them removed between batches.
    @Test
    void batchesFindAndAddWhatSingleKeysDo() {
        var random = new SplittableRandom(5);
        var batched = new KeyTable();
        var single = new KeyTable();
        var encoder = new KeyEncoder(List.of(DataType.Atomic.BINARY));
        for (int round = 0; round < 200; round++) {
            List<byte[]> keys = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                byte[] key = new byte[random.nextInt(14)];
                for (int at = 0; at < key.length; at++) key[at] = (byte) random.nextInt(3);
                keys.add(key);
            }
            KeyBatch batch = encoder.encode(new Vector[] {bytes(keys)}, Selection.all(keys.size()));
            int[] expected = slots(single, batch);
            int[] found = new int[keys.size()];
            batched.add(batch, found);
            assertArrayEquals(expected, found);
            for (int slot : single.occupied()) {
                if (random.nextInt(3) > 0) continue;
                single.remove(slot);
                batched.remove(slot);
            }
            batched.find(batch, found);
            for (int i = 0; i < found.length; i++) {
                int one = single.find(batch.bytes(), batch.offsets()[i], batch.lengths()[i], batch.hashes()[i]);
                assertEquals(one, found[i]);
            }
        }
    }

    private static BytesVector bytes(List<byte[]> values) {
        var builder = new VectorBuilder.Bytes(values.size());
        for (byte[] value : values) builder.append(value, 0, value.length);
        return builder.build();
    }

    /// Written a column at a time, keys have the bytes that they have written a row at a time, however the columns
    /// come.
    @Test
    void plainColumnsHaveTheFormOfRows() {
        DataType.Struct schema =
                SqlParser.tableSchema("b BOOLEAN, i INT, l BIGINT, f FLOAT, d DOUBLE, s STRING, t STRING");
        List<DataType> types = schema.fields().stream().map(Field::type).toList();
        var random = new SplittableRandom(3);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            List<@Nullable Object> row = new ArrayList<>(List.of(
                    random.nextBoolean(),
                    random.nextInt(),
                    random.nextLong(),
                    (float) random.nextDouble(),
                    random.nextInt(3) == 0 ? -0.0 : random.nextDouble(),
                    "x".repeat(random.nextInt(40)),
                    "é" + i));
            for (int c = 0; c < row.size(); c++) if (random.nextInt(5) == 0) row.set(c, null);
            rows.add(row);
        }
        Chunk chunk = Values.chunk(schema, rows);
        int[] every = new int[150];
        for (int i = 0; i < every.length; i++) every[i] = 2 * i;
        var some = new Selection(every, every.length);
        for (int c = 0; c <= types.size(); c++) {
            int from = c == types.size() ? 0 : c;
            int to = c == types.size() ? types.size() : c + 1;
            Vector[] columns = Arrays.copyOfRange(chunk.columns(), from, to);
            List<DataType> chosen = types.subList(from, to);
            KeyBatch keys = new KeyEncoder(chosen).encode(columns, some);
            Vector[] dictionaries = new Vector[columns.length];
            for (int i = 0; i < columns.length; i++)
                dictionaries[i] = DictionaryVector.of(columns[i], every, every.length);
            KeyBatch same = new KeyEncoder(chosen).encode(dictionaries, Selection.all(every.length));
            for (int i = 0; i < every.length; i++) {
                byte[] expected = byRow(chosen, columns, every[i]);
                assertArrayEquals(expected, key(keys, i));
                assertArrayEquals(expected, key(same, i));
            }
        }
    }

    /// Beside a column of nothing, which is not plain, each column is written row by row.
    private static byte[] byRow(List<DataType> types, Vector[] columns, int row) {
        List<DataType> wider = new ArrayList<>(types);
        wider.add(DataType.Atomic.NULL);
        Vector[] more = Arrays.copyOf(columns, columns.length + 1);
        more[columns.length] = new NullVector(row + 1);
        byte[] key = key(new KeyEncoder(wider).encode(more, new Selection(new int[] {row}, 1)), 0);
        return Arrays.copyOf(key, key.length - 1);
    }

    private static byte[] key(KeyBatch keys, int i) {
        return Arrays.copyOfRange(keys.bytes(), keys.offsets()[i], keys.offsets()[i] + keys.lengths()[i]);
    }

    /// Bytes that begin with the number and have a length of its own.
    private static byte[] key(int id) {
        byte[] key = new byte[id % 1_000 == 0 ? 300_000 : 4 + id % 60];
        for (int i = 0; i < 4; i++) key[i] = (byte) (id >>> (8 * i));
        return key;
    }
}
