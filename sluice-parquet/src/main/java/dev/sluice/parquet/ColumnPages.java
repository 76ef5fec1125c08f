package dev.sluice.parquet;

import static dev.sluice.parquet.Metadata.said;

import dev.sluice.file.FileBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// The pages of one column of a row group, decompressed one at a time.
final class ColumnPages implements PageReader {

    private final Codec codec;
    private final long valueCount;
    private final byte[] bytes;
    private int at;
    private long valuesRead;

    private ColumnPages(Codec codec, long valueCount, byte[] bytes) {
        this.codec = codec;
        this.valueCount = valueCount;
        this.bytes = bytes;
    }

    static ColumnPages read(FileBytes file, ColumnMetaData column) throws IOException {
        long start = column.getData_page_offset();
        // Some writers say 0 where there is no dictionary.
        if (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0) {
            start = Math.min(start, column.getDictionary_page_offset());
        }
        byte[] bytes = file.range(start, Math.toIntExact(column.getTotal_compressed_size()));
        return new ColumnPages(Codec.of(said(column.getCodec())), column.getNum_values(), bytes);
    }

    @Override
    public long getTotalValueCount() {
        return valueCount;
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        try {
            int before = at;
            PageHeader header = at < bytes.length ? header() : null;
            if (header == null || header.getType() != PageType.DICTIONARY_PAGE) {
                at = before;
                return null;
            }
            var page = said(header.getDictionary_page_header());
            return new DictionaryPage(
                    BytesInput.from(content(header)), page.getNum_values(), encoding(page.getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable DataPage readPage() {
        try {
            while (valuesRead < valueCount && at < bytes.length) {
                PageHeader header = header();
                if (header.getType() == PageType.DATA_PAGE) return first(header);
                if (header.getType() == PageType.DATA_PAGE_V2) return second(header);
                at += header.getCompressed_page_size();
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataPage first(PageHeader header) throws IOException {
        DataPageHeader page = said(header.getData_page_header());
        valuesRead += page.getNum_values();
        byte[] content = content(header);
        return new DataPageV1(
                BytesInput.from(content),
                page.getNum_values(),
                content.length,
                null,
                encoding(page.getRepetition_level_encoding()),
                encoding(page.getDefinition_level_encoding()),
                encoding(page.getEncoding()));
    }

    /// Levels stand before the values and are never compressed.
    private DataPage second(PageHeader header) throws IOException {
        DataPageHeaderV2 page = said(header.getData_page_header_v2());
        valuesRead += page.getNum_values();
        int repetitions = page.getRepetition_levels_byte_length();
        int definitions = page.getDefinition_levels_byte_length();
        int levels = repetitions + definitions;
        int compressed = header.getCompressed_page_size();
        Codec used = page.isIs_compressed() ? codec : Codec.UNCOMPRESSED;
        require(compressed >= levels && at + compressed <= bytes.length);
        byte[] values =
                used.decompress(bytes, at + levels, compressed - levels, header.getUncompressed_page_size() - levels);
        DataPage read = DataPageV2.uncompressed(
                page.getNum_rows(),
                page.getNum_nulls(),
                page.getNum_values(),
                BytesInput.from(bytes, at, repetitions),
                BytesInput.from(bytes, at + repetitions, definitions),
                encoding(page.getEncoding()),
                BytesInput.from(values),
                null);
        at += compressed;
        return read;
    }

    private PageHeader header() throws IOException {
        var in = new ByteArrayInputStream(bytes, at, bytes.length - at);
        PageHeader header = Util.readPageHeader(in);
        at = bytes.length - in.available();
        return header;
    }

    private byte[] content(PageHeader header) throws IOException {
        int compressed = header.getCompressed_page_size();
        require(compressed >= 0 && at + compressed <= bytes.length);
        byte[] plain = codec.decompress(bytes, at, compressed, header.getUncompressed_page_size());
        at += compressed;
        return plain;
    }

    private static void require(boolean fits) throws IOException {
        if (!fits) throw new IOException("a page ends behind its column");
    }

    private static Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
        return Encoding.valueOf(said(encoding).name());
    }
}
