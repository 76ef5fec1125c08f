package dev.sluice.builtin;

import dev.sluice.json.JsonValue;
import dev.sluice.storage.Storage;

/// A file as it was when it was found; a replay reads just so many bytes of it.
record InputFile(String path, long sizeBytes, long modifiedMillis) {

    static InputFile of(Storage.Entry entry) {
        return new InputFile(entry.path(), entry.sizeBytes(), entry.modifiedMillis());
    }

    static InputFile fromJson(JsonValue json) {
        var fields = json.asObject();
        return new InputFile(
                fields.require("path").asString(),
                fields.require("size").asLong(),
                fields.require("modified").asLong());
    }

    JsonValue toJson() {
        return JsonValue.object()
                .put("path", path)
                .put("size", sizeBytes)
                .put("modified", modifiedMillis)
                .build();
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
