package dev.sluice.aws;

import dev.sluice.api.Session;
import dev.sluice.builtin.Builtins;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.machine.Machine;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.testing.SinkContract;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/// JSON files in directories of partitions there.
class S3FileSinkTest extends SinkContract {

    private final String directory = S3Server.bucket() + "/files";
    private final StorageByScheme storage = new StorageByScheme(LocalStorage.ofMachine(), S3Server::settings);

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    @Override
    protected Sink open() {
        Provider json = Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals("json"))
                .findFirst()
                .orElseThrow();
        var options = new Options(Map.of("path", directory, "partitionBy", "word"));
        var around = new Provider.Surroundings(Machine.real(), storage, ZoneOffset.UTC, 2, System.out);
        return json.sink(options, SCHEMA, around).orElseThrow();
    }

    @Override
    protected List<String> seen() {
        // Without a manifest there is nothing that counts.
        if (storage.list(directory + "/_spark_metadata").stream()
                .noneMatch(entry -> entry.name().matches("\\d.*"))) {
            return List.of();
        }
        try (Session session = Session.builder().storage(storage).create()) {
            session.conf().set("spark.sql.session.timeZone", "UTC");
            S3Server.settings().forEach(session.conf()::set);
            return session.read().schema("n BIGINT, word STRING").json(directory).collectAsList().stream()
                    .map(row -> row.getString(1) + " " + row.getLong(0))
                    .toList();
        }
    }
}
