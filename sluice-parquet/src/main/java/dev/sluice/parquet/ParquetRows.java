package dev.sluice.parquet;

import static dev.sluice.parquet.Metadata.said;

import dev.sluice.connector.Bound;
import dev.sluice.connector.Wanted;
import dev.sluice.file.FileBytes;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/// The rows of those row groups whose middle is in a piece of a file.
final class ParquetRows implements RowReader {

    private final FileBytes file;
    private final Footer footer;
    private final DataType.Struct schema;
    private final Wanted wanted;
    private final Iterator<RowGroup> groups;
    private final Vector[] missing;
    private @Nullable Assemblies assemblies;
    private @Nullable ColumnAssembly[] columns = {};
    private long rowsLeft;

    ParquetRows(FileBytes file, Footer footer, DataType.Struct schema, Wanted wanted, long start, long end) {
        this.file = file;
        this.footer = footer;
        this.schema = schema;
        this.wanted = wanted;
        // Times of another calendar are noted in that calendar.
        List<Bound> asked = footer.spark().hasJulianDates() ? List.of() : wanted.bounds();
        var bounds = new RowGroupBounds(footer.schema(), schema, asked);
        List<RowGroup> chosen = footer.rowGroups().stream()
                .filter(group -> isIn(group, start, end) && bounds.mayMeet(group))
                .toList();
        groups = chosen.iterator();
        missing = schema.fields().stream()
                .map(field -> Vectors.nullOf(field.type()))
                .toArray(Vector[]::new);
    }

    /// Columns need not be in their order, nor side by side; whatever the footer says, a group is in one piece.
    private boolean isIn(RowGroup group, long start, long end) {
        long from = Long.MAX_VALUE;
        long bytes = 0;
        for (ColumnChunk column : said(group.getColumns())) {
            ColumnMetaData metadata = said(column.getMeta_data());
            from = Math.min(from, ColumnPages.start(metadata));
            bytes += metadata.getTotal_compressed_size();
        }
        long middle = Math.clamp(from + bytes / 2, 0, file.size() - 1);
        return middle >= start && middle < end;
    }

    @Override
    public @Nullable Chunk read() throws IOException {
        try {
            while (rowsLeft == 0) {
                if (assemblies != null) assemblies.requireEnd();
                assemblies = null;
                if (!groups.hasNext()) return null;
                open(groups.next());
            }
            int count = (int) Math.min(rowsLeft, Chunk.ROWS);
            Vector[] vectors = new Vector[columns.length];
            for (int i = 0; i < vectors.length; i++) vectors[i] = next(i, count);
            rowsLeft -= count;
            return Chunk.of(count, vectors);
        } catch (RuntimeException e) {
            throw ParquetReading.damaged(e);
        }
    }

    private void open(RowGroup group) throws IOException {
        if (group.getNum_rows() < 0) throw new IOException("a row group has less than no rows");
        if (group.getNum_rows() == 0) return; // and its columns may have no pages
        var found = new Assemblies(file, footer, group);
        columns = new ColumnAssembly[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            if (wanted.hasColumn(i)) columns[i] = found.column(schema.field(i));
        }
        rowsLeft = group.getNum_rows();
        assemblies = found;
    }

    private Vector next(int column, int count) {
        ColumnAssembly assembly = columns[column];
        if (assembly == null) return new ConstantVector(missing[column], count);
        VectorBuilder builder = VectorBuilder.of(schema.field(column).type(), count);
        for (int i = 0; i < count; i++) assembly.read(builder);
        return builder.build();
    }

    @Override
    public void close() {
        assemblies = null;
        columns = new ColumnAssembly[0];
        rowsLeft = 0;
    }
}
