package dev.sluice.storage;

import org.jspecify.annotations.Nullable;

/// A new file where files can be appended to: it grows under its name.
final class AppendedFile implements Storage.NewFile {

    private final Storage storage;
    private final String path;
    private Storage.@Nullable Appender appender;

    AppendedFile(Storage storage, String path) {
        this.storage = storage;
        this.path = path;
    }

    private Storage.Appender open() {
        Storage.Appender open = appender;
        if (open == null) {
            open = storage.append(path);
            appender = open;
        }
        return open;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        open().write(bytes, offset, length);
    }

    @Override
    public boolean isOpen() {
        return appender != null;
    }

    @Override
    public void park() {
        if (appender == null) return;
        appender.close();
        appender = null;
    }

    @Override
    public long bufferedBytes() {
        return 0;
    }

    @Override
    public void flush() {}

    @Override
    public void finish(boolean durable) {
        Storage.Appender open = open();
        if (durable) open.sync();
        park();
    }

    @Override
    public void close() {
        park();
    }
}
