package dev.sluice.storage;

import dev.sluice.error.ErrorCondition;

/// Has room for so many bytes; what is deleted makes none. Of the write that does not fit, the beginning is there.
public final class SmallStorage extends LocklessStorage {

    private final String directory;
    private long room;

    public SmallStorage(Storage storage, long room) {
        this(storage, "", room);
    }

    /// @param directory how paths begin that take room; others take none
    public SmallStorage(Storage storage, String directory, long room) {
        super(storage);
        this.directory = directory;
        this.room = room;
    }

    public synchronized void makeRoom() {
        room = Long.MAX_VALUE;
    }

    @Override
    public boolean create(String path, byte[] content) {
        take("create", path, content.length);
        return super.create(path, content);
    }

    @Override
    public Appender append(String path) {
        take("open", path, 1);
        return super.append(path);
    }

    @Override
    protected Appender appender(String path, Appender appender) {
        return new ForwardingAppender(appender) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                long fits = fits(path);
                if (fits < length) super.write(bytes, offset, (int) fits);
                take("write", path, length);
                super.write(bytes, offset, length);
            }

            @Override
            public void sync() {
                // Some file systems find out only now.
                take("write", path, 1);
                super.sync();
            }
        };
    }

    private synchronized long fits(String path) {
        return path.startsWith(directory) ? room : Long.MAX_VALUE;
    }

    private synchronized void take(String action, String path, long bytes) {
        if (!path.startsWith(directory)) return;
        if (room >= bytes) {
            room -= bytes;
            return;
        }
        room = 0;
        throw ErrorCondition.STORAGE_FULL
                .error()
                .with("action", action)
                .with("path", path)
                .with("reason", "No space left on device")
                .build();
    }
}
