package dev.sluice.builtin;

import dev.sluice.connector.Wanted;
import dev.sluice.file.FileReading;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How rows come out of files in directories: some columns out of the bytes, others, which stand at the end, out of the
/// directories' names.
///
/// @param reading of the bytes
/// @param schema all columns but that of the metadata
/// @param partitions those that directories say
/// @param tolerance which files may fail
/// @param metadata whether [FileMetadata] stands behind them
record FileLayout(
        FileReading reading,
        DataType.Struct schema,
        PartitionColumns partitions,
        ZoneId zone,
        Tolerance tolerance,
        boolean metadata) {

    /// Which files a reader passes over, and tells of it in the log.
    ///
    /// @param corrupt those, or the rest of those, that can't be read
    /// @param missing those that are gone
    record Tolerance(boolean corrupt, boolean missing) {
        static final Tolerance NONE = new Tolerance(false, false);
    }

    /// Files whose bytes say all.
    static FileLayout plain(FileReading reading) {
        return new FileLayout(
                reading, reading.schema(), PartitionColumns.NONE, java.time.ZoneOffset.UTC, Tolerance.NONE, false);
    }

    /// The same with the column `_metadata`.
    FileLayout withMetadata() {
        return new FileLayout(reading, schema, partitions, zone, tolerance, true);
    }

    /// All columns.
    DataType.Struct columns() {
        if (!metadata) return schema;
        List<Field> fields = new ArrayList<>(schema.fields());
        fields.add(FileMetadata.COLUMN);
        return new DataType.Struct(fields);
    }

    /// What is asked of the files, of what is asked of the input.
    Wanted inFiles(Wanted wanted) {
        int own = schema.size() - partitions.size();
        int[] columns = wanted.columns();
        return new Wanted(
                columns == null
                        ? null
                        : Arrays.stream(columns).filter(column -> column < own).toArray(),
                wanted.bounds().stream().filter(bound -> bound.column() < own).toList());
    }

    /// The rows of a file with the columns that its directories say, and its metadata.
    Chunk whole(Chunk chunk, FilePiece piece) {
        int added = partitions.size();
        if (added == 0 && !metadata) return chunk;
        String path = piece.file().path();
        Vector[] columns = new Vector[schema.size() + (metadata ? 1 : 0)];
        int own = schema.size() - added;
        System.arraycopy(chunk.columns(), 0, columns, 0, own);
        for (int i = 0; i < added; i++) {
            DataType type = schema.field(own + i).type();
            VectorBuilder value = VectorBuilder.of(type, 1);
            value.appendValue(partitions.value(i, path, type, zone));
            columns[own + i] = new ConstantVector(value.build(), chunk.size());
        }
        if (metadata) columns[schema.size()] = FileMetadata.of(piece, chunk.size());
        return chunk.with(columns);
    }
}
