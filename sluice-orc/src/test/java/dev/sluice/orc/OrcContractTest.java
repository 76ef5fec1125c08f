package dev.sluice.orc;

import dev.sluice.testing.FileFormatContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class OrcContractTest extends FileFormatContract {

    @Override
    protected String format() {
        return "orc";
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
                Map.of("compression", "zlib"),
                Map.of("compression", "zstd"),
                Map.of("orc.compress", "lz4"));
    }

    @Override
    protected Path sparkFiles() {
        return Path.of("src/test/resources/spark");
    }
}
