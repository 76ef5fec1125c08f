package dev.sluice.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A backend in memory.
final class SortedMap implements SortedBytes {

    final ConcurrentSkipListMap<byte[], byte[]> entries = new ConcurrentSkipListMap<>(Arrays::compareUnsigned);

    @Override
    public List<byte @Nullable []> get(List<byte[]> keys) {
        List<byte @Nullable []> found = new ArrayList<>();
        for (byte[] key : keys) found.add(entries.get(key));
        return found;
    }

    @Override
    public void write(Consumer<Changes> changes) {
        changes.accept(new Changes() {
            @Override
            public void put(byte[] key, byte[] value) {
                entries.put(key, value);
            }

            @Override
            public void delete(byte[] key) {
                entries.remove(key);
            }
        });
    }

    @Override
    public Cursor scan(byte[] from, byte[] until) {
        if (Arrays.compareUnsigned(from, until) > 0) throw new IllegalArgumentException("from behind until");
        Iterator<Map.Entry<byte[], byte[]>> all =
                new ArrayList<>(entries.subMap(from, until).entrySet()).iterator();
        return new Cursor() {
            private Map.@Nullable Entry<byte[], byte[]> entry;

            @Override
            public boolean advance() {
                entry = all.hasNext() ? all.next() : null;
                return entry != null;
            }

            @Override
            public byte[] key() {
                return java.util.Objects.requireNonNull(entry).getKey();
            }

            @Override
            public byte[] value() {
                return java.util.Objects.requireNonNull(entry).getValue();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void clear(byte[] from, byte[] until) {
        entries.subMap(from, until).clear();
    }

    @Override
    public long memoryBytes() {
        return 0;
    }

    @Override
    public Map<String, Long> metrics() {
        return Map.of();
    }

    @Override
    public void close() {}
}
