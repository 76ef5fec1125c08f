package dev.sluice.spark;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

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

    /// The JSON in a line of a file.
    JsonValue json(String name, String line) {
        try {
            return JsonValue.parse(line);
        } catch (IllegalArgumentException e) {
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

    /// The files that say all that a log says: from the newest on that holds all before.
    List<String> whole(String name) {
        List<String> files = new ArrayList<>();
        for (String file : log(name).descendingMap().values()) {
            files.addFirst(name + "/" + file);
            if (file.endsWith(COMPACT)) break;
        }
        return files;
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
