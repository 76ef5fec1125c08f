package dev.sluice.testing;

import dev.sluice.api.Session;
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

/// [SinkContract] for files of a format in directories of partitions: a test of a format extends this, and says which
/// it is; one of a place where files are says where.
public abstract class FileSinkContract extends SinkContract {

    @TempDir
    private Path temporary = Path.of("");

    public FileSinkContract() {}

    protected abstract Provider provider();

    /// There is nothing in it.
    protected String directory() {
        return "out";
    }

    protected Storage storage() {
        return new LocalStorage(temporary.toString());
    }

    /// The settings with which a session reaches it.
    protected Map<String, String> settings() {
        return Map.of();
    }

    @Override
    protected final Sink open() {
        var options = new Options(Map.of("path", directory(), "partitionBy", "word"));
        var around = new Provider.Surroundings(Machine.real(), storage(), ZoneOffset.UTC, 2, System.out);
        return provider().sink(options, SCHEMA, around).orElseThrow();
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
            return session
                    .read()
                    .format(provider().name())
                    .schema("n BIGINT, word STRING")
                    .load(directory())
                    .collectAsList()
                    .stream()
                    .map(row -> row.getString(1) + " " + row.getLong(0))
                    .toList();
        }
    }
}
