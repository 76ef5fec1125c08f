package dev.sluice.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Parts for a store that only takes whole objects: they wait in memory.
final class WholeUpload implements ObjectStore.Upload {

    private final ObjectStore store;
    private final String key;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    WholeUpload(ObjectStore store, String key) {
        this.store = store;
        this.key = key;
    }

    @Override
    public void add(byte[] part) {
        parts.writeBytes(part);
    }

    @Override
    public void complete() throws IOException {
        store.put(key, parts.toByteArray());
    }

    @Override
    public void abort() {}
}
