package dev.sluice.builtin;

import dev.sluice.file.InputFile;
import dev.sluice.json.JsonValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The files that a stream has taken already.
///
/// A file older than the newest one taken by more than the maximum age is neither remembered nor taken any more, so
/// that what must be remembered does not grow for ever.
final class SeenFiles {

    private final long maximumAgeMillis;
    private final boolean byNameOnly;
    private final Map<String, Long> modifiedMillis = new HashMap<>();
    private long newestMillis;
    private long oldestMillis;

    /// @param byNameOnly whether files of the same name in different directories are the same file
    SeenFiles(long maximumAgeMillis, boolean byNameOnly) {
        this.maximumAgeMillis = maximumAgeMillis;
        this.byNameOnly = byNameOnly;
    }

    boolean isNew(InputFile file) {
        return file.modifiedMillis() >= oldestMillis && !modifiedMillis.containsKey(key(file.path()));
    }

    /// Whether the file was taken, and has been written again since: as Spark does, it is not taken a second time.
    boolean isWrittenAgain(InputFile file) {
        Long taken = byNameOnly ? null : modifiedMillis.get(file.path());
        return taken != null && file.modifiedMillis() > taken;
    }

    void add(InputFile file) {
        add(file.path(), file.modifiedMillis());
    }

    /// Forgets what is too old: called once after each micro-batch's files.
    void purge() {
        oldestMillis = newestMillis - maximumAgeMillis;
        modifiedMillis.values().removeIf(modified -> modified < oldestMillis);
    }

    int size() {
        return modifiedMillis.size();
    }

    JsonValue toJson() {
        Map<String, Object> ordered = new LinkedHashMap<>(new TreeMap<>(modifiedMillis));
        return JsonValue.object().put("seen", ordered).build();
    }

    void restore(JsonValue json) {
        json.asObject().require("seen").asObject().fields().forEach((path, modified) -> add(path, modified.asLong()));
        purge();
    }

    private void add(String path, long modified) {
        modifiedMillis.put(key(path), modified);
        newestMillis = Math.max(newestMillis, modified);
    }

    private String key(String path) {
        return byNameOnly ? path.substring(path.lastIndexOf('/') + 1) : path;
    }
}
