package dev.sluice.builtin;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// The column `_metadata`: which file a row comes from, and which part of it was read at once. Its fields are Spark's,
/// in Spark's order.
final class FileMetadata {

    private static final long MICROS_PER_MILLI = 1_000;

    static final Field COLUMN = new Field(
            "_metadata",
            DataType.Struct.of(
                    new Field("file_path", Atomic.STRING, false),
                    new Field("file_name", Atomic.STRING, false),
                    new Field("file_size", Atomic.LONG, false),
                    new Field("file_block_start", Atomic.LONG, false),
                    new Field("file_block_length", Atomic.LONG, false),
                    new Field("file_modification_time", Atomic.TIMESTAMP, false)),
            false);

    private FileMetadata() {}

    /// The column for rows of a piece.
    static Vector of(FilePiece piece, int rows) {
        VectorBuilder value = VectorBuilder.of(COLUMN.type(), 1);
        value.appendValue(List.of(
                uri(piece.file().path()),
                piece.file().name(),
                piece.file().sizeBytes(),
                piece.start(),
                piece.end() - piece.start(),
                piece.file().modifiedMillis() * MICROS_PER_MILLI));
        return new ConstantVector(value.build(), rows);
    }

    /// `file:/a%20b`, as Spark writes it here; paths of other places are URIs already.
    private static String uri(String path) {
        if (!path.startsWith("/")) return path;
        try {
            return new URI("file", null, path, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path: " + path, e);
        }
    }
}
