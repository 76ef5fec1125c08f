package dev.sluice.spark;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The small files of a checkpoint of Spark: a version in the first line, JSON in the others.
///
/// @param directory of the checkpoint
record SparkFiles(Storage storage, String directory) {

    private static final String VERSION = "v1";
    private static final String COMPACT = ".compact";
    /// What stands for a source that has no offset yet.
    static final String NOTHING = "-";

    String path(String name) {
        return directory + "/" + name;
    }

    void create(String name, String text) {
        storage.create(path(name), text.getBytes(StandardCharsets.UTF_8));
    }

    void createLines(String name, List<String> lines) {
        create(name, VERSION + "\n" + String.join("\n", lines));
    }

    /// The lines behind the version.
    List<String> lines(String name) {
        String[] lines = new String(read(storage, path(name)), StandardCharsets.UTF_8).split("\n");
        if (lines[0].matches("v\\d+") && !lines[0].equals(VERSION)) {
            throw notCovered(directory, path(name) + " is of the version " + lines[0] + ", and only v1 can be read");
        }
        if (!lines[0].strip().equals(VERSION)) {
            throw damaged(path(name), "it begins with " + lines[0] + " and not with " + VERSION);
        }
        return Arrays.stream(lines).skip(1).filter(line -> !line.isBlank()).toList();
    }

    /// What a file says in the first line behind the version.
    <T> T first(String name, Function<JsonObject, T> meaning) {
        return parse(name, lines(name).stream().findFirst().orElse(""), meaning);
    }

    /// What a line of a file says.
    ///
    /// @param meaning throws `IllegalArgumentException` if it cannot be that
    /// @throws SluiceException if the line is damaged
    <T> T parse(String name, String line, Function<JsonObject, T> meaning) {
        try {
            return meaning.apply(JsonValue.parse(line).asObject());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(path(name), String.valueOf(e.getMessage()));
        }
    }

    /// The files of a log by their number, those that hold all before included.
    NavigableMap<Long, String> log(String name) {
        NavigableMap<Long, String> files = new TreeMap<>();
        for (Storage.Entry file : storage.list(path(name))) {
            String number = file.name().endsWith(COMPACT)
                    ? file.name().substring(0, file.name().length() - COMPACT.length())
                    : file.name();
            if (!number.matches("\\d{1,18}")) continue;
            files.merge(Long.parseLong(number), file.name(), (a, b) -> a.endsWith(COMPACT) ? a : b);
        }
        return files;
    }

    /// One of the files of a log.
    ///
    /// @param compact whether it holds all before, too
    record Part(long number, String name, boolean compact) {}

    /// The files that say all that a log says: from the newest on that holds all before.
    ///
    /// @throws SluiceException if one of them is missing
    List<Part> whole(String name) {
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<Long, String> file : log(name).descendingMap().entrySet()) {
            var part = new Part(
                    file.getKey(), name + "/" + file.getValue(), file.getValue().endsWith(COMPACT));
            if (!parts.isEmpty())
                requireNext(name, part.number(), parts.getFirst().number());
            parts.addFirst(part);
            if (part.compact()) return parts;
        }
        if (!parts.isEmpty()) requireNext(name, -1, parts.getFirst().number());
        return parts;
    }

    private void requireNext(String name, long number, long next) {
        if (next > number + 1) throw damaged(path(name + "/" + (next - 1)), "the file is missing");
    }

    static byte[] read(Storage storage, String path) {
        if (storage.find(path).isEmpty()) throw damaged(path, "the file is missing");
        return storage.read(path);
    }

    static SluiceException damaged(String path, String reason) {
        return ErrorCondition.CHECKPOINT_DAMAGED
                .error()
                .with("path", path)
                .with("offset", 0)
                .with("reason", reason)
                .hint("Restore the checkpoint from a copy.")
                .build();
    }

    static SluiceException cannot(String action, String path, Exception cause) {
        return ErrorCondition.IO_ERROR
                .error()
                .with("action", action)
                .with("path", path)
                .with("reason", String.valueOf(cause.getMessage()))
                .cause(cause)
                .build();
    }

    static SluiceException notCovered(String path, String reason) {
        return ErrorCondition.CHECKPOINT_NOT_COVERED
                .error()
                .with("path", path)
                .with("reason", reason)
                .build();
    }
}
