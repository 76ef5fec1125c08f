package dev.sluice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Partitioning;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateStoresTest {

    private static final Struct USER_AND_NUMBER =
            Struct.of(Field.of("user", Atomic.STRING), Field.of("number", Atomic.LONG));
    private static final StateSpec WHOLE_KEY = spec("dedup", USER_AND_NUMBER, 2);
    private static final StateSpec BY_USER = spec("join.left", USER_AND_NUMBER, 1);
    private static final StateSpec ALL_IN_ONE = spec("limit", USER_AND_NUMBER, 0);
    private static final List<StateSpec> SPECS = List.of(WHOLE_KEY, BY_USER, ALL_IN_ONE);

    private record Change(String operator, int partition, byte[] bytes) {}

    @Test
    void theSameRowsAreThereWhateverTheNumberOfPartitions() {
        for (int before : new int[] {1, 2, 7}) {
            var stores = filled(before);
            List<Change> log = new ArrayList<>();
            stores.drainChanges((operator, partition, bytes) -> log.add(new Change(operator, partition, bytes)));
            for (int after : new int[] {1, 2, 7}) {
                var recovered = new StateStores(after, SPECS, MemoryStateStore::new);
                for (Change change : log) recovered.apply(change.operator(), change.bytes());
                for (StateSpec spec : SPECS) {
                    assertEquals(content(stores, spec), content(recovered, spec), before + " -> " + after);
                }
            }
        }
    }

    @Test
    void threadsHandOverTheSameChanges() {
        var stores = filled(7);
        List<Change> log = new ArrayList<>();
        stores.drainChanges(
                (operator, partition, bytes) -> log.add(new Change(operator, partition, bytes)),
                tasks -> tasks.parallelStream().forEach(Runnable::run));
        var recovered = new StateStores(2, SPECS, MemoryStateStore::new);
        for (Change change : log) recovered.apply(change.operator(), change.bytes());
        for (StateSpec spec : SPECS) assertEquals(content(stores, spec), content(recovered, spec));
        assertEquals(0, stores.changedCount());
    }

    /// A log that failed once says of later changes only that it failed before: that is not what is to be told.
    @Test
    void whateverStoreFailsFirstInTheListTheFirstFailureIsTold() {
        var stores = filled(7);
        List<String> calls = new ArrayList<>();
        RuntimeException told = assertThrows(
                RuntimeException.class,
                () -> stores.drainChanges(
                        (operator, _, _) -> {
                            calls.add(operator);
                            throw new IllegalStateException(calls.size() == 1 ? "disk full" : "failed before");
                        },
                        StateStoresTest::lastFirst));
        assertEquals("disk full", told.getMessage());
        assertEquals(1, calls.size());
    }

    /// Runs the tasks from the last to the first, and throws what the first in the list has thrown.
    private static void lastFirst(List<Runnable> tasks) {
        @Nullable RuntimeException failure = null;
        for (Runnable task : tasks.reversed()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) throw failure;
    }

    @Test
    void everyRowIsInThePartitionWhereTheExchangeSendsItsKey() {
        var source = filled(1);
        var recovered = new StateStores(5, SPECS, MemoryStateStore::new);
        source.drainChanges((operator, _, bytes) -> recovered.apply(operator, bytes));
        for (StateSpec spec : SPECS) {
            List<DataType> routing = spec.key().fields().stream()
                    .limit(spec.routingColumns())
                    .map(Field::type)
                    .toList();
            for (int p = 0; p < 5; p++) {
                StateStore store = recovered.store(spec.operator(), p);
                Chunk rows = store.rows(store.slots(), store.rowCount());
                KeyBatch keys =
                        new KeyEncoder(routing).encode(Arrays.copyOf(rows.columns(), routing.size()), rows.selection());
                for (int hash : keys.hashes()) assertEquals(p, Partitioning.of(hash, 5), spec.operator());
            }
        }
        assertEquals(300, recovered.store("limit", 0).rowCount());
    }

    @Test
    void twoOperatorsOfOneIdAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new StateStores(1, List.of(WHOLE_KEY, WHOLE_KEY), MemoryStateStore::new));
    }

    private static StateStores filled(int partitionCount) {
        var stores = new StateStores(partitionCount, SPECS, MemoryStateStore::new);
        for (StateSpec spec : SPECS) {
            for (long i = 0; i < 300; i++) {
                Chunk row = Values.chunk(spec.key(), List.of(List.of("user" + i % 40, i)));
                KeyBatch routed = new KeyEncoder(spec.key().fields().stream()
                                .limit(spec.routingColumns())
                                .map(Field::type)
                                .toList())
                        .encode(Arrays.copyOf(row.columns(), spec.routingColumns()), Selection.all(1));
                StateStore store = stores.store(spec.operator(), Partitioning.of(routed.hashes()[0], partitionCount));
                int[] slots = new int[1];
                store.locate(store.keys().encode(row.columns(), Selection.all(1)), slots);
                ((MutableVector.Longs) store.values()[0]).set(slots[0], i * i);
                store.touch(slots, 1);
            }
        }
        return stores;
    }

    private static Map<String, Object> content(StateStores stores, StateSpec spec) {
        Map<String, Object> content = new TreeMap<>();
        for (int p = 0; p < stores.partitionCount(); p++) {
            StateStore store = stores.store(spec.operator(), p);
            Chunk rows = store.rows(store.slots(), store.rowCount());
            for (int i = 0; i < rows.rowCount(); i++) {
                Object key = Values.row(rows, i, spec.key());
                content.put(String.valueOf(key), Values.get(rows.column(2), i, Atomic.LONG));
            }
        }
        assertEquals(300, content.size());
        return content;
    }

    private static StateSpec spec(String operator, Struct key, int routingColumns) {
        return new StateSpec(operator, operator, key, Struct.of(Field.of("v", Atomic.LONG)), routingColumns);
    }
}
