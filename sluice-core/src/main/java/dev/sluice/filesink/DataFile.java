package dev.sluice.filesink;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One file that is being written.
///
/// It may be parked between two writes, so that a task with many partitions does not hold as many open files.
final class DataFile {

    private final OutputFormat format;
    private final String path;
    private final StringBuilder text = new StringBuilder();
    private final OutputStream bytes;
    private Storage.@Nullable Appender appender;
    private long sizeBytes;

    DataFile(OutputFormat format, String path) {
        this.format = format;
        this.path = path;
        try {
            bytes = format.ending().compress(new Appending());
        } catch (IOException e) {
            throw SluiceException.bug("a compressor failed before it wrote anything: " + e.getMessage());
        }
        format.rows().begin(text);
    }

    String path() {
        return path;
    }

    /// @param row a position in the vectors
    void write(Chunk chunk, int row) {
        format.rows().append(text, chunk, row);
    }

    /// The number of characters that wait to be written.
    int pending() {
        return text.length();
    }

    boolean isOpen() {
        return appender != null;
    }

    void flush() {
        try {
            bytes.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        } catch (IOException e) {
            throw SluiceException.bug("writing to a storage threw " + e);
        }
    }

    /// Gives the open file back until there is more to write.
    void park() {
        if (appender == null) return;
        appender.close();
        appender = null;
    }

    WrittenFile finish() {
        flush();
        try {
            bytes.close();
        } catch (IOException e) {
            throw SluiceException.bug("writing to a storage threw " + e);
        }
        Storage.Appender open = open();
        if (format.synced()) open.sync();
        park();
        long modified = format.storage()
                .find(path)
                .map(Storage.Entry::modifiedMillis)
                .orElseThrow(() -> SluiceException.bug("a file that was written is not there: " + path));
        return new WrittenFile(path, sizeBytes, modified);
    }

    /// Lets go of the file, which is not wanted any more.
    void abandon() {
        try {
            park();
        } catch (SluiceException _) {
            // It is deleted next; what went wrong with it is what it is abandoned for.
        }
    }

    private Storage.Appender open() {
        Storage.Appender open = appender;
        if (open == null) {
            open = format.storage().append(path);
            appender = open;
        }
        return open;
    }

    private final class Appending extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            open().write(from, offset, length);
            sizeBytes += length;
        }
    }
}
