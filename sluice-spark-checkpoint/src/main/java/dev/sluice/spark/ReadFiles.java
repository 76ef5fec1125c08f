package dev.sluice.spark;

import dev.sluice.checkpoint.CheckpointContents;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.file.InputFile;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StoragePaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The files that an input has read, by its log offset: `sources/0` in Spark.
///
/// ```text
/// sources/0/9.compact   the files of 9 and all before
/// sources/0/10          those of 10
/// ```
final class ReadFiles {

    /// Spark's default for how often all files are written anew.
    private static final int INTERVAL = 10;

    private ReadFiles() {}

    /// The log offset that Spark and we write alike, or -1.
    static long offset(JsonValue json) {
        return json.asObject().require("logOffset").asLong();
    }

    /// The files of a log, by its name, as their lines: up to the last offset that was planned, from the last one on
    /// with which Spark would have written all before anew.
    static Map<String, List<String>> lines(Input input, CheckpointContents contents, Storage storage) {
        NavigableMap<Long, Map<String, Long>> files = new TreeMap<>();
        long last = -1;
        JsonValue memory = contents.memories().get(input.id());
        Map<String, Long> seen = new TreeMap<>();
        if (memory instanceof JsonObject object) {
            object.require("seen").asObject().fields().forEach((path, time) -> seen.put(path, time.asLong()));
        }
        for (SourceInput range : contents.replay()) {
            if (!range.source().equals(input.id())) continue;
            Map<String, Long> own =
                    files.computeIfAbsent(offset(range.range().to().json()), _ -> new TreeMap<>());
            for (JsonValue file :
                    range.range().replay().asObject().require("files").asList()) {
                InputFile read = InputFile.fromJson(file);
                own.put(read.path(), read.modifiedMillis());
                seen.remove(read.path());
            }
            last = Math.max(last, files.lastKey());
        }
        var known = contents.progress().ranges().get(input.id());
        if (known != null) last = Math.max(last, offset(known.to().json()));
        if (last < 0) return Map.of();
        long compact = (last + 1) / INTERVAL * INTERVAL - 1;
        long first = Math.max(0, compact);
        Map<String, List<String>> lines = new LinkedHashMap<>();
        List<String> before = new ArrayList<>();
        seen.forEach((path, time) -> before.add(line(path, time, first, storage)));
        files.headMap(first, true)
                .forEach((offset, own) -> own.forEach((path, time) -> before.add(line(path, time, offset, storage))));
        lines.put(compact < 0 ? "0" : compact + ".compact", before);
        for (long offset = first + 1; offset <= last; offset++) {
            long number = offset;
            List<String> own = new ArrayList<>();
            files.getOrDefault(number, Map.of()).forEach((path, time) -> own.add(line(path, time, number, storage)));
            lines.put(String.valueOf(number), own);
        }
        return lines;
    }

    private static String line(String path, long modifiedMillis, long offset, Storage storage) {
        return JsonValue.object()
                .put("path", StoragePaths.encodedUri(storage.absolute(path)))
                .put("timestamp", modifiedMillis)
                .put("batchId", offset)
                .build()
                .toText();
    }

    /// A file that Spark read.
    ///
    /// @param path as the input names it
    record Read(String path, long modifiedMillis, long offset) {}

    static List<Read> read(Input input, SparkFiles files) {
        String here = input.isRelative() ? files.storage().absolute("") : "";
        String prefix = here.endsWith("/") || here.isEmpty() ? here : here + "/";
        List<Read> all = new ArrayList<>();
        for (SparkFiles.Part part : files.whole(input.log())) {
            for (String line : files.lines(part.name())) {
                all.add(files.parse(part.name(), line, entry -> read(entry, part, prefix)));
            }
        }
        return all;
    }

    private static Read read(JsonObject entry, SparkFiles.Part part, String prefix) {
        long offset = entry.require("batchId").asLong();
        boolean fits = part.compact() ? offset >= 0 && offset <= part.number() : offset == part.number();
        if (!fits) throw new IllegalArgumentException("it has a file of the offset " + offset);
        String path = StoragePaths.decodedUri(entry.require("path").asString());
        return new Read(
                path.startsWith(prefix) ? path.substring(prefix.length()) : path,
                entry.require("timestamp").asLong(),
                offset);
    }

    /// @param end up to where the input was planned
    /// @throws dev.sluice.error.SluiceException if the log does not reach so far
    static void requireUpTo(Input input, SparkFiles files, JsonValue end) {
        NavigableMap<Long, String> log = files.log(input.log());
        long last = log.isEmpty() ? -1 : log.lastKey();
        if (offset(end) > last)
            throw SparkFiles.damaged(files.path(input.log() + "/" + (last + 1)), "the file is missing");
    }
}
