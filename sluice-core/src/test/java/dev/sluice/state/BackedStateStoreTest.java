package dev.sluice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A store whose rows are elsewhere does what one does whose rows are in memory.
class BackedStateStoreTest {

    private static final DataType.Struct KEY =
            DataType.Struct.of(Field.of("word", Atomic.STRING), Field.of("number", Atomic.LONG));
    private static final DataType.Struct VALUE =
            DataType.Struct.of(Field.of("text", Atomic.STRING), Field.of("due", Atomic.LONG));
    private static final List<StateSpec> SPECS = List.of(
            new StateSpec("plain", "s", KEY, VALUE, 2, StateSpec.TIMELESS),
            new StateSpec("timed", "s", KEY, VALUE, 2, 1),
            new StateSpec("chained", "s", KEY, VALUE, 1, StateSpec.TIMELESS),
            new StateSpec("both", "s", KEY, VALUE, 1, 1));

    @Test
    void doesWhatAStoreInMemoryDoes() {
        for (StateSpec spec : SPECS) {
            for (int seed = 0; seed < 20; seed++) new Run(spec, seed).go();
        }
    }

    /// Two stores in one backend, which must not see each other, and one in memory beside the first.
    private static final class Run {
        private final StateSpec spec;
        private final Random random;
        private final SortedMap backend = new SortedMap();
        private final StatePlace place = StatePlace.of(SortedMap.Backend.NAME, backend);
        private StateStore backed;
        private final StateStore other;
        private final MemoryStateStore memory;
        private final StateStore replayed;

        Run(StateSpec spec, int seed) {
            this.spec = spec;
            random = new Random(seed);
            backed = place.open(spec);
            other = place.open(spec);
            memory = new MemoryStateStore(spec);
            replayed = new MemoryStateStore(spec);
            put(other, List.of("other", 1L), "not yours", 0L);
            other.drainChanges(_ -> {});
        }

        void go() {
            for (int batch = 0; batch < 25; batch++) {
                for (int i = 0; i < 20; i++) act();
                check();
                assertEquals(memory.removedCount(), backed.removedCount());
                backed.drainChanges(replayed::apply);
                memory.drainChanges(_ -> {});
                assertEquals(content(memory), content(replayed));
                if (batch % 10 == 9) copy();
            }
            assertEquals("[[other, 1, not yours, 0]]", content(other).toString());
            backed.close();
            other.close();
            assertTrue(backend.entries.isEmpty());
        }

        private void act() {
            List<Object> key = List.of("w" + random.nextInt(8), (long) random.nextInt(6));
            switch (random.nextInt(6)) {
                case 0 -> remove(key);
                case 1 -> {
                    if (spec.time() != StateSpec.TIMELESS) takeDue(random.nextInt(1_000));
                }
                case 2 -> assertEquals(find(memory, key) >= 0, find(backed, key) >= 0);
                default -> {
                    String text = random.nextInt(4) == 0 ? null : "t" + random.nextInt(100);
                    Long due = random.nextInt(5) == 0 ? null : (Long) (long) random.nextInt(1_000);
                    put(memory, key, text, due);
                    put(backed, key, text, due);
                }
            }
        }

        private void remove(List<Object> key) {
            int slot = find(memory, key);
            int same = find(backed, key);
            assertEquals(slot >= 0, same >= 0);
            if (slot < 0) return;
            memory.remove(slot);
            backed.remove(same);
        }

        private void takeDue(long time) {
            int[] due = memory.takeDue(time);
            int[] same = backed.takeDue(time);
            assertEquals(rows(memory, due), rows(backed, same));
            for (int slot : due) memory.remove(slot);
            for (int slot : same) backed.remove(slot);
        }

        private void check() {
            assertEquals(memory.rowCount(), backed.rowCount());
            if (spec.time() != StateSpec.TIMELESS) assertEquals(memory.earliestTime(), backed.earliestTime());
            if (spec.routingColumns() == 1) {
                for (int i = 0; i < 8; i++) assertEquals(chain(memory, "w" + i), chain(backed, "w" + i));
            }
            if (random.nextBoolean()) assertEquals(content(memory), content(backed));
            var visited = new TreeSet<String>();
            backed.visit(slots -> visited.addAll(rows(backed, slots)));
            assertEquals(content(memory), visited);
        }

        /// Goes on with another store that was filled from this one.
        private void copy() {
            StateStore copy = place.open(spec);
            backed.dump(copy::apply);
            backed.close();
            backed = copy;
        }

        private static void put(StateStore store, List<Object> key, @Nullable String text, @Nullable Long due) {
            int[] slot = new int[1];
            store.locate(keys(store, KEY, List.of(key)), slot);
            Chunk values = Values.chunk(VALUE, List.of(Arrays.asList(text, due)));
            MutableVector[] columns = store.values();
            for (int c = 0; c < columns.length; c++) columns[c].set(slot[0], values.column(c), 0);
            store.touch(slot, 1);
        }

        private static int find(StateStore store, List<Object> key) {
            KeyBatch batch = keys(store, KEY, List.of(key));
            return store.find(batch.bytes(), batch.offsets()[0], batch.lengths()[0], batch.hashes()[0]);
        }

        private static KeyBatch keys(StateStore store, DataType.Struct schema, List<List<Object>> rows) {
            Chunk chunk = Values.chunk(schema, rows);
            return store.keys().encode(chunk.columns(), Selection.all(rows.size()));
        }

        /// The rows with a word, as a set: their order is that of coming only until they are fetched anew.
        private static TreeSet<String> chain(StateStore store, String word) {
            Chunk chunk = Values.chunk(DataType.Struct.of(KEY.field(0)), List.of(List.of(word)));
            KeyBatch prefix = new KeyEncoder(List.of(Atomic.STRING)).encode(chunk.columns(), Selection.all(1));
            List<Integer> slots = new ArrayList<>();
            for (int slot = store.firstOf(prefix, 0); slot >= 0; slot = store.nextOf(slot)) slots.add(slot);
            assertEquals(slots.isEmpty() ? -1 : slots.getLast(), store.lastOf(prefix, 0));
            return rows(store, slots.stream().mapToInt(Integer::intValue).toArray());
        }

        private static TreeSet<String> content(StateStore store) {
            return rows(store, store.slots());
        }

        private static TreeSet<String> rows(StateStore store, int[] slots) {
            Chunk rows = store.rows(slots, slots.length);
            List<Field> fields = new ArrayList<>(KEY.fields());
            fields.addAll(VALUE.fields());
            var found = new TreeSet<String>();
            for (int i = 0; i < slots.length; i++) {
                found.add(Values.row(rows, i, new DataType.Struct(fields)).toString());
            }
            assertEquals(slots.length, found.size());
            return found;
        }
    }
}
