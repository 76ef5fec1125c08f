package dev.sluice.avro;

import dev.sluice.testing.FileFormatContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class AvroContractTest extends FileFormatContract {

    @Override
    protected String format() {
        return "avro";
    }

    /// Keys of maps are text.
    @Override
    protected List<String> columnsLeftOut() {
        return List.of("tags");
    }

    @Override
    protected String columnsRead(String written) {
        return written.replace("TINYINT", "INT").replace("SMALLINT", "INT");
    }

    @Override
    protected List<Map<String, String>> waysToWrite() {
        return List.of(
                Map.of("compression", "uncompressed"),
                Map.of("compression", "deflate"),
                Map.of("compression", "snappy"),
                Map.of("compression", "bzip2"),
                Map.of("compression", "xz"),
                Map.of("compression", "zstandard"),
                Map.of("recordName", "thing", "recordNamespace", "dev.sluice"));
    }

    @Override
    protected Path sparkFiles() {
        return Path.of("src/test/resources/spark");
    }
}
