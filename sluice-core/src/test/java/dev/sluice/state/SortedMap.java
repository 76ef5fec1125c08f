package dev.sluice.state;

import dev.sluice.vector.ByteReader;
import dev.sluice.vector.ByteWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A backend in memory.
public final class SortedMap implements SortedBytes {

    public SortedMap() {}

    /// Makes them, by the name `sorted-map`.
    public static final class Backend implements StateBackend {
        public static final String NAME = "sorted-map";

        public Backend() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public SortedBytes open(Map<String, String> settings) {
            return new SortedMap();
        }
    }

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

    /// One file for each, named by a hash of it, so that what does not change is kept once.
    @Override
    public StateFiles save() {
        Map<String, byte[]> files = new TreeMap<>();
        entries.forEach((key, value) -> {
            var out = new ByteWriter(key.length + value.length + 8);
            out.writeInt(key.length);
            out.writeBytes(key, 0, key.length);
            out.writeBytes(value, 0, value.length);
            byte[] bytes = out.toBytes();
            files.put(HexFormat.of().formatHex(bytes), bytes);
        });
        files.put("CURRENT", String.valueOf(entries.size()).getBytes(StandardCharsets.UTF_8));
        return new StateFiles() {
            @Override
            public List<File> files() {
                return files.entrySet().stream()
                        .map(file -> new File(
                                file.getKey(),
                                file.getValue().length,
                                !file.getKey().equals("CURRENT")))
                        .toList();
            }

            @Override
            public InputStream open(String name) {
                return new ByteArrayInputStream(Objects.requireNonNull(files.get(name)));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void load(StateFiles saved) {
        if (!entries.isEmpty()) throw new IllegalStateException("not empty");
        for (StateFiles.File file : saved.files()) {
            try (InputStream in = saved.open(file.name())) {
                byte[] bytes = in.readAllBytes();
                if (!file.lasting()) continue;
                var reader = new ByteReader(bytes);
                int length = reader.readInt();
                entries.put(
                        Arrays.copyOfRange(bytes, 4, 4 + length), Arrays.copyOfRange(bytes, 4 + length, bytes.length));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
