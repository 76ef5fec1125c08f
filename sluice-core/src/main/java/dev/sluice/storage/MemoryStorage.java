package dev.sluice.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Files in memory, for checkpoints that need not outlive the process and for tests: it knows which bytes are durable
/// and can play a crash of the machine.
///
/// A directory is there while something is in it.
public final class MemoryStorage implements Storage {

    private final NavigableMap<String, MemoryFile> files = new TreeMap<>();
    private final Set<String> locked = new HashSet<>();
    private final LongSupplier clockMillis;
    private long changes;

    /// Files whose time of modification counts the changes to the storage.
    public MemoryStorage() {
        clockMillis = () -> changes;
    }

    public MemoryStorage(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    /// What a crash of the machine would leave, now, if nothing but durable bytes survived it. Locks are gone.
    public synchronized MemoryStorage crashed() {
        return crashed(0);
    }

    /// What a crash would leave if, of each file, some bytes survived that were written and not yet durable.
    public synchronized MemoryStorage crashed(int survivingBytes) {
        var left = new MemoryStorage();
        files.forEach((path, file) -> {
            int size = Math.min(file.size, file.durable + survivingBytes);
            left.files.put(path, new MemoryFile(Arrays.copyOf(file.bytes, size), file.modifiedMillis));
        });
        left.changes = changes;
        return left;
    }

    @Override
    public synchronized Optional<Entry> find(String path) {
        String name = StoragePaths.normal(path);
        MemoryFile file = files.get(name);
        if (file != null) return Optional.of(new Entry(path, false, file.size, file.modifiedMillis));
        return below(name).isEmpty() ? Optional.empty() : Optional.of(new Entry(path, true, 0, 0));
    }

    @Override
    public synchronized List<Entry> list(String directory) {
        String name = StoragePaths.normal(directory);
        int skip = name.isEmpty() || name.endsWith("/") ? name.length() : name.length() + 1;
        String prefix = directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
        return below(name).keySet().stream()
                .map(path -> path.substring(skip).split("/", 2)[0])
                .distinct()
                .sorted()
                .flatMap(child -> find(prefix + child).stream())
                .toList();
    }

    @Override
    public synchronized byte[] read(String path) {
        MemoryFile file = require("read", path);
        return Arrays.copyOf(file.bytes, file.size);
    }

    @Override
    public synchronized InputStream open(String path, long fromByte) {
        MemoryFile file = require("read", path);
        int from = (int) Math.min(fromByte, file.size);
        return new ByteArrayInputStream(Arrays.copyOfRange(file.bytes, from, file.size));
    }

    @Override
    public synchronized boolean create(String path, byte[] content) {
        if (find(path).isPresent()) return false;
        put("create", path, content);
        return true;
    }

    @Override
    public synchronized void replace(String path, byte[] content) {
        put("write", path, content);
    }

    @Override
    public synchronized Appender append(String path) {
        if (!files.containsKey(StoragePaths.normal(path))) put("open", path, new byte[0]);
        return new MemoryAppender(path, require("open", path));
    }

    @Override
    public synchronized void delete(String path) {
        if (files.remove(StoragePaths.normal(path)) != null) {
            changed();
        } else if (find(path).isPresent()) {
            throw StorageErrors.cannot("delete", path, "the directory is not empty");
        }
    }

    @Override
    public synchronized Optional<Lock> lock(String path) {
        String name = StoragePaths.normal(path);
        if (!locked.add(name)) return Optional.empty();
        return Optional.of(() -> {
            synchronized (this) {
                locked.remove(name);
            }
        });
    }

    private void put(String action, String path, byte[] content) {
        String name = StoragePaths.normal(path);
        for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            if (files.containsKey(name.substring(0, slash))) {
                throw StorageErrors.cannot(action, path, name.substring(0, slash) + " is not a directory");
            }
        }
        if (!below(name).isEmpty()) throw StorageErrors.cannot(action, path, "it is a directory");
        files.put(name, new MemoryFile(content.clone(), changed()));
    }

    private long changed() {
        changes++;
        return clockMillis.getAsLong();
    }

    private MemoryFile require(String action, String path) {
        MemoryFile file = files.get(StoragePaths.normal(path));
        if (file == null) throw StorageErrors.cannot(action, path, "there is no such file");
        return file;
    }

    private Map<String, MemoryFile> below(String directory) {
        String first = directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
        // Every name that begins with `first` sorts before the first of them with its last character raised by one.
        return first.isEmpty() ? files : files.subMap(first, first.substring(0, first.length() - 1) + (char) ('/' + 1));
    }

    private static final class MemoryFile {
        private byte[] bytes;
        private int size;
        private int durable;
        private long modifiedMillis;

        MemoryFile(byte[] content, long modifiedMillis) {
            this.bytes = content;
            this.size = content.length;
            this.durable = content.length;
            this.modifiedMillis = modifiedMillis;
        }
    }

    private final class MemoryAppender implements Appender {
        private final String path;
        private final MemoryFile file;

        MemoryAppender(String path, MemoryFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            synchronized (MemoryStorage.this) {
                int needed = Math.addExact(file.size, length);
                if (needed > file.bytes.length) {
                    int grown = file.bytes.length + (file.bytes.length >> 1);
                    file.bytes = Arrays.copyOf(file.bytes, Math.max(needed, grown));
                }
                System.arraycopy(bytes, offset, file.bytes, file.size, length);
                file.size = needed;
                file.modifiedMillis = changed();
            }
        }

        @Override
        public void sync() {
            synchronized (MemoryStorage.this) {
                if (files.get(StoragePaths.normal(path)) != file) {
                    throw StorageErrors.cannot("write", path, "it was deleted or replaced meanwhile");
                }
                file.durable = file.size;
            }
        }

        @Override
        public long size() {
            synchronized (MemoryStorage.this) {
                return file.size;
            }
        }

        @Override
        public void close() {}
    }
}
