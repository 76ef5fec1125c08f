package dev.sluice.parquet;

import dev.sluice.testing.FileFormatContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ParquetContractTest extends FileFormatContract {

    @Override
    protected String format() {
        return "parquet";
    }

    @Override
    protected List<String> columnsLeftOut() {
        return List.of();
    }

    @Override
    protected List<Map<String, String>> waysToWrite() {
        return List.of(
                Map.of("compression", "none"),
                Map.of("compression", "snappy"),
                Map.of("compression", "gzip"),
                Map.of("compression", "zstd"),
                Map.of("compression", "lz4_raw"),
                Map.of("spark.sql.parquet.outputTimestampType", "INT96"),
                Map.of("parquet.enable.dictionary", "false"));
    }

    @Override
    protected Path sparkFiles() {
        return Path.of("src/test/resources/spark");
    }
}
