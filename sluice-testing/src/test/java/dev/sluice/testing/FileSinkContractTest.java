package dev.sluice.testing;

import dev.sluice.api.Session;
import dev.sluice.builtin.Builtins;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.machine.Machine;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// JSON files in directories of partitions.
class FileSinkContractTest extends SinkContract {

    @TempDir
    Path directory;

    @Override
    protected Sink open() {
        Provider json = Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals("json"))
                .findFirst()
                .orElseThrow();
        var options = new Options(Map.of("path", "out", "partitionBy", "word"));
        Storage storage = new LocalStorage(directory.toString());
        var around = new Provider.Surroundings(Machine.real(), storage, ZoneOffset.UTC, 2, System.out);
        return json.sink(options, SCHEMA, around).orElseThrow();
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
            return session.read().schema("n BIGINT, word STRING").json("out").collectAsList().stream()
                    .map(row -> row.getString(1) + " " + row.getLong(0))
                    .toList();
        }
    }
}
