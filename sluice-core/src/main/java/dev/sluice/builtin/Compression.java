package dev.sluice.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// How a file is compressed, as the end of its name says.
enum Compression {
    NONE,
    GZIP,
    DEFLATE;

    private static final List<String> NOT_YET = List.of(".bz2", ".lz4", ".snappy", ".zst");

    static Compression of(String path) {
        if (path.endsWith(".gz")) return GZIP;
        if (path.endsWith(".deflate")) return DEFLATE;
        for (String suffix : NOT_YET) {
            if (path.endsWith(suffix)) throw OptionValues.notYet("reading files compressed as " + suffix);
        }
        return NONE;
    }

    InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, 1 << 16);
            case DEFLATE -> new InflaterInputStream(in);
        };
    }
}
