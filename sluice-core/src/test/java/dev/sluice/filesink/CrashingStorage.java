package dev.sluice.filesink;

import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A storage whose machine crashes at a change that is counted off: the change is not made, and nothing works any more.
final class CrashingStorage implements Storage {

    /// Not a failure that anybody could handle.
    static final class Crash extends Error {
        Crash() {
            super("the machine is gone");
        }
    }

    private final Storage inner;
    private final int crashAt;
    private int changes;

    CrashingStorage(Storage inner, int crashAt) {
        this.inner = inner;
        this.crashAt = crashAt;
    }

    private void change() {
        if (changes++ >= crashAt) throw new Crash();
    }

    private void alive() {
        if (changes > crashAt) throw new Crash();
    }

    @Override
    public Optional<Entry> find(String path) {
        alive();
        return inner.find(path);
    }

    @Override
    public List<Entry> list(String directory) {
        alive();
        return inner.list(directory);
    }

    @Override
    public byte[] read(String path) {
        alive();
        return inner.read(path);
    }

    @Override
    public InputStream open(String path, long fromByte) {
        alive();
        return inner.open(path, fromByte);
    }

    @Override
    public boolean create(String path, byte[] content) {
        change();
        return inner.create(path, content);
    }

    @Override
    public void replace(String path, byte[] content) {
        change();
        inner.replace(path, content);
    }

    @Override
    public void truncate(String path, long sizeBytes) {
        change();
        inner.truncate(path, sizeBytes);
    }

    @Override
    public void delete(String path) {
        change();
        inner.delete(path);
    }

    @Override
    public Optional<Lock> lock(String path) {
        alive();
        return inner.lock(path);
    }

    @Override
    public Appender append(String path) {
        change();
        Appender appender = inner.append(path);
        return new Appender() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                change();
                appender.write(bytes, offset, length);
            }

            @Override
            public void sync() {
                change();
                appender.sync();
            }

            @Override
            public long size() {
                return appender.size();
            }

            @Override
            public void close() {
                appender.close();
            }
        };
    }
}
