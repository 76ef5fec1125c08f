package dev.sluice.parquet;

import com.github.luben.zstd.Zstd;
import dev.sluice.error.ErrorCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/// How pages are compressed.
enum Codec {
    UNCOMPRESSED(CompressionCodec.UNCOMPRESSED, ""),
    SNAPPY(CompressionCodec.SNAPPY, ".snappy"),
    GZIP(CompressionCodec.GZIP, ".gz"),
    ZSTD(CompressionCodec.ZSTD, ".zstd"),
    LZ4_RAW(CompressionCodec.LZ4_RAW, ".lz4raw"),
    /// Frames as Hadoop writes them; only read.
    LZ4(CompressionCodec.LZ4, ".lz4hadoop");

    private static final String AVAILABLE = "none, uncompressed, snappy, gzip, zstd, lz4_raw";

    private final CompressionCodec inFile;
    private final String ending;

    Codec(CompressionCodec inFile, String ending) {
        this.inFile = inFile;
        this.ending = ending;
    }

    /// The codec that an option names.
    static Codec named(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "none", "uncompressed" -> UNCOMPRESSED;
            case "snappy" -> SNAPPY;
            case "gzip" -> GZIP;
            case "zstd" -> ZSTD;
            case "lz4_raw", "lz4raw" -> LZ4_RAW;
            default ->
                throw ErrorCondition.CODEC_NOT_AVAILABLE
                        .error()
                        .with("codecName", said)
                        .with("availableCodecs", AVAILABLE)
                        .build();
        };
    }

    static Codec of(CompressionCodec inFile) throws IOException {
        for (Codec codec : values()) {
            if (codec.inFile == inFile) return codec;
        }
        throw new IOException("columns compressed by " + inFile + " can't be read");
    }

    CompressionCodec inFile() {
        return inFile;
    }

    /// What it adds to a file's name.
    String ending() {
        return ending;
    }

    byte[] compress(byte[] plain) throws IOException {
        return switch (this) {
            case UNCOMPRESSED -> plain;
            case SNAPPY -> Snappy.compress(plain);
            case GZIP -> {
                var out = new ByteArrayOutputStream(plain.length / 2 + 64);
                try (var gzip = new GZIPOutputStream(out)) {
                    gzip.write(plain);
                }
                yield out.toByteArray();
            }
            case ZSTD -> Zstd.compress(plain);
            case LZ4_RAW -> LZ4Factory.safeInstance().fastCompressor().compress(plain);
            case LZ4 -> throw new IOException("pages are not written in Hadoop's frames of LZ4");
        };
    }

    /// @param size how many bytes there are to be
    byte[] decompress(byte[] from, int offset, int length, int size) throws IOException {
        if (this == UNCOMPRESSED) return Arrays.copyOfRange(from, offset, offset + length);
        if (size == 0) return new byte[0];
        if (!mayHave(size, from, offset, length)) {
            throw new IOException("a page of " + length + " compressed bytes does not have " + size);
        }
        byte[] plain = new byte[size];
        int found = switch (this) {
            case UNCOMPRESSED -> size;
            case SNAPPY -> Snappy.uncompress(from, offset, length, plain, 0);
            case GZIP -> {
                try (var gzip = new GZIPInputStream(new ByteArrayInputStream(from, offset, length))) {
                    int read = gzip.readNBytes(plain, 0, size);
                    // At the end its checksum is looked at.
                    if (gzip.read() >= 0) throw new IOException("a page has more than " + size + " bytes");
                    yield read;
                }
            }
            case ZSTD -> (int) Zstd.decompressByteArray(plain, 0, size, from, offset, length);
            case LZ4_RAW -> lz4(from, offset, length, plain, 0);
            case LZ4 -> frames(ByteBuffer.wrap(from, offset, length), plain);
        };
        if (found != size) throw new IOException("a page has " + found + " bytes and not " + size);
        return plain;
    }

    /// Whether so many bytes may have become these, as far as it is known before they are looked at: memory is taken
    /// for them, and Snappy writes as many as it finds, into whatever lies behind.
    private boolean mayHave(int size, byte[] from, int offset, int length) throws IOException {
        return size >= 0
                && switch (this) {
                    case UNCOMPRESSED -> true;
                    case SNAPPY -> size == Snappy.uncompressedLength(from, offset, length);
                    case GZIP -> size <= 1_032L * length;
                    case ZSTD -> size <= 32_768L * length;
                    case LZ4_RAW, LZ4 -> size <= 255L * length;
                };
    }

    private static int lz4(byte[] from, int offset, int length, byte[] into, int at) throws IOException {
        try {
            return LZ4Factory.safeInstance().safeDecompressor().decompress(from, offset, length, into, at);
        } catch (LZ4Exception e) {
            throw new IOException("a page is not LZ4: " + e.getMessage(), e);
        }
    }

    private static int frames(ByteBuffer from, byte[] into) throws IOException {
        int at = 0;
        while (at < into.length) {
            int end = at + from.getInt();
            while (at < end) {
                int length = from.getInt();
                at += lz4(from.array(), from.arrayOffset() + from.position(), length, into, at);
                from.position(from.position() + length);
            }
        }
        return at;
    }
}
