package dev.sluice.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Appends to a file by putting objects beside it, one each time it is synced, see [ObjectFile].
///
/// Where [#MERGED_PARTS] objects of a level have come together they are merged into one of the next, and deleted: so a
/// listing stays short. Each byte is written once more a level; what has grown large is left as it is.
final class ObjectAppender implements Storage.Appender {

    /// How many objects make one of the next level.
    static final int MERGED_PARTS = 16;

    /// What is not synced is put all the same when there is this much.
    private static final int LARGEST_PART = 8 << 20;

    private static final int HIGHEST_LEVEL = 9;

    private record Part(String key, long start, byte[] content) {}

    private final ObjectStore store;
    private final String path;
    private final List<List<Part>> levels = new ArrayList<>();
    private ByteArrayOutputStream unsynced = new ByteArrayOutputStream();
    private long durable;
    private boolean failed;

    ObjectAppender(ObjectStore store, String path, long size) {
        this.store = store;
        this.path = path;
        this.durable = size;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failed) throw StorageErrors.cannot("write", store.uri(path), "an earlier write to it failed");
        unsynced.write(bytes, offset, length);
        if (unsynced.size() >= LARGEST_PART) sync();
    }

    @Override
    public void sync() {
        if (failed) throw StorageErrors.cannot("write", store.uri(path), "an earlier write to it failed");
        if (unsynced.size() == 0) return;
        failed = true;
        try {
            byte[] content = unsynced.toByteArray();
            put(new Part(ObjectFile.partKey(path, durable, 0), durable, content));
            durable += content.length;
            unsynced = new ByteArrayOutputStream();
            merge(0);
        } catch (IOException e) {
            throw StorageErrors.cannot("write", store.uri(path), e);
        }
        failed = false;
    }

    @Override
    public long size() {
        return durable + unsynced.size();
    }

    /// What was not synced is put as well, as a local file would keep it.
    @Override
    public void close() {
        if (!failed) sync();
    }

    private void put(Part part) throws IOException {
        if (!store.create(part.key(), part.content())) throw new IOException("another writer has appended to it");
        int level = part.key().charAt(part.key().length() - 1) - '0';
        while (levels.size() <= level) levels.add(new ArrayList<>());
        levels.get(level).add(part);
    }

    private void merge(int level) throws IOException {
        List<Part> parts = levels.get(level);
        int size = parts.stream().mapToInt(part -> part.content().length).sum();
        if (size > LARGEST_PART || level == HIGHEST_LEVEL) parts.clear();
        if (parts.size() < MERGED_PARTS) return;
        var together = new ByteArrayOutputStream(size);
        for (Part part : parts) together.writeBytes(part.content());
        long start = parts.getFirst().start();
        put(new Part(ObjectFile.partKey(path, start, level + 1), start, together.toByteArray()));
        store.delete(parts.stream().map(Part::key).toList());
        parts.clear();
        merge(level + 1);
    }
}
