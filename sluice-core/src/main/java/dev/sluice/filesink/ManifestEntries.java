package dev.sluice.filesink;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StoragePaths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The text of a manifest file, line by line as Spark writes it: `v1`, then an object a file.
final class ManifestEntries {

    private static final String VERSION = "v1";
    /// What Spark says of local files.
    private static final long BLOCK_SIZE = 32L << 20;

    private ManifestEntries() {}

    static byte[] encode(List<WrittenFile> files, Storage storage) {
        var text = new StringBuilder(VERSION);
        for (WrittenFile file : files) {
            text.append('\n')
                    .append(JsonValue.object()
                            .put("path", StoragePaths.encodedUri(storage.absolute(file.path())))
                            .put("size", file.sizeBytes())
                            .put("isDir", false)
                            .put("modificationTime", file.modifiedMillis())
                            .put("blockReplication", 1)
                            .put("blockSize", BLOCK_SIZE)
                            .put("action", "add")
                            .build()
                            .toText());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// @param directory the output directory, to which paths below it are made relative
    static List<WrittenFile> decode(byte[] content, String file, Storage storage, String directory) {
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\n");
        if (!lines[0].strip().equals(VERSION)) {
            throw damaged(file, 1, "it begins with \"" + lines[0] + "\" and not with " + VERSION);
        }
        String root = storage.absolute(directory) + "/";
        List<WrittenFile> files = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].isBlank()) continue;
            try {
                JsonValue.JsonObject fields = JsonValue.parse(lines[i]).asObject();
                String path = StoragePaths.decodedUri(fields.require("path").asString());
                files.add(new WrittenFile(
                        StoragePaths.below(root, path)
                                .map(rest -> directory + "/" + rest)
                                .orElse(path),
                        fields.require("size").asLong(),
                        fields.require("modificationTime").asLong()));
            } catch (IllegalArgumentException e) {
                throw damaged(file, i + 1, String.valueOf(e.getMessage()));
            }
        }
        return files;
    }

    private static SluiceException damaged(String file, int line, String reason) {
        return ErrorCondition.SINK_MANIFEST_DAMAGED
                .error()
                .with("file", file)
                .with("line", line)
                .with("reason", reason)
                .build();
    }
}
