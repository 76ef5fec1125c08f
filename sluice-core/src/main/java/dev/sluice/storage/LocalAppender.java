package dev.sluice.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Appends to a file of this machine. Small writes are gathered before they go to the operating system.
///
/// After a failure nothing more can be written: the system may have dropped pages that it could not write, and a second
/// `fsync` would not say so.
final class LocalAppender implements Storage.Appender {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long written;
    private boolean failed;

    LocalAppender(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.written = channel.size();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        checkUsable();
        if (length <= buffer.remaining()) {
            buffer.put(bytes, offset, length);
            return;
        }
        flush();
        if (length < BUFFER_BYTES) {
            buffer.put(bytes, offset, length);
        } else {
            writeAll(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    @Override
    public void sync() {
        checkUsable();
        flush();
        try {
            // Without the time of modification: `fdatasync` writes the size all the same.
            channel.force(false);
        } catch (IOException e) {
            failed = true;
            throw StorageErrors.cannot("write", file, e);
        }
    }

    @Override
    public long size() {
        return written + buffer.position();
    }

    @Override
    public void close() {
        try (channel) {
            if (!failed) flush();
        } catch (IOException e) {
            throw StorageErrors.cannot("close", file, e);
        }
    }

    private void flush() {
        buffer.flip();
        writeAll(buffer);
        buffer.clear();
    }

    private void writeAll(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) written += channel.write(bytes);
        } catch (IOException e) {
            failed = true;
            throw StorageErrors.cannot("write", file, e);
        }
    }

    private void checkUsable() {
        if (failed) throw StorageErrors.cannot("write", file.toString(), "an earlier write to it failed");
    }
}
