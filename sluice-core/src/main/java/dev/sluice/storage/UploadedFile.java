package dev.sluice.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A new file in an object store: one object, which is there when all its bytes are. A small one is put at once, a
/// large one goes in parts. Nothing is open between two requests.
final class UploadedFile implements Storage.NewFile {

    private static final int PART_BYTES = 8 << 20;

    private final ObjectStore store;
    private final String key;
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private ObjectStore.@Nullable Upload upload;
    private boolean failed;

    UploadedFile(ObjectStore store, String key) {
        this.store = store;
        this.key = key;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        waiting.write(bytes, offset, length);
        if (waiting.size() >= PART_BYTES) putPart();
    }

    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public void park() {}

    @Override
    public long bufferedBytes() {
        return waiting.size();
    }

    @Override
    public void flush() {
        if (waiting.size() >= ObjectStore.SMALLEST_PART) putPart();
    }

    private void putPart() {
        attempt(() -> {
            ObjectStore.Upload begun = upload == null ? store.begin(key) : upload;
            upload = begun;
            begun.add(waiting.toByteArray());
        });
        waiting = new ByteArrayOutputStream();
    }

    @Override
    public void finish(boolean durable) {
        if (upload != null && waiting.size() > 0) putPart();
        attempt(() -> {
            if (upload == null) store.put(key, waiting.toByteArray());
            else upload.complete();
        });
        upload = null;
        waiting = new ByteArrayOutputStream();
    }

    @Override
    public void close() {
        ObjectStore.Upload begun = upload;
        upload = null;
        waiting = new ByteArrayOutputStream();
        if (begun != null) begun.abort();
    }

    private interface Request {
        void run() throws IOException;
    }

    private void attempt(Request request) {
        if (failed) throw StorageErrors.cannot("write", store.uri(key), "an earlier write to it failed");
        failed = true;
        try {
            request.run();
        } catch (IOException e) {
            throw StorageErrors.cannot("write", store.uri(key), e);
        }
        failed = false;
    }
}
