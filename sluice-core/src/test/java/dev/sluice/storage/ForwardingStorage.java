package dev.sluice.storage;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A storage that does what another one does; what differs says who extends it.
public class ForwardingStorage implements Storage {

    private final Storage storage;

    protected ForwardingStorage(Storage storage) {
        this.storage = storage;
    }

    /// What is given for the appender of the other storage.
    protected Appender appender(String path, Appender appender) {
        return appender;
    }

    @Override
    public Optional<Entry> find(String path) {
        return storage.find(path);
    }

    @Override
    public List<Entry> list(String directory) {
        return storage.list(directory);
    }

    @Override
    public byte[] read(String path) {
        return storage.read(path);
    }

    @Override
    public InputStream open(String path, long fromByte) {
        return storage.open(path, fromByte);
    }

    @Override
    public boolean create(String path, byte[] content) {
        return storage.create(path, content);
    }

    @Override
    public void replace(String path, byte[] content) {
        storage.replace(path, content);
    }

    @Override
    public Appender append(String path) {
        return appender(path, storage.append(path));
    }

    @Override
    public void delete(String path) {
        storage.delete(path);
    }

    @Override
    public Optional<Lock> lock(String path) {
        return storage.lock(path);
    }

    /// The same for an appender.
    public static class ForwardingAppender implements Appender {

        private final Appender appender;

        protected ForwardingAppender(Appender appender) {
            this.appender = appender;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            appender.write(bytes, offset, length);
        }

        @Override
        public void sync() {
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
    }
}
