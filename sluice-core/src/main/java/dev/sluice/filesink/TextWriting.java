package dev.sluice.filesink;

import dev.sluice.file.FileWriter;
import dev.sluice.file.FileWriting;
import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Files of text, row behind row, perhaps compressed.
///
/// @param format how the name of a file that is not compressed ends, with its dot
public record TextWriting(RowText rows, String format, TextCodec codec) implements FileWriting {

    /// How many characters wait in a file before they are written.
    private static final int WAITING_CHARACTERS = 1 << 16;

    @Override
    public String ending() {
        return format + codec.ending();
    }

    @Override
    public boolean concatenates() {
        return rows.concatenates() && codec.concatenates();
    }

    @Override
    public FileWriter begin(OutputStream out) throws IOException {
        return new Writer(codec.compress(out));
    }

    private final class Writer implements FileWriter {
        private final StringBuilder text = new StringBuilder();
        private final OutputStream bytes;

        Writer(OutputStream bytes) {
            this.bytes = bytes;
            rows.begin(text);
        }

        @Override
        public void write(Chunk chunk, int[] positions, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                rows.append(text, chunk, positions[i]);
                if (text.length() >= WAITING_CHARACTERS) flush();
            }
        }

        @Override
        public long bufferedBytes() {
            return text.length();
        }

        @Override
        public void flush() throws IOException {
            bytes.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }

        @Override
        public void finish() throws IOException {
            rows.end(text);
            flush();
            bytes.close();
        }
    }
}
