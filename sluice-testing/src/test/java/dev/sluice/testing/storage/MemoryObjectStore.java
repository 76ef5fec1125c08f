package dev.sluice.testing.storage;

import dev.sluice.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Objects in memory.
class MemoryObjectStore implements ObjectStore {

    private record Content(byte[] bytes, long modified) {}

    private final NavigableMap<String, Content> objects = new TreeMap<>();
    private long changes;

    @Override
    public String uri(String key) {
        return "objects://" + key;
    }

    @Override
    public synchronized List<Item> list(String prefix) {
        var items = new ArrayList<Item>();
        String last = "";
        for (var object : objects.tailMap(prefix, true).entrySet()) {
            String key = object.getKey();
            if (!key.startsWith(prefix)) break;
            int slash = key.indexOf('/', prefix.length());
            if (slash < 0) {
                Content content = object.getValue();
                items.add(new Item(key, content.bytes().length, content.modified()));
            } else if (!last.equals(key.substring(0, slash + 1))) {
                last = key.substring(0, slash + 1);
                items.add(new Item(last, 0, 0));
            }
        }
        return items;
    }

    @Override
    public synchronized InputStream open(String key, long fromByte) throws NoSuchFileException {
        Content content = objects.get(key);
        if (content == null) throw new NoSuchFileException(key);
        return new ByteArrayInputStream(Arrays.copyOfRange(content.bytes(), (int) fromByte, content.bytes().length));
    }

    @Override
    public synchronized boolean create(String key, byte[] content) {
        return objects.putIfAbsent(key, new Content(content.clone(), ++changes)) == null;
    }

    @Override
    public synchronized void put(String key, byte[] content) {
        objects.put(key, new Content(content.clone(), ++changes));
    }

    @Override
    public synchronized void delete(List<String> keys) {
        keys.forEach(objects::remove);
    }

    synchronized List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    @Override
    public void close() {}
}
