package dev.sluice.format;

import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads a whole file as one STRING.
public final class WholeTextReader implements RowReader {

    private final InputStream in;
    private boolean read;

    public WholeTextReader(InputStream in) {
        this.in = in;
    }

    @Override
    public @Nullable Chunk read() throws IOException {
        if (read) return null;
        read = true;
        byte[] text = in.readAllBytes();
        return Chunk.of(1, new BytesVector(text, new int[] {0}, new int[] {text.length}, null, 1));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
