package dev.sluice.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryStateStoreTest {

    private static final StateSpec COUNTS = new StateSpec(
            "count-by-word",
            "stateStoreSave",
            DataType.Struct.of(Field.of("word", Atomic.STRING)),
            DataType.Struct.of(Field.of("count", Atomic.LONG), Field.of("last", Atomic.STRING)));

    private final MemoryStateStore store = new MemoryStateStore(COUNTS);

    @Test
    void newKeysStartWithNullsAndKnownKeysKeepTheirSlots() {
        int[] first = locate("to", "be", "to");
        assertEquals(first[0], first[2]);
        assertTrue(store.values()[0].isNull(first[0]));
        assertArrayEquals(first, locate("to", "be", "to"));
        assertEquals(2, store.rowCount());
    }

    @Test
    void rowsAreKeysThenValues() {
        put("to", 2, "x");
        put("be", 1, null);
        assertEquals("{be=[1, null], to=[2, x]}", content(store));
    }

    @Test
    void touchedSlotsAreSaidOnceAndForgottenWithTheMicroBatch() {
        int[] slots = locate("to", "be");
        store.touch(slots, 2);
        store.touch(slots, 1);
        assertArrayEquals(slots, store.touched());
        drain();
        assertArrayEquals(new int[0], store.touched());
        store.touch(slots, 1);
        assertArrayEquals(new int[] {slots[0]}, store.touched());
    }

    @Test
    void addedKeysCountAsTouchedSoThatTheyAreLogged() {
        locate("to");
        assertEquals("{to=[null, null]}", content(replayed(drain())));
    }

    @Test
    void aFoldOfTheChangesIsTheStore() {
        put("to", 1, "a");
        put("be", 1, "b");
        List<byte[]> log = drain();
        put("to", 2, null);
        remove("be");
        put("or", 1, "c");
        log.addAll(drain());
        assertEquals("{or=[1, c], to=[2, null]}", content(store));
        assertEquals(content(store), content(replayed(log)));
    }

    @Test
    void appliedChangesDoNotCountAsTouched() {
        put("to", 1, "a");
        MemoryStateStore other = replayed(drain());
        assertArrayEquals(new int[0], other.touched());
        assertEquals(List.of(), drain(other));
    }

    @Test
    void aKeyRemovedAndAddedAgainInOneMicroBatchIsThereAfterwards() {
        put("to", 7, "old");
        List<byte[]> log = drain();
        remove("to");
        locate("to");
        log.addAll(drain());
        assertEquals("{to=[null, null]}", content(store));
        assertEquals(content(store), content(replayed(log)));
    }

    @Test
    void aKeyAddedAndRemovedInOneMicroBatchIsNotThereAfterwards() {
        put("to", 7, "x");
        remove("to");
        put("be", 1, "takes the slot");
        assertEquals("{be=[1, takes the slot]}", content(replayed(drain())));
    }

    @Test
    void changesAppliedTwiceAreAppliedOnce() {
        put("to", 1, "a");
        put("be", 1, "b");
        List<byte[]> log = drain();
        remove("to");
        put("be", 2, "b");
        List<byte[]> second = drain();
        log.addAll(second);
        log.addAll(second.reversed());
        assertEquals("{be=[2, b]}", content(replayed(log)));
    }

    @Test
    void changesComeInPiecesOfBoundedSize() {
        for (int i = 0; i < 30; i++) put("key" + i, i, "x".repeat(100_000));
        put("huge", 0, "y".repeat(3 << 20));
        List<byte[]> log = drain();
        long larger = log.stream()
                .filter(piece -> piece.length > MemoryStateStore.PIECE_BYTES)
                .count();
        assertEquals(1, larger);
        assertEquals(content(store), content(replayed(log)));
    }

    @Test
    void manyKeysGoIntoFewPieces() {
        for (int i = 0; i < 100_000; i++) put("k" + i, i, null);
        List<byte[]> log = drain();
        assertTrue(log.size() < 10, log.size() + " pieces");
        for (int i = 0; i < 100_000; i++) remove("k" + i);
        assertEquals(0, store.rowCount());
        log.addAll(drain());
        assertEquals("{}", content(replayed(log)));
    }

    @Test
    void anyHistoryFoldsToWhatAMapHolds() {
        for (long seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            var history = new MemoryStateStore(COUNTS);
            Map<String, Long> model = new HashMap<>();
            List<byte[]> log = new ArrayList<>();
            for (int batch = 0; batch < 20; batch++) {
                for (int step = random.nextInt(40); step >= 0; step--) {
                    String key = "k" + random.nextInt(25);
                    if (random.nextInt(3) == 0) {
                        if (model.remove(key) != null) remove(history, key);
                    } else {
                        long value = random.nextInt(1000);
                        model.put(key, value);
                        put(history, key, value, null);
                    }
                }
                log.addAll(drain(history));
                Map<String, List<Object>> expected = new TreeMap<>();
                model.forEach((key, value) -> expected.put(key, Arrays.asList(value, null)));
                assertEquals(expected.toString(), content(history), "seed " + seed);
                assertEquals(expected.toString(), content(replayed(log)), "seed " + seed);
            }
        }
    }

    @Test
    void emptyKeysAreAKeyToo() {
        var global = new MemoryStateStore(new StateSpec(
                "total", "stateStoreSave", DataType.Struct.of(), DataType.Struct.of(Field.of("sum", Atomic.DOUBLE))));
        int[] slots = new int[2];
        global.locate(global.keys().encode(new Vector[0], Selection.all(2)), slots);
        assertEquals(slots[0], slots[1]);
        ((MutableVector.Doubles) global.values()[0]).set(slots[0], 2.5);
        assertEquals("{[]=[2.5]}", content(global));
    }

    @Test
    void memoryGrowsWithTheState() {
        long empty = store.memoryBytes();
        for (int i = 0; i < 10_000; i++) put("k" + i, i, "x".repeat(100));
        drain();
        assertTrue(store.memoryBytes() > empty + 10_000 * 200, store.memoryBytes() + " bytes");
    }

    private int[] locate(String... words) {
        return locate(store, words);
    }

    private void put(String word, long count, @Nullable String last) {
        put(store, word, count, last);
    }

    private void remove(String word) {
        remove(store, word);
    }

    private List<byte[]> drain() {
        return drain(store);
    }

    private static KeyBatch keys(StateStore store, String... words) {
        Chunk rows =
                Values.chunk(COUNTS.key(), Arrays.stream(words).map(List::of).toList());
        return store.keys().encode(rows.columns(), rows.selection());
    }

    private static int[] locate(StateStore store, String... words) {
        int[] slots = new int[words.length];
        store.locate(keys(store, words), slots);
        return slots;
    }

    private static void put(StateStore store, String word, long count, @Nullable String last) {
        int[] slots = locate(store, word);
        ((MutableVector.Longs) store.values()[0]).set(slots[0], count);
        if (last == null) {
            store.values()[1].clear(slots[0]);
        } else {
            ((MutableVector.Bytes) store.values()[1]).set(slots[0], last.getBytes(UTF_8));
        }
        store.touch(slots, 1);
    }

    private static void remove(StateStore store, String word) {
        KeyBatch key = keys(store, word);
        store.remove(store.find(key.bytes(), key.offsets()[0], key.lengths()[0], key.hashes()[0]));
    }

    private static List<byte[]> drain(StateStore store) {
        List<byte[]> changes = new ArrayList<>();
        store.drainChanges(changes::add);
        return changes;
    }

    private static MemoryStateStore replayed(List<byte[]> log) {
        var replayed = new MemoryStateStore(COUNTS);
        log.forEach(replayed::apply);
        return replayed;
    }

    private static String content(StateStore store) {
        int[] slots = store.slots();
        Chunk rows = store.rows(slots, slots.length);
        List<Field> fields = new ArrayList<>(store.spec().key().fields());
        fields.addAll(store.spec().value().fields());
        int keySize = store.spec().key().size();
        Map<String, List<@Nullable Object>> content = new TreeMap<>();
        for (int i = 0; i < slots.length; i++) {
            List<@Nullable Object> row = Values.row(rows, i, new DataType.Struct(fields));
            List<@Nullable Object> key = row.subList(0, keySize);
            String name = keySize == 1 ? String.valueOf(key.getFirst()) : key.toString();
            content.put(name, row.subList(keySize, row.size()));
        }
        return content.toString();
    }
}
