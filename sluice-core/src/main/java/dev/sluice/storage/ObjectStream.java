package dev.sluice.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// Reads a file made of objects, from a byte to the end that it had when it was opened.
///
/// An object that is gone was merged since: then the file is looked up again. That may show when it is opened, or,
/// where a store opens it anew after its connection broke, in the middle. What else fails has been tried again by the
/// store, which knows whether it is the same object still.
final class ObjectStream extends InputStream {

    private final ObjectStorage storage;
    private final long end;
    private ObjectFile file;
    private long position;
    private @Nullable InputStream piece;
    private long pieceEnd;
    private long goneAt = -1;
    private final byte[] single = new byte[1];

    ObjectStream(ObjectStorage storage, ObjectFile file, long from) {
        this.storage = storage;
        this.file = file;
        this.position = from;
        this.end = file.sizeBytes();
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) return 0;
        while (position < end) {
            if (piece == null) piece = openPiece();
            int count;
            try {
                count = piece.read(bytes, offset, (int) Math.min(length, end - position));
            } catch (NoSuchFileException e) {
                if (goneAt == position) throw e;
                goneAt = position;
                closePiece();
                file = storage.file(file.path());
                continue;
            }
            if (count > 0) {
                position += count;
                return count;
            }
            closePiece();
            if (position < pieceEnd)
                throw new IOException("an object of it ended at byte " + position + " of " + pieceEnd);
        }
        return -1;
    }

    private InputStream openPiece() throws IOException {
        try {
            return openPiece(file);
        } catch (NoSuchFileException _) {
            file = storage.file(file.path());
            return openPiece(file);
        }
    }

    private InputStream openPiece(ObjectFile from) throws IOException {
        for (ObjectFile.Piece next : from.pieces()) {
            if (next.start() <= position && position < next.start() + next.sizeBytes()) {
                pieceEnd = next.start() + next.sizeBytes();
                return storage.store().open(next.key(), position - next.start());
            }
        }
        throw new IOException("it has lost bytes: it ended at " + end + " and ends at " + from.sizeBytes());
    }

    @Override
    public void close() throws IOException {
        closePiece();
    }

    private void closePiece() throws IOException {
        if (piece != null) piece.close();
        piece = null;
    }
}
