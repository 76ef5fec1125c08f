package dev.sluice.storage;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A storage whose machine crashes at a change that is counted off: the change is not made, and nothing works any more.
public final class CrashingStorage extends ForwardingStorage {

    /// Not a failure that anybody could handle.
    public static final class Crash extends Error {
        Crash() {
            super("the machine is gone");
        }
    }

    private final int crashAt;
    private int changes;

    /// @param crashAt how many changes are made
    public CrashingStorage(Storage storage, int crashAt) {
        super(storage);
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
        return super.find(path);
    }

    @Override
    public List<Entry> list(String directory) {
        alive();
        return super.list(directory);
    }

    @Override
    public byte[] read(String path) {
        alive();
        return super.read(path);
    }

    @Override
    public InputStream open(String path, long fromByte) {
        alive();
        return super.open(path, fromByte);
    }

    @Override
    public boolean create(String path, byte[] content) {
        change();
        return super.create(path, content);
    }

    @Override
    public void replace(String path, byte[] content) {
        change();
        super.replace(path, content);
    }

    @Override
    public void delete(String path) {
        change();
        super.delete(path);
    }

    @Override
    public Optional<Lock> lock(String path) {
        alive();
        return super.lock(path);
    }

    @Override
    public Appender append(String path) {
        change();
        return super.append(path);
    }

    @Override
    protected Appender appender(String path, Appender appender) {
        return new ForwardingAppender(appender) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                change();
                super.write(bytes, offset, length);
            }

            @Override
            public void sync() {
                change();
                super.sync();
            }
        };
    }
}
