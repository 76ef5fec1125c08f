package dev.sluice.orc;

import dev.sluice.error.ErrorCondition;
import java.util.Locale;
import org.apache.orc.CompressionKind;

/// How stripes are compressed.
enum OrcCodec {
    NONE(CompressionKind.NONE, ""),
    SNAPPY(CompressionKind.SNAPPY, ".snappy"),
    ZLIB(CompressionKind.ZLIB, ".zlib"),
    ZSTD(CompressionKind.ZSTD, ".zstd"),
    LZ4(CompressionKind.LZ4, ".lz4");

    private final CompressionKind kind;
    private final String ending;

    OrcCodec(CompressionKind kind, String ending) {
        this.kind = kind;
        this.ending = ending;
    }

    static OrcCodec named(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "none", "uncompressed" -> NONE;
            case "snappy" -> SNAPPY;
            case "zlib" -> ZLIB;
            case "zstd" -> ZSTD;
            case "lz4" -> LZ4;
            default ->
                throw ErrorCondition.CODEC_NOT_AVAILABLE
                        .error()
                        .with("codecName", said)
                        .with("availableCodecs", "none, uncompressed, snappy, zlib, zstd, lz4")
                        .build();
        };
    }

    CompressionKind kind() {
        return kind;
    }

    String ending() {
        return ending;
    }
}
