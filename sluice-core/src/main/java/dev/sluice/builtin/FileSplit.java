package dev.sluice.builtin;

import static java.util.Objects.requireNonNull;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.Wanted;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FileBytes;
import dev.sluice.file.InputFile;
import dev.sluice.format.RowReader;
import dev.sluice.storage.Storage;
import dev.sluice.vector.Chunk;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pieces of files that one task reads, one after the other.
record FileSplit(List<FilePiece> pieces, FileLayout layout, Storage storage) implements Split {

    private static final System.Logger LOG = System.getLogger("FileScan");

    @Override
    public ChunkReader open() {
        return open(Wanted.ALL);
    }

    @Override
    public ChunkReader open(Wanted wanted) {
        return new Reader(layout.inFiles(wanted));
    }

    private RowReader open(FilePiece piece, Wanted wanted) throws IOException {
        check(piece.file());
        return layout.reading().open(new FileBytes(storage, piece.file()), piece.start(), piece.end(), wanted);
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

        private final Wanted wanted;
        private final Iterator<FilePiece> rest = pieces.iterator();
        private @Nullable FilePiece piece;
        private @Nullable RowReader rows;

        Reader(Wanted wanted) {
            this.wanted = wanted;
        }

        @Override
        public @Nullable Chunk read() {
            while (true) {
                if (rows == null) {
                    if (!rest.hasNext()) return null;
                    piece = rest.next();
                }
                try {
                    if (rows == null) rows = FileSplit.this.open(piece(), wanted);
                    Chunk chunk = rows.read();
                    if (chunk != null) return layout.whole(chunk, piece());
                    rows.close();
                    rows = null;
                } catch (IOException e) {
                    passOver(InputPaths.unreadable(path(), e));
                } catch (SluiceException e) {
                    boolean ofRows = e.condition() == ErrorCondition.MALFORMED_RECORD;
                    passOver(ofRows ? InputPaths.unreadable(path(), e) : e);
                }
            }
        }

        /// Goes on behind a file that may fail so; else throws what was found.
        private void passOver(SluiceException failure) {
            boolean missing = failure.condition() == ErrorCondition.READ_FILE_NOT_EXIST;
            if (!(missing ? layout.tolerance().missing() : layout.tolerance().corrupt())) throw failure;
            String rest = missing ? "the file is gone: " : "the rest of a file that can't be read: ";
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Passed over, as the options say, " + rest + path() + ": " + failure.sentence());
            close();
        }

        private FilePiece piece() {
            return requireNonNull(piece);
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
