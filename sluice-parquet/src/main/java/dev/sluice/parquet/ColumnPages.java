package dev.sluice.parquet;

import static dev.sluice.parquet.Metadata.said;

import dev.sluice.file.FileBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
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

    private ColumnPages(Codec codec, long valueCount, byte[] bytes) {
        this.codec = codec;
        this.valueCount = valueCount;
        this.bytes = bytes;
    }

    static ColumnPages read(FileBytes file, ColumnMetaData column) throws IOException {
        long length = column.getTotal_compressed_size();
        if (length > Integer.MAX_VALUE) throw new IOException("a column of a row group has " + length + " bytes");
        byte[] bytes = file.range(start(column), (int) length);
        return new ColumnPages(Codec.of(said(column.getCodec())), column.getNum_values(), bytes);
    }

    /// The position of the first page. Some writers say 0 where there is no dictionary.
    static long start(ColumnMetaData column) {
        boolean dictionary = column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0;
        return dictionary
                ? Math.min(column.getData_page_offset(), column.getDictionary_page_offset())
                : column.getData_page_offset();
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
            byte[] content = content(header);
            require(page.getNum_values() >= 0 && page.getNum_values() <= content.length, "a dictionary is too short");
            return new DictionaryPage(BytesInput.from(content), page.getNum_values(), encoding(page.getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable DataPage readPage() {
        try {
            while (true) {
                require(at < bytes.length, "a column has fewer values than the footer says");
                PageHeader header = header();
                int values = values(header);
                // Some writers write pages of nothing, and there are other kinds of pages.
                if (values == 0) {
                    at += compressed(header);
                } else {
                    return header.getType() == PageType.DATA_PAGE ? first(header) : second(header);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int values(PageHeader header) throws IOException {
        int values = switch (said(header.getType())) {
            case DATA_PAGE -> said(header.getData_page_header()).getNum_values();
            case DATA_PAGE_V2 -> said(header.getData_page_header_v2()).getNum_values();
            case INDEX_PAGE, DICTIONARY_PAGE -> 0;
        };
        require(values >= 0, "a page has less than no values");
        return values;
    }

    private DataPage first(PageHeader header) throws IOException {
        DataPageHeader page = said(header.getData_page_header());
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
        int repetitions = page.getRepetition_levels_byte_length();
        int definitions = page.getDefinition_levels_byte_length();
        int compressed = compressed(header);
        require(
                repetitions >= 0 && definitions >= 0 && (long) repetitions + definitions <= compressed,
                "a page is shorter than its levels");
        int levels = repetitions + definitions;
        Codec used = page.isIs_compressed() ? codec : Codec.UNCOMPRESSED;
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
        int compressed = compressed(header);
        byte[] plain = codec.decompress(bytes, at, compressed, header.getUncompressed_page_size());
        at += compressed;
        return plain;
    }

    /// How many bytes a page has in the file, which are all there and as they were written.
    private int compressed(PageHeader header) throws IOException {
        int compressed = header.getCompressed_page_size();
        require(compressed >= 0 && compressed <= bytes.length - at, "a page ends behind its column");
        if (header.isSetCrc()) {
            require(checksum(bytes, at, compressed) == header.getCrc(), "a page is not what its checksum says");
        }
        return compressed;
    }

    static int checksum(byte[] bytes, int offset, int length) {
        var sum = new CRC32();
        sum.update(bytes, offset, length);
        return (int) sum.getValue();
    }

    private static void require(boolean right, String otherwise) throws IOException {
        if (!right) throw new IOException(otherwise);
    }

    private static Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
        return Encoding.valueOf(said(encoding).name());
    }
}
