package dev.sluice.builtin;

import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.time.ZoneId;

/// How rows come out of files in directories: some columns out of the bytes, others, which stand at the end, out of the
/// directories' names.
///
/// @param format of the bytes
/// @param schema all columns
/// @param partitions those that directories say
record FileLayout(FileFormat format, DataType.Struct schema, PartitionColumns partitions, ZoneId zone) {

    /// Files whose bytes say all.
    static FileLayout plain(FileFormat format) {
        return new FileLayout(format, format.schema(), PartitionColumns.NONE, java.time.ZoneOffset.UTC);
    }

    /// The rows of a file with the columns that its directories say.
    Chunk withPartitions(Chunk chunk, String path) {
        int added = partitions.size();
        if (added == 0) return chunk;
        Vector[] columns = new Vector[schema.size()];
        int own = columns.length - added;
        System.arraycopy(chunk.columns(), 0, columns, 0, own);
        for (int i = 0; i < added; i++) {
            DataType type = schema.field(own + i).type();
            VectorBuilder value = VectorBuilder.of(type, 1);
            value.appendValue(partitions.value(i, path, type, zone));
            columns[own + i] = new ConstantVector(value.build(), chunk.size());
        }
        return chunk.with(columns);
    }
}
