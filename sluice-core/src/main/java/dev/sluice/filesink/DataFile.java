package dev.sluice.filesink;

import dev.sluice.error.SluiceException;
import dev.sluice.file.FileWriter;
import dev.sluice.storage.Storage;
import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.io.OutputStream;

/// One file that is being written.
///
/// It may be parked between two writes, so that a task with many partitions does not hold as many open files.
final class DataFile {

    private final OutputFormat format;
    private final String path;
    private final FileWriter writer;
    private final Storage.NewFile file;
    private long sizeBytes;

    DataFile(OutputFormat format, String path) {
        this.format = format;
        this.path = path;
        file = format.storage().begin(path);
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

    /// About how much memory the rows take that wait to be written, and the bytes that wait to go.
    long bufferedBytes() {
        return writer.bufferedBytes() + file.bufferedBytes();
    }

    boolean isOpen() {
        return file.isOpen();
    }

    void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw failed(e);
        }
        file.flush();
    }

    /// Gives the open file back until there is more to write.
    void park() {
        file.park();
    }

    WrittenFile finish() {
        try {
            writer.finish();
        } catch (IOException e) {
            throw failed(e);
        }
        file.finish(format.synced());
        long modified = format.storage()
                .find(path)
                .map(Storage.Entry::modifiedMillis)
                .orElseThrow(() -> SluiceException.bug("a file that was written is not there: " + path));
        return new WrittenFile(path, sizeBytes, modified);
    }

    /// Lets go of the file, which is not wanted any more.
    void abandon() {
        try {
            file.close();
        } catch (SluiceException _) {
            // It is deleted next; what went wrong with it is what it is abandoned for.
        }
    }

    /// A storage throws exceptions of its own, so that this is about what happens in memory.
    private SluiceException failed(IOException e) {
        return SluiceException.bug("writing rows for " + path + " threw " + e);
    }

    private final class Appending extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            file.write(from, offset, length);
            sizeBytes += length;
        }
    }
}
