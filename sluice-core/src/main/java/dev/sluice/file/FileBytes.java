package dev.sluice.file;

import dev.sluice.storage.Storage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of a file as it was when it was found, wherever it is; of one that has grown, those that it had.
public record FileBytes(Storage storage, InputFile file) {

    public String path() {
        return file.path();
    }

    public long size() {
        return file.sizeBytes();
    }

    /// The bytes from a position on; the caller closes them.
    public InputStream from(long position) {
        return from(position, file.sizeBytes() - position);
    }

    private InputStream from(long position, long bytes) {
        return new BoundedInput(storage.open(file.path(), position, bytes), bytes);
    }

    /// A range of bytes.
    public byte[] range(long position, int length) throws IOException {
        if (position < 0 || length < 0 || position + length > size()) {
            throw new EOFException(
                    "bytes " + position + " to " + (position + length) + " of a file of " + size() + " bytes");
        }
        try (InputStream in = from(position, length)) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) throw new EOFException("the file ends before byte " + (position + length));
            return bytes;
        }
    }
}
