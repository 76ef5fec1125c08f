package dev.sluice.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// The compressed pages of a row group, column by column, until they go to the file together.
@SuppressWarnings("deprecation") // the library calls the old methods of its interface, too
final class RowGroupBuffer implements PageWriteStore {

    /// Longer values are worth more than what they tell of a column.
    private static final int LONGEST_STATISTICS = 4096;

    private final Codec codec;
    private final Map<ColumnDescriptor, Column> columns = new LinkedHashMap<>();

    RowGroupBuffer(MessageType schema, Codec codec) {
        this.codec = codec;
        for (ColumnDescriptor column : schema.getColumns()) columns.put(column, new Column(column));
    }

    @Override
    public PageWriter getPageWriter(ColumnDescriptor path) {
        Column column = columns.get(path);
        if (column == null) throw new IllegalArgumentException("no column " + path);
        return column;
    }

    long bytes() {
        long bytes = 0;
        for (Column column : columns.values()) bytes += column.pages.size();
        return bytes;
    }

    /// Writes all pages.
    ///
    /// @param position of the file's end
    /// @return what the footer says of them
    RowGroup write(OutputStream out, long position, long rowCount, int ordinal) throws IOException {
        List<ColumnChunk> written = new ArrayList<>();
        long at = position;
        long plainBytes = 0;
        for (Column column : columns.values()) {
            ColumnMetaData metadata = column.metadata(at);
            written.add(new ColumnChunk(0).setMeta_data(metadata));
            if (column.dictionary != null) out.write(column.dictionary);
            column.pages.writeTo(out);
            at += metadata.getTotal_compressed_size();
            plainBytes += metadata.getTotal_uncompressed_size();
        }
        return new RowGroup(written, plainBytes, rowCount)
                .setFile_offset(position)
                .setTotal_compressed_size(at - position)
                .setOrdinal((short) Math.min(ordinal, Short.MAX_VALUE));
    }

    private final class Column implements PageWriter {

        private final ColumnDescriptor descriptor;
        private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
        private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
        private final Statistics<?> statistics;
        private byte @Nullable [] dictionary;
        private long plainBytes;
        private long valueCount;

        Column(ColumnDescriptor descriptor) {
            this.descriptor = descriptor;
            statistics = Statistics.createStats(descriptor.getPrimitiveType());
        }

        @Override
        public void writePage(
                BytesInput bytes,
                int values,
                int rows,
                Statistics<?> ofPage,
                Encoding repetition,
                Encoding definition,
                Encoding encoding)
                throws IOException {
            byte[] plain = bytes.toByteArray();
            byte[] compressed = codec.compress(plain);
            var header = new PageHeader(PageType.DATA_PAGE, plain.length, compressed.length)
                    .setData_page_header(
                            new DataPageHeader(values, inFile(encoding), inFile(definition), inFile(repetition)));
            plainBytes += append(pages, header, compressed) - compressed.length + plain.length;
            valueCount += values;
            encodings.addAll(List.of(repetition, definition, encoding));
            if (ofPage != null) statistics.mergeStatistics(ofPage);
        }

        @Override
        public void writePage(
                BytesInput bytes,
                int values,
                Statistics<?> ofPage,
                Encoding repetition,
                Encoding definition,
                Encoding encoding)
                throws IOException {
            writePage(bytes, values, 0, ofPage, repetition, definition, encoding);
        }

        @Override
        public void writePage(
                BytesInput bytes,
                int values,
                int rows,
                Statistics<?> ofPage,
                org.apache.parquet.column.statistics.SizeStatistics sizes,
                Encoding repetition,
                Encoding definition,
                Encoding encoding)
                throws IOException {
            writePage(bytes, values, rows, ofPage, repetition, definition, encoding);
        }

        @Override
        public void writePage(
                BytesInput bytes,
                int values,
                int rows,
                Statistics<?> ofPage,
                org.apache.parquet.column.statistics.SizeStatistics sizes,
                org.apache.parquet.column.statistics.geospatial.GeospatialStatistics places,
                Encoding repetition,
                Encoding definition,
                Encoding encoding)
                throws IOException {
            writePage(bytes, values, rows, ofPage, repetition, definition, encoding);
        }

        @Override
        public void writePageV2(
                int rows,
                int nulls,
                int values,
                BytesInput repetitions,
                BytesInput definitions,
                Encoding encoding,
                BytesInput data,
                Statistics<?> ofPage) {
            throw new IllegalStateException("pages are of version 1");
        }

        @Override
        public void writeDictionaryPage(DictionaryPage page) throws IOException {
            byte[] plain = page.getBytes().toByteArray();
            byte[] compressed = codec.compress(plain);
            var header = new PageHeader(PageType.DICTIONARY_PAGE, plain.length, compressed.length)
                    .setDictionary_page_header(
                            new DictionaryPageHeader(page.getDictionarySize(), inFile(page.getEncoding())));
            var out = new ByteArrayOutputStream();
            plainBytes += append(out, header, compressed) - compressed.length + plain.length;
            dictionary = out.toByteArray();
            encodings.add(page.getEncoding());
        }

        private int append(ByteArrayOutputStream out, PageHeader header, byte[] content) throws IOException {
            int before = out.size();
            header.setCrc(ColumnPages.checksum(content, 0, content.length));
            Util.writePageHeader(header, out);
            out.write(content);
            return out.size() - before;
        }

        ColumnMetaData metadata(long position) {
            int dictionaryBytes = dictionary == null ? 0 : dictionary.length;
            var metadata = new ColumnMetaData(
                    SchemaElements.physical(descriptor.getPrimitiveType().getPrimitiveTypeName()),
                    encodings.stream().map(RowGroupBuffer::inFile).toList(),
                    List.of(descriptor.getPath()),
                    codec.inFile(),
                    valueCount,
                    plainBytes,
                    dictionaryBytes + pages.size(),
                    position + dictionaryBytes);
            if (dictionary != null) metadata.setDictionary_page_offset(position);
            metadata.setStatistics(noted());
            return metadata;
        }

        private org.apache.parquet.format.Statistics noted() {
            var noted = new org.apache.parquet.format.Statistics();
            if (statistics.isNumNullsSet()) noted.setNull_count(statistics.getNumNulls());
            boolean ordered = descriptor.getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.INT96;
            // The library's bounds leave NaN out, which is more than all others where Spark filters.
            boolean complete = statistics.getNanCount() <= 0;
            if (ordered && complete && statistics.hasNonNullValue() && statistics.isSmallerThan(LONGEST_STATISTICS)) {
                noted.setMin_value(statistics.getMinBytes()).setMax_value(statistics.getMaxBytes());
            }
            return noted;
        }

        @Override
        public long getMemSize() {
            return pages.size();
        }

        @Override
        public long allocatedSize() {
            return pages.size();
        }

        @Override
        public String memUsageString(String prefix) {
            return prefix + " " + pages.size() + " bytes";
        }
    }

    private static org.apache.parquet.format.Encoding inFile(Encoding encoding) {
        return org.apache.parquet.format.Encoding.valueOf(encoding.name());
    }
}
