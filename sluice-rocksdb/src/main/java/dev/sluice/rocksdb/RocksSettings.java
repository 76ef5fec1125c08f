package dev.sluice.rocksdb;

import dev.sluice.error.ErrorCondition;
import java.nio.file.Path;
import java.util.Map;
import org.rocksdb.CompressionType;

/// Spark's settings of RocksDB that mean something here, and where its files lie.
///
/// Memory is bounded by what they add up to: blocks, and buffers that are not written yet. The buffers of all state of
/// a query are the same ones.
record RocksSettings(
        Path directory,
        long blockCacheBytes,
        long writeBufferBytes,
        int writeBuffers,
        long blockBytes,
        CompressionType compression) {

    private static final String PREFIX = "spark.sql.streaming.stateStore.rocksdb.";
    private static final long MEGABYTE = 1 << 20;

    static RocksSettings of(Map<String, String> settings) {
        String directory = settings.getOrDefault("sluice.state.directory", "");
        return new RocksSettings(
                Path.of(directory.isEmpty() ? System.getProperty("java.io.tmpdir") : directory),
                number(settings, "blockCacheSizeMB", 8) * MEGABYTE,
                number(settings, "writeBufferSizeMB", 16) * MEGABYTE,
                (int) number(settings, "maxWriteBufferNumber", 3),
                number(settings, "blockSizeKB", 4) * 1024,
                compression(settings.getOrDefault(PREFIX + "compression", "lz4")));
    }

    /// Spark has -1 for: what RocksDB likes.
    private static long number(Map<String, String> settings, String name, long usual) {
        long said = Long.parseLong(settings.getOrDefault(PREFIX + name, "-1"));
        return said <= 0 ? usual : said;
    }

    private static CompressionType compression(String name) {
        return switch (name) {
            case "none" -> CompressionType.NO_COMPRESSION;
            case "lz4" -> CompressionType.LZ4_COMPRESSION;
            case "snappy" -> CompressionType.SNAPPY_COMPRESSION;
            case "zlib" -> CompressionType.ZLIB_COMPRESSION;
            case "zstd" -> CompressionType.ZSTD_COMPRESSION;
            default ->
                throw ErrorCondition.INVALID_CONF_REQUIREMENT
                        .error()
                        .with("confName", PREFIX + "compression")
                        .with("confValue", name)
                        .with("confRequirement", "It is one of none, lz4, snappy, zlib and zstd")
                        .build();
        };
    }
}
