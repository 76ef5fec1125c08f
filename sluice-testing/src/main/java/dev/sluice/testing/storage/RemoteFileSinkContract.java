package dev.sluice.testing.storage;

import dev.sluice.api.Session;
import dev.sluice.builtin.Builtins;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.machine.Machine;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.testing.SinkContract;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// [SinkContract] for files of JSON, in directories of partitions, somewhere else than on this machine: a test of such
/// a
/// place extends this, and says where it is.
public abstract class RemoteFileSinkContract extends SinkContract {

    public RemoteFileSinkContract() {}

    /// A directory of this test alone, as a URI: there is nothing in it.
    protected abstract String directory();

    /// Reaches it; closed by the test.
    protected abstract StorageByScheme storage();

    /// The settings with which a session reaches it.
    protected abstract Map<String, String> settings();

    @Override
    protected final Sink open() {
        Provider json = Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals("json"))
                .findFirst()
                .orElseThrow();
        var options = new Options(Map.of("path", directory(), "partitionBy", "word"));
        var around = new Provider.Surroundings(Machine.real(), storage(), ZoneOffset.UTC, 2, System.out);
        return json.sink(options, SCHEMA, around).orElseThrow();
    }

    @Override
    protected final List<String> seen() {
        // Without a manifest there is nothing that counts.
        if (storage().list(directory() + "/_spark_metadata").stream()
                .noneMatch(entry -> entry.name().matches("\\d.*"))) {
            return List.of();
        }
        try (Session session = Session.builder().storage(storage()).create()) {
            session.conf().set("spark.sql.session.timeZone", "UTC");
            settings().forEach(session.conf()::set);
            return session.read().schema("n BIGINT, word STRING").json(directory()).collectAsList().stream()
                    .map(row -> row.getString(1) + " " + row.getLong(0))
                    .toList();
        }
    }
}
