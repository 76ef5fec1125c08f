package dev.sluice.filesink;

import dev.sluice.error.SluiceException;
import dev.sluice.file.FileWriter;
import dev.sluice.storage.Storage;
import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// One file that is being written.
///
/// It may be parked between two writes, so that a task with many partitions does not hold as many open files.
final class DataFile {

    private final OutputFormat format;
    private final String path;
    private final FileWriter writer;
    private Storage.@Nullable Appender appender;
    private long sizeBytes;

    DataFile(OutputFormat format, String path) {
        this.format = format;
        this.path = path;
        try {
            writer = format.writing().begin(new Appending());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    String path() {
        return path;
    }

    /// @param rows positions in the vectors, of which the first `count` are written
    void write(Chunk chunk, int[] rows, int count) {
        try {
            writer.write(chunk, rows, count);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// About how much memory the rows take that wait to be written.
    long bufferedBytes() {
        return writer.bufferedBytes();
    }

    boolean isOpen() {
        return appender != null;
    }

    void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Gives the open file back until there is more to write.
    void park() {
        if (appender == null) return;
        appender.close();
        appender = null;
    }

    WrittenFile finish() {
        try {
            writer.finish();
        } catch (IOException e) {
            throw failed(e);
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

    /// A storage throws exceptions of its own, so that this is about what happens in memory.
    private SluiceException failed(IOException e) {
        return SluiceException.bug("writing rows for " + path + " threw " + e);
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
