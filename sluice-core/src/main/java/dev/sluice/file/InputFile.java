package dev.sluice.file;

import dev.sluice.json.JsonValue;
import dev.sluice.storage.Storage;

/// A file as it was when it was found; a replay reads just so many bytes of it.
public record InputFile(String path, long sizeBytes, long modifiedMillis) {

    public static InputFile of(Storage.Entry entry) {
        return new InputFile(entry.path(), entry.sizeBytes(), entry.modifiedMillis());
    }

    public static InputFile fromJson(JsonValue json) {
        var fields = json.asObject();
        return new InputFile(
                fields.require("path").asString(),
                fields.require("size").asLong(),
                fields.require("modified").asLong());
    }

    public JsonValue toJson() {
        return JsonValue.object()
                .put("path", path)
                .put("size", sizeBytes)
                .put("modified", modifiedMillis)
                .build();
    }

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
