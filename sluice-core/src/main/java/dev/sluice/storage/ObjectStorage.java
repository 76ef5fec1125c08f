package dev.sluice.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Files in an object store, which knows neither appending nor renaming nor directories.
///
/// A file that is created, or written once, is an object. What is appended to it and synced is an object each, and they
/// are merged as they become many, see [ObjectFile]. A directory is there while something is in it; a file may have
/// files below it.
///
/// Of two who create the same object one wins. Two who append to the same file put the same object next, so one of
/// them fails.
public final class ObjectStorage implements Storage, AutoCloseable {

    private final ObjectStore store;

    public ObjectStorage(ObjectStore store) {
        this.store = store;
    }

    ObjectStore store() {
        return store;
    }

    @Override
    public Optional<Entry> find(String path) {
        String key = key(path);
        if (key.isEmpty()) return Optional.of(new Entry(path, true, 0, 0));
        List<ObjectStore.Item> items = items("look at", key);
        ObjectFile file = ObjectFile.fold(items).get(key);
        if (file != null) return Optional.of(entry(path, file));
        boolean directory = items.stream().anyMatch(item -> item.key().equals(key + "/"));
        return directory ? Optional.of(new Entry(path, true, 0, 0)) : Optional.empty();
    }

    @Override
    public List<Entry> list(String directory) {
        String key = key(directory);
        String prefix = key.isEmpty() ? "" : key + "/";
        String shown = directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
        List<ObjectStore.Item> items = items("list", prefix);
        var entries = new ArrayList<Entry>();
        var files = ObjectFile.fold(items);
        for (ObjectStore.Item item : items) {
            if (!item.isDirectory()) continue;
            String whole = item.key().substring(0, item.key().length() - 1);
            if (!files.containsKey(whole)) {
                entries.add(new Entry(shown + whole.substring(prefix.length()), true, 0, 0));
            }
        }
        files.forEach((path, file) -> entries.add(entry(shown + path.substring(prefix.length()), file)));
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    @Override
    public byte[] read(String path) {
        try (InputStream in = open(path, 0)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw StorageErrors.cannot("read", store.uri(key(path)), e);
        }
    }

    @Override
    public InputStream open(String path, long fromByte) {
        return open(path, fromByte, Long.MAX_VALUE);
    }

    @Override
    public InputStream open(String path, long fromByte, long mostBytes) {
        String key = key(path);
        try {
            ObjectFile file = file(key);
            // One object is as it is when it is opened, whatever it was when it was listed: it may have been replaced.
            return file.pieces().size() == 1
                    ? store.open(key, fromByte, mostBytes)
                    : new ObjectStream(this, file, fromByte);
        } catch (IOException e) {
            throw StorageErrors.cannot("read", store.uri(key), e);
        }
    }

    @Override
    public boolean create(String path, byte[] content) {
        String key = key(path);
        refuseParts("create", key);
        try {
            return store.create(key, content);
        } catch (IOException e) {
            throw StorageErrors.cannot("create", store.uri(key), e);
        }
    }

    @Override
    public void replace(String path, byte[] content) {
        String key = key(path);
        refuseParts("write", key);
        try {
            List<String> parts = ObjectFile.keys(key, store.list(key)).stream()
                    .filter(part -> !part.equals(key))
                    .toList();
            if (!parts.isEmpty()) store.delete(parts);
            store.put(key, content);
        } catch (IOException e) {
            throw StorageErrors.cannot("write", store.uri(key), e);
        }
    }

    @Override
    public Appender append(String path) {
        String key = key(path);
        refuseParts("open", key);
        try {
            ObjectFile file = ObjectFile.fold(store.list(key)).get(key);
            if (file != null) return new ObjectAppender(store, key, file.sizeBytes());
            if (store.create(key, new byte[0])) return new ObjectAppender(store, key, 0);
            return new ObjectAppender(store, key, file(key).sizeBytes());
        } catch (IOException e) {
            throw StorageErrors.cannot("open", store.uri(key), e);
        }
    }

    /// One object, so that other programs read it, too.
    @Override
    public NewFile begin(String path) {
        String key = key(path);
        refuseParts("write", key);
        return new UploadedFile(store, key);
    }

    @Override
    public void delete(String path) {
        String key = key(path);
        try {
            List<ObjectStore.Item> items = store.list(key);
            List<String> keys = ObjectFile.keys(key, items);
            if (keys.isEmpty() && items.stream().anyMatch(item -> item.key().equals(key + "/"))) {
                throw StorageErrors.cannot("delete", store.uri(key), "the directory is not empty");
            }
            // The file's own object last: without it, nothing would lead to its parts.
            boolean own = !keys.isEmpty() && keys.getLast().equals(key);
            List<String> parts = own ? keys.subList(0, keys.size() - 1) : keys;
            if (!parts.isEmpty()) store.delete(parts);
            if (own) store.delete(List.of(key));
        } catch (IOException e) {
            throw StorageErrors.cannot("delete", store.uri(key), e);
        }
    }

    @Override
    public Optional<Lock> lock(String path) {
        String key = key(path);
        try {
            return store.lock(key);
        } catch (IOException e) {
            throw StorageErrors.cannot("lock", store.uri(key), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }

    /// The file as it is now.
    ObjectFile file(String key) throws IOException {
        ObjectFile file = ObjectFile.fold(store.list(key)).get(key);
        if (file == null) throw new NoSuchFileException(store.uri(key));
        return file;
    }

    private List<ObjectStore.Item> items(String action, String prefix) {
        try {
            return store.list(prefix);
        } catch (IOException e) {
            throw StorageErrors.cannot(action, store.uri(prefix), e);
        }
    }

    private void refuseParts(String action, String key) {
        if (!ObjectFile.isPart(key)) return;
        throw StorageErrors.cannot(action, store.uri(key), "names that end so are those of appended parts");
    }

    private static Entry entry(String path, ObjectFile file) {
        return new Entry(path, false, file.sizeBytes(), file.modifiedMillis());
    }

    private static String key(String path) {
        String normal = StoragePaths.normal(path);
        return normal.startsWith("/") ? normal.substring(1) : normal;
    }
}
