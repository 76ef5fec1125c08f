package dev.sluice.checkpoint;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.state.StateFiles;
import dev.sluice.state.StateLayout;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The state in a snapshot, if it is the files of a backend: the large ones are files of the checkpoint, which several
/// snapshots share, and the small ones stand in the snapshot.
record StoredTables(StateLayout layout, List<Table> tables) implements StoredState {

    private static final int BUFFER_BYTES = 1 << 16;

    /// @param name what the backend calls it
    /// @param file in the checkpoint, or null if the content is here
    /// @param content null if it is in the file
    record Table(String name, @Nullable TableName file, long sizeBytes, int checksum, byte @Nullable [] content) {

        void verify(CheckpointFiles files, SoundTables sound) {
            if (file == null) return;
            String path = files.table(file);
            var found = files.storage().find(path);
            if (found.isEmpty()) throw CheckpointErrors.damaged(path, 0, "the file is missing");
            long size = found.get().sizeBytes();
            if (size != sizeBytes) {
                throw CheckpointErrors.damaged(
                        path, Math.min(size, sizeBytes), "it has " + size + " bytes of " + sizeBytes);
            }
            if (sound.wants(file) && checksum(files, path, sound) != checksum) {
                throw CheckpointErrors.damaged(path, 0, "the checksum of the file is wrong");
            }
        }

        private static int checksum(CheckpointFiles files, String path, SoundTables sound) {
            var crc = new CRC32C();
            byte[] buffer = new byte[BUFFER_BYTES];
            try (InputStream in = files.storage().open(path, 0)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    sound.goingOn();
                    crc.update(buffer, 0, read);
                }
            } catch (IOException e) {
                throw CheckpointErrors.cannotRead(path, e);
            }
            return (int) crc.getValue();
        }
    }

    /// @param epoch of the run that wrote the file
    record TableName(long epoch, long number) {}

    StoredTables {
        tables = List.copyOf(tables);
    }

    /// As a backend wants to have them back.
    ///
    /// @param goingOn called again and again while they are read; what it throws ends the reading
    StateFiles open(CheckpointFiles files, Runnable goingOn) {
        return new StateFiles() {
            @Override
            public List<File> files() {
                return tables.stream()
                        .map(table -> new File(table.name(), table.sizeBytes(), table.file() != null))
                        .toList();
            }

            @Override
            public InputStream open(String name) {
                for (Table table : tables) {
                    if (!table.name().equals(name)) continue;
                    if (table.content() != null) return new ByteArrayInputStream(table.content());
                    if (table.file() != null) return read(files.table(table.file()));
                }
                throw new IllegalArgumentException("no file " + name);
            }

            private InputStream read(String path) {
                return new FilterInputStream(files.storage().open(path, 0)) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        goingOn.run();
                        return in.read(bytes, offset, length);
                    }
                };
            }

            @Override
            public void close() {}
        };
    }

    // ---- JSON

    JsonObject toJson() {
        return JsonValue.object()
                .put("backend", layout.backend())
                .put(
                        "stores",
                        layout.stores().stream().map(StoredTables::toJson).toList())
                .put("tables", tables.stream().map(StoredTables::toJson).toList())
                .build();
    }

    private static JsonObject toJson(StateLayout.Store store) {
        return JsonValue.object()
                .put("operator", store.operator())
                .put("partition", store.partition())
                .put("number", store.number())
                .put("rows", store.rowCount())
                .build();
    }

    private static JsonObject toJson(Table table) {
        var json = JsonValue.object().put("name", table.name());
        if (table.file() != null) {
            json.put("epoch", table.file().epoch()).put("number", table.file().number());
        }
        json.put("bytes", table.sizeBytes()).put("crc32c", Integer.toUnsignedLong(table.checksum()));
        if (table.content() != null) json.put("content", Base64.getEncoder().encodeToString(table.content()));
        return json.build();
    }

    static StoredTables fromJson(JsonObject json) {
        List<StateLayout.Store> stores = new ArrayList<>();
        for (JsonValue each : json.require("stores").asList()) {
            JsonObject store = each.asObject();
            stores.add(new StateLayout.Store(
                    store.require("operator").asString(),
                    (int) store.require("partition").asLong(),
                    (int) store.require("number").asLong(),
                    (int) store.require("rows").asLong()));
        }
        List<Table> tables = new ArrayList<>();
        for (JsonValue each : json.require("tables").asList()) tables.add(table(each.asObject()));
        return new StoredTables(new StateLayout(json.require("backend").asString(), stores), tables);
    }

    private static Table table(JsonObject json) {
        JsonValue content = json.get("content");
        return new Table(
                json.require("name").asString(),
                content != null
                        ? null
                        : new TableName(
                                json.require("epoch").asLong(),
                                json.require("number").asLong()),
                json.require("bytes").asLong(),
                (int) json.require("crc32c").asLong(),
                content == null ? null : Base64.getDecoder().decode(content.asString()));
    }
}
