package dev.sluice.parquet;

import dev.sluice.file.FileWriter;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/// Writes a file, row group by row group.
final class ParquetWriter implements FileWriter {

    private static final String CREATED_BY = "sluice version 0.1.0 (build dev.sluice)";

    private final ParquetWriting form;
    private final OutputStream out;
    private final ParquetProperties properties;
    private final List<RowGroup> groups = new ArrayList<>();
    private RowGroupBuffer pages;
    private ColumnWriteStore store;
    private ColumnShredder[] columns;
    private long position;
    private long rowsInGroup;
    private long rowCount;

    ParquetWriter(ParquetWriting form, OutputStream out) throws IOException {
        this.form = form;
        this.out = out;
        properties = ParquetProperties.builder()
                .withDictionaryEncoding(form.dictionary())
                .withSizeStatisticsEnabled(false)
                .build();
        pages = new RowGroupBuffer(form.message(), form.codec());
        store = new ColumnWriteStoreV1(form.message(), pages, properties);
        columns = shredders();
    }

    private ColumnShredder[] shredders() {
        ColumnShredder[] shredders = new ColumnShredder[form.schema().size()];
        for (int i = 0; i < shredders.length; i++) {
            shredders[i] =
                    ColumnShredder.of(form.message(), i, form.schema().field(i).type(), store);
        }
        return shredders;
    }

    @Override
    public void write(Chunk chunk, int[] rows, int count) throws IOException {
        for (int i = 0; i < columns.length; i++) {
            Vector column = Vectors.flatten(chunk.column(i));
            for (int k = 0; k < count; k++) columns[i].write(column, rows[k], 0, 0);
        }
        for (int k = 0; k < count; k++) store.endRecord(); // where pages are cut
        rowsInGroup += count;
        if (bufferedBytes() >= form.groupBytes()) flush();
    }

    @Override
    public long bufferedBytes() {
        return rowsInGroup == 0 ? 0 : store.getBufferedSize() + pages.bytes();
    }

    @Override
    public void flush() throws IOException {
        if (rowsInGroup == 0) return;
        begin();
        store.flush();
        RowGroup group = pages.write(out, position, rowsInGroup, groups.size());
        position += group.getTotal_compressed_size();
        rowCount += rowsInGroup;
        groups.add(group);
        store.close();
        pages = new RowGroupBuffer(form.message(), form.codec());
        store = new ColumnWriteStoreV1(form.message(), pages, properties);
        columns = shredders();
        rowsInGroup = 0;
    }

    /// The file is not touched before there is something to write.
    private void begin() throws IOException {
        if (position > 0) return;
        out.write(Footer.MAGIC);
        position = Footer.MAGIC.length;
    }

    @Override
    public void finish() throws IOException {
        flush();
        begin();
        store.close();
        var metadata = new FileMetaData(2, SchemaElements.write(form.message()), rowCount, groups)
                .setCreated_by(CREATED_BY)
                .setKey_value_metadata(List.of(new KeyValue(Footer.SPARK_SCHEMA)
                        .setValue(form.schema().asNullable().toJson().toText())))
                .setColumn_orders(form.message().getColumns().stream()
                        .map(_ -> ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()))
                        .toList());
        var footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(metadata, footer);
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array();
        footer.write(length);
        footer.write(Footer.MAGIC);
        footer.writeTo(out);
    }
}
