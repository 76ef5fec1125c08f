package dev.sluice.state;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the stores of one query.
public sealed interface StatePlace extends AutoCloseable {

    /// An empty store.
    StateStore open(StateSpec spec);

    /// An empty store that is filled and written out, and never asked what is due or what keys have in common.
    StateStore openWithoutIndexes(StateSpec spec);

    /// Whether stores may be larger than memory.
    boolean isRoomy();

    /// Bytes of memory that the stores share.
    long sharedBytes();

    /// What progress tells, in Spark's words.
    Map<String, Long> metrics();

    @Override
    void close();

    static StatePlace memory() {
        return new Memory();
    }

    static StatePlace of(SortedBytes bytes) {
        return new Backed(bytes, new AtomicInteger());
    }

    /// On the heap.
    record Memory() implements StatePlace {
        @Override
        public StateStore open(StateSpec spec) {
            return new MemoryStateStore(spec);
        }

        @Override
        public StateStore openWithoutIndexes(StateSpec spec) {
            return MemoryStateStore.withoutIndexes(spec);
        }

        @Override
        public boolean isRoomy() {
            return false;
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
    record Backed(SortedBytes bytes, AtomicInteger opened) implements StatePlace {
        @Override
        public StateStore open(StateSpec spec) {
            return new BackedStateStore(spec, new MemoryStateStore(spec), bytes, opened.getAndIncrement());
        }

        @Override
        public StateStore openWithoutIndexes(StateSpec spec) {
            return new BackedStateStore(spec, MemoryStateStore.withoutIndexes(spec), bytes, opened.getAndIncrement());
        }

        @Override
        public boolean isRoomy() {
            return true;
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
