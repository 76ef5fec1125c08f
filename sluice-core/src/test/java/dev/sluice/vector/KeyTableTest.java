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

    /// Bytes that begin with the number and have a length of its own.
    private static byte[] key(int id) {
        byte[] key = new byte[id % 1_000 == 0 ? 300_000 : 4 + id % 60];
        for (int i = 0; i < 4; i++) key[i] = (byte) (id >>> (8 * i));
        return key;
    }
}
