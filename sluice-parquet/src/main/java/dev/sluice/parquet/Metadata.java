package dev.sluice.parquet;

import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/// What metadata must say: the library's classes for it have nulls for what a damaged file leaves out.
final class Metadata {

    private Metadata() {}

    static <T> T said(@Nullable T value) {
        if (value == null) throw new ParquetDecodingException("the metadata lacks a part that it must have");
        return value;
    }
}
