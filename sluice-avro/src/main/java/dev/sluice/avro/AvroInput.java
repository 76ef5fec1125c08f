package dev.sluice.avro;

import dev.sluice.file.FileBytes;
import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.file.SeekableInput;
import org.jspecify.annotations.Nullable;

/// A file as Avro's library reads it: mostly forwards, and opened anew where it jumps.
final class AvroInput implements SeekableInput {

    private final FileBytes file;
    private @Nullable InputStream in;
    private long position;

    AvroInput(FileBytes file) {
        this.file = file;
    }

    @Override
    public void seek(long to) throws IOException {
        if (to != position) close();
        position = to;
    }

    @Override
    public long tell() {
        return position;
    }

    @Override
    public long length() {
        return file.size();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position >= file.size()) return -1;
        InputStream open = in;
        if (open == null) {
            open = file.from(position);
            in = open;
        }
        int count = open.read(into, offset, length);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        if (in != null) in.close();
        in = null;
    }
}
