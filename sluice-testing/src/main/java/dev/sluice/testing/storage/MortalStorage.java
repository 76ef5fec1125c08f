package dev.sluice.testing.storage;

import dev.sluice.storage.Storage;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The storage as a process sees it that ends at one of its calls.
public final class MortalStorage implements Storage {

    private final Storage storage;
    private final Death death;

    public MortalStorage(Storage storage, Death death) {
        this.storage = storage;
        this.death = death;
    }

    @Override
    public String absolute(String path) {
        return storage.absolute(path);
    }

    @Override
    public Optional<Entry> find(String path) {
        return death.at(() -> storage.find(path));
    }

    @Override
    public List<Entry> list(String directory) {
        return death.at(() -> storage.list(directory));
    }

    @Override
    public byte[] read(String path) {
        return death.at(() -> storage.read(path));
    }

    @Override
    public InputStream open(String path, long fromByte) {
        return death.at(() -> storage.open(path, fromByte));
    }

    @Override
    public boolean create(String path, byte[] content) {
        return death.at(() -> storage.create(path, content));
    }

    @Override
    public void replace(String path, byte[] content) {
        act(() -> storage.replace(path, content));
    }

    @Override
    public Appender append(String path) {
        return new MortalAppender(death.at(() -> storage.append(path)));
    }

    @Override
    public NewFile begin(String path) {
        return new MortalFile(storage.begin(path));
    }

    @Override
    public void delete(String path) {
        act(() -> storage.delete(path));
    }

    @Override
    public Optional<Lock> lock(String path) {
        return death.at(() -> storage.lock(path));
    }

    private void act(Runnable call) {
        boolean _ = death.at(() -> {
            call.run();
            return true;
        });
    }

    private final class MortalFile implements NewFile {
        private final NewFile file;

        MortalFile(NewFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            act(() -> file.write(bytes, offset, length));
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void park() {
            act(file::park);
        }

        @Override
        public long bufferedBytes() {
            return file.bufferedBytes();
        }

        @Override
        public void flush() {
            act(file::flush);
        }

        @Override
        public void finish(boolean durable) {
            act(() -> file.finish(durable));
        }

        @Override
        public void close() {
            // The dead close nothing.
            if (!death.happened()) act(file::close);
        }
    }

    private final class MortalAppender implements Appender {
        private final Appender appender;

        MortalAppender(Appender appender) {
            this.appender = appender;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            act(() -> appender.write(bytes, offset, length));
        }

        @Override
        public void sync() {
            act(appender::sync);
        }

        @Override
        public long size() {
            return appender.size();
        }

        @Override
        public void close() {
            // The dead close nothing.
            if (!death.happened()) act(appender::close);
        }
    }
}
