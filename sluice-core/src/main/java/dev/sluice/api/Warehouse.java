package dev.sluice.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.catalog.CatalogEntry;
import dev.sluice.connector.Options;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The directory of tables that have no path of their own, `spark.sql.warehouse.dir`: a directory for each, and beside
/// them what the table was made as, so that a later session takes it up with the same columns.
///
/// ```text
/// spark-warehouse/visits/part-00000-….parquet
/// spark-warehouse/.tables/visits.json     {"format":"parquet","columns":{"type":"struct",…},"options":{}}
/// ```
final class Warehouse {

    private static final String PATH = "path";
    private static final int MOST_ATTEMPTS = 5;

    private final Session session;
    private final Storage storage;

    Warehouse(Session session) {
        this.session = session;
        storage = session.storage();
    }

    /// The options of a table there. Names ignore case, and so do the places.
    ///
    /// @param name letters, digits and `_` alone
    Map<String, String> placed(String name, Map<String, String> options) {
        Map<String, String> placed = new HashMap<>(options);
        placed.put(PATH, place(name));
        return placed;
    }

    /// Writes down what a table there is, once it has its files.
    void remember(CatalogEntry.External table) {
        var options = JsonValue.object();
        table.options().entrySet().stream()
                .filter(option -> !option.getKey().equals(PATH))
                .sorted(Map.Entry.comparingByKey())
                .forEach(option -> options.put(option.getKey(), option.getValue()));
        var description = JsonValue.object().put("format", table.format());
        if (table.schema() != null) description.put("columns", table.schema().toJson());
        String text = description.put("options", options.build()).build().toText() + "\n";
        storage.replace(description(directory(table)), text.getBytes(UTF_8));
    }

    /// What an earlier session made as a table of that name. Its directory may be another's now.
    Optional<CatalogEntry.External> find(String name) {
        String file = description(place(name));
        if (storage.find(file).isEmpty()) return Optional.empty();
        String text = new String(storage.read(file), UTF_8);
        try {
            JsonObject table = JsonValue.parse(text).asObject();
            JsonValue columns = table.get("columns");
            Map<String, String> options = new HashMap<>();
            table.require("options").asObject().fields().forEach((key, value) -> options.put(key, value.asString()));
            return Optional.of(new CatalogEntry.External(
                    table.require("format").asString(),
                    columns == null ? null : (Struct) DataType.fromJson(columns),
                    placed(name, options),
                    true));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw StorageErrors.cannot("read", file, "it does not describe a table: " + e.getMessage());
        }
    }

    /// Deletes the files of a table there, and what was written down of it. Somebody may be writing still.
    void delete(CatalogEntry.External table) {
        String directory = directory(table);
        for (int attempt = 1; !isDeleted(directory, attempt == MOST_ATTEMPTS); attempt++) {}
        storage.delete(description(directory));
    }

    private boolean isDeleted(String directory, boolean atLast) {
        try {
            deleteAll(directory);
            return true;
        } catch (SluiceException e) {
            if (atLast || isEmpty(directory)) throw e;
            return false;
        }
    }

    private void deleteAll(String directory) {
        for (Storage.Entry entry : storage.list(directory)) {
            if (entry.directory()) deleteAll(entry.path());
            else storage.delete(entry.path());
        }
        storage.delete(directory);
    }

    /// Whether there is no file, however deep; a write that failed may have left directories.
    boolean isEmpty(String directory) {
        return storage.list(directory).stream().allMatch(entry -> entry.directory() && isEmpty(entry.path()));
    }

    static String directory(CatalogEntry.External table) {
        return new Options(table.options()).get(PATH, "");
    }

    /// Beside the table, wherever the setting leads by now.
    private static String description(String directory) {
        int slash = directory.lastIndexOf('/');
        return directory.substring(0, slash) + "/.tables" + directory.substring(slash) + ".json";
    }

    private String place(String name) {
        return session.conf().get(SessionConf.WAREHOUSE) + "/" + name.toLowerCase(Locale.ROOT);
    }
}
