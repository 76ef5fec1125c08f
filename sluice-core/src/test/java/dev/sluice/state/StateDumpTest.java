package dev.sluice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateDumpTest {

    private static final DataType.Struct KEY =
            DataType.Struct.of(Field.of("word", Atomic.STRING), Field.of("number", Atomic.LONG));
    private static final DataType.Struct VALUE =
            DataType.Struct.of(Field.of("text", Atomic.STRING), Field.of("due", Atomic.LONG));
    private static final List<StateSpec> SPECS = List.of(
            new StateSpec("plain", "s", KEY, VALUE, 2, StateSpec.TIMELESS),
            new StateSpec("empty", "s", KEY, VALUE, 2, StateSpec.TIMELESS),
            new StateSpec("both", "s", KEY, VALUE, 1, 1));

    private record Piece(String operator, byte[] changes) {}

    private final StateStores stores = new StateStores(1, SPECS, MemoryStateStore::new);
    private final List<Piece> pieces = new ArrayList<>();

    /// Slots are left and taken by other keys all the time, in front of the dump and behind it.
    @Test
    void theRowsAndTheChangesSinceAreTheStateWhateverCameBetween() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            for (int i = 0; i < 40; i++) act(random);
            drain();
            pieces.clear();
            List<Piece> changes = new ArrayList<>();
            StateDump dump = stores.beginDump().orElseThrow();
            while (!dump.isDone()) {
                dump.next(1 + random.nextInt(5), (operator, _, rows) -> pieces.add(new Piece(operator, rows)));
                for (int i = 0; i < 8; i++) act(random);
                changes.addAll(drain());
            }
            var restored = new StateStores(1 + random.nextInt(3), SPECS, MemoryStateStore::new);
            for (Piece piece : pieces) restored.apply(piece.operator(), piece.changes());
            for (Piece piece : changes) restored.apply(piece.operator(), piece.changes());
            assertEquals(content(stores), content(restored), "seed " + seed);
        }
    }

    @Test
    void aRowThatNothingChangesIsHandedOverOnce() {
        for (long number = 0; number < 50; number++) put("plain", List.of("w" + number % 7, number), "t", null);
        drain();
        StateDump dump = stores.beginDump().orElseThrow();
        int shares = 0;
        for (; !dump.isDone(); shares++) {
            dump.next(3, (operator, _, rows) -> pieces.add(new Piece(operator, rows)));
            put("both", List.of("late", (long) shares), "t", 7L);
            drain();
        }
        assertEquals(17, shares, "what comes later does not make it longer");
        var codec = new StateChange.Codec(SPECS.getFirst());
        List<String> rows = new ArrayList<>();
        for (Piece piece : pieces) {
            assertEquals("plain", piece.operator());
            KeyBatch keys = codec.decode(piece.changes()).upserted();
            assertTrue(keys.count() <= 3, keys.count() + " rows in a share");
            for (int i = 0; i < keys.count(); i++) {
                int from = keys.offsets()[i];
                rows.add(Arrays.toString(Arrays.copyOfRange(keys.bytes(), from, from + keys.lengths()[i])));
            }
        }
        assertEquals(50, rows.size());
        assertEquals(50, new TreeSet<>(rows).size());
    }

    @Test
    void aTableThatIsNearlyEmptyIsNotSearchedInOneGo() {
        for (long number = 0; number < 1_000; number++) put("plain", List.of("w", number), "t", null);
        for (long number = 0; number < 999; number++) remove("plain", List.of("w", number));
        drain();
        StateDump dump = stores.beginDump().orElseThrow();
        int shares = 0;
        for (; !dump.isDone(); shares++) dump.next(1, (operator, _, rows) -> pieces.add(new Piece(operator, rows)));
        assertEquals(63, shares, "16 slots each");
        assertEquals(1, pieces.size());
    }

    @Test
    void emptyStoresAreDoneAtOnce() {
        assertTrue(stores.beginDump().orElseThrow().isDone());
        var place = StatePlace.of(SortedMap.Backend.NAME, new SortedMap());
        assertTrue(new StateStores(1, SPECS, place).beginDump().isEmpty(), "a backend has files of its own");
    }

    private void act(SplittableRandom random) {
        String operator = random.nextInt(3) == 0 ? "plain" : "both";
        List<Object> key = List.of("w" + random.nextInt(5), (long) random.nextInt(9));
        if (random.nextInt(5) < 2) {
            remove(operator, key);
        } else {
            put(operator, key, "t" + random.nextInt(100), random.nextBoolean() ? null : random.nextLong(9));
        }
    }

    private List<Piece> drain() {
        List<Piece> changes = new ArrayList<>();
        stores.drainChanges((operator, _, rows) -> changes.add(new Piece(operator, rows)));
        return changes;
    }

    private void put(String operator, List<Object> key, String text, @Nullable Long due) {
        StateStore store = stores.store(operator, 0);
        int[] slot = new int[1];
        store.locate(key(store, key), slot);
        Chunk values = Values.chunk(VALUE, List.of(Arrays.asList(text, due)));
        MutableVector[] columns = store.values();
        for (int c = 0; c < columns.length; c++) columns[c].set(slot[0], values.column(c), 0);
        store.touch(slot, 1);
    }

    private void remove(String operator, List<Object> key) {
        StateStore store = stores.store(operator, 0);
        KeyBatch batch = key(store, key);
        int slot = store.find(batch.bytes(), batch.offsets()[0], batch.lengths()[0], batch.hashes()[0]);
        if (slot >= 0) store.remove(slot);
    }

    private static KeyBatch key(StateStore store, List<Object> key) {
        Chunk row = Values.chunk(KEY, List.of(key));
        return store.keys().encode(row.columns(), row.selection());
    }

    private static TreeSet<String> content(StateStores stores) {
        var all = new TreeSet<String>();
        List<Field> fields = new ArrayList<>(KEY.fields());
        fields.addAll(VALUE.fields());
        for (StateSpec spec : SPECS) {
            for (int partition = 0; partition < stores.partitionCount(); partition++) {
                StateStore store = stores.store(spec.operator(), partition);
                Chunk rows = store.rows(store.slots(), store.rowCount());
                for (int i = 0; i < rows.rowCount(); i++) {
                    all.add(spec.operator() + Values.row(rows, i, new DataType.Struct(fields)));
                }
            }
        }
        return all;
    }
}
