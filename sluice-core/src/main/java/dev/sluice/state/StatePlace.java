package dev.sluice.state;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the stores of one query.
public sealed interface StatePlace extends AutoCloseable {

    /// An empty store.
    StateStore open(StateSpec spec);

    /// Bytes of memory that the stores share.
    long sharedBytes();

    /// What progress tells, in Spark's words.
    Map<String, Long> metrics();

    @Override
    void close();

    static StatePlace memory() {
        return new Memory();
    }

    /// @param backend its name
    /// @param bytes of it, with nothing in it
    static StatePlace of(String backend, SortedBytes bytes) {
        return new Backed(backend, bytes, new AtomicInteger());
    }

    /// On the heap.
    record Memory() implements StatePlace {
        @Override
        public StateStore open(StateSpec spec) {
            return new MemoryStateStore(spec);
        }

        @Override
        public long sharedBytes() {
            return 0;
        }

        @Override
        public Map<String, Long> metrics() {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    /// In a backend, each store in a range of keys of its own.
    ///
    /// @param opened how many stores there ever were
    record Backed(String backend, SortedBytes bytes, AtomicInteger opened) implements StatePlace {
        @Override
        public StateStore open(StateSpec spec) {
            return new BackedStateStore(spec, new MemoryStateStore(spec), bytes, opened.getAndIncrement(), 0);
        }

        /// A store that is in the backend already.
        StateStore reopen(StateSpec spec, StateLayout.Store store) {
            opened.accumulateAndGet(store.number() + 1, Math::max);
            return new BackedStateStore(spec, new MemoryStateStore(spec), bytes, store.number(), store.rowCount());
        }

        @Override
        public long sharedBytes() {
            return bytes.memoryBytes();
        }

        @Override
        public Map<String, Long> metrics() {
            return bytes.metrics();
        }

        @Override
        public void close() {
            bytes.close();
        }
    }
}
