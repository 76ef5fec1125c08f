package dev.sluice.parquet;

import dev.sluice.api.Session;
import dev.sluice.builtin.FileProvider;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.machine.Machine;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.testing.SinkContract;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// Files of Parquet in directories of partitions: each micro-batch once, whatever crashes.
class ParquetSinkContractTest extends SinkContract {

    @TempDir
    private Path directory = Path.of("");

    @Override
    protected Sink open() {
        var options = new Options(Map.of("path", "out", "partitionBy", "word"));
        Storage storage = new LocalStorage(directory.toString());
        var around = new Provider.Surroundings(Machine.real(), storage, ZoneOffset.UTC, 2, System.out);
        return new FileProvider(new ParquetFormat())
                .sink(options, SCHEMA, around)
                .orElseThrow();
    }

    @Override
    protected List<String> seen() {
        Storage storage = new LocalStorage(directory.toString());
        try (Session session = Session.builder().storage(storage).create()) {
            // Without a manifest there is nothing that counts.
            if (storage.list("out/_spark_metadata").stream()
                    .noneMatch(entry -> entry.name().matches("\\d.*"))) {
                return List.of();
            }
            return session.read().format("parquet").schema("n BIGINT, word STRING").load("out").collectAsList().stream()
                    .map(row -> row.getString(1) + " " + row.getLong(0))
                    .toList();
        }
    }
}
