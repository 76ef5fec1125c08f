package dev.sluice.testing.storage;

import dev.sluice.storage.ObjectStore;
import dev.sluice.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The object store as a process sees it that ends at one of its calls.
public final class MortalObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final Death death;

    public MortalObjectStore(ObjectStore store, Death death) {
        this.store = store;
        this.death = death;
    }

    @Override
    public String uri(String key) {
        return store.uri(key);
    }

    @Override
    public List<Item> list(String prefix) throws IOException {
        return death.at(() -> store.list(prefix));
    }

    @Override
    public InputStream open(String key, long fromByte) throws IOException {
        return death.at(() -> store.open(key, fromByte));
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        return death.at(() -> store.create(key, content));
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        boolean _ = death.at(() -> {
            store.put(key, content);
            return true;
        });
    }

    @Override
    public Upload begin(String key) throws IOException {
        Upload upload = death.at(() -> store.begin(key));
        return new Upload() {
            @Override
            public void add(byte[] part) throws IOException {
                boolean _ = death.at(() -> {
                    upload.add(part);
                    return true;
                });
            }

            @Override
            public void complete() throws IOException {
                boolean _ = death.at(() -> {
                    upload.complete();
                    return true;
                });
            }

            @Override
            public void abort() {
                // The dead clear up nothing.
                if (!death.happened()) upload.abort();
            }
        };
    }

    /// Each object goes by itself: a crash leaves some of them.
    @Override
    public void delete(List<String> keys) throws IOException {
        for (String key : keys) {
            boolean _ = death.at(() -> {
                store.delete(List.of(key));
                return true;
            });
        }
    }

    @Override
    public Optional<Storage.Lock> lock(String key) throws IOException {
        return death.at(() -> store.lock(key));
    }

    @Override
    public void close() {}
}
