package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.format.LineReader;
import dev.sluice.format.RowReader;
import dev.sluice.storage.Storage;
import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pieces of files that one task reads, one after the other.
record FileSplit(List<FilePiece> pieces, FileLayout layout, Storage storage) implements Split {

    @Override
    public ChunkReader open() {
        return new Reader();
    }

    private RowReader open(FilePiece piece) throws IOException {
        FileFormat format = layout.format();
        InputFile file = piece.file();
        check(file);
        Compression compression = Compression.of(file.path());
        boolean whole = compression != Compression.NONE || !format.splittable();
        long from = whole ? 0 : LineReader.openAt(piece.start());
        InputStream in = new BoundedInput(storage.open(file.path(), from), file.sizeBytes() - from);
        try {
            InputStream plain = compression.decompress(in);
            return whole ? format.whole(plain) : format.piece(plain, piece.start(), piece.end());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /// A file that has grown is read as far as it was; one that has lost bytes, or has as many and is younger, can't be
    /// read again as it was.
    private void check(InputFile file) {
        Storage.Entry now = storage.find(file.path())
                .orElseThrow(() -> ErrorCondition.READ_FILE_NOT_EXIST
                        .error()
                        .with("path", file.path())
                        .build());
        if (now.sizeBytes() < file.sizeBytes()) {
            throw ErrorCondition.READ_FILE_SHORTER
                    .error()
                    .with("path", file.path())
                    .with("planned", file.sizeBytes())
                    .with("actual", now.sizeBytes())
                    .build();
        }
        if (now.sizeBytes() == file.sizeBytes() && now.modifiedMillis() != file.modifiedMillis()) {
            throw ErrorCondition.READ_FILE_REPLACED
                    .error()
                    .with("path", file.path())
                    .with("planned", Instant.ofEpochMilli(file.modifiedMillis()))
                    .with("actual", Instant.ofEpochMilli(now.modifiedMillis()))
                    .build();
        }
    }

    private final class Reader implements ChunkReader {

        private final Iterator<FilePiece> rest = pieces.iterator();
        private @Nullable FilePiece piece;
        private @Nullable RowReader rows;

        @Override
        public @Nullable Chunk read() {
            try {
                while (true) {
                    if (rows == null) {
                        if (!rest.hasNext()) return null;
                        piece = rest.next();
                        rows = FileSplit.this.open(piece);
                    }
                    Chunk chunk = rows.read();
                    if (chunk != null) return layout.withPartitions(chunk, path());
                    rows.close();
                    rows = null;
                }
            } catch (IOException e) {
                throw InputPaths.unreadable(path(), e);
            } catch (SluiceException e) {
                throw e.condition() == ErrorCondition.MALFORMED_RECORD ? InputPaths.unreadable(path(), e) : e;
            }
        }

        @Override
        public String place() {
            return "the file " + path();
        }

        @Override
        public void close() {
            try {
                if (rows != null) rows.close();
            } catch (IOException e) {
                throw InputPaths.unreadable(path(), e);
            } finally {
                rows = null;
            }
        }

        private String path() {
            return piece == null ? "" : piece.file().path();
        }
    }
}
