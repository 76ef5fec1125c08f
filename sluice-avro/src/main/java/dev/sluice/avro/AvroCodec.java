package dev.sluice.avro;

import dev.sluice.error.ErrorCondition;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.file.CodecFactory;

/// How blocks are compressed. The name of a file does not show it.
enum AvroCodec {
    UNCOMPRESSED,
    DEFLATE,
    SNAPPY,
    BZIP2,
    XZ,
    ZSTANDARD;

    static AvroCodec named(String said) {
        String name = said.toUpperCase(Locale.ROOT);
        for (AvroCodec codec : values()) {
            if (codec.name().equals(name)) return codec;
        }
        throw ErrorCondition.CODEC_NOT_AVAILABLE
                .error()
                .with("codecName", said)
                .with(
                        "availableCodecs",
                        Arrays.stream(values())
                                .map(codec -> codec.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")))
                .build();
    }

    CodecFactory factory() {
        return switch (this) {
            case UNCOMPRESSED -> CodecFactory.nullCodec();
            case DEFLATE -> CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL);
            case SNAPPY -> CodecFactory.snappyCodec();
            case BZIP2 -> CodecFactory.bzip2Codec();
            case XZ -> CodecFactory.xzCodec(CodecFactory.DEFAULT_XZ_LEVEL);
            case ZSTANDARD -> CodecFactory.zstandardCodec(CodecFactory.DEFAULT_ZSTANDARD_LEVEL);
        };
    }
}
