package dev.sluice.testing.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The snapshots of a checkpoint, seen from another process while they are made.
///
/// @param names the directory of the snapshots, which is there
/// @param rows the directory of the files that their rows are in, which is there
record SnapshotDirectory(Path names, Path rows) {

    static SnapshotDirectory create(Path checkpoint) throws IOException {
        return new SnapshotDirectory(
                Files.createDirectories(checkpoint.resolve("snapshot")),
                Files.createDirectories(checkpoint.resolve("tables")));
    }

    /// Waits until a file has appeared in one of the directories, or the process has ended.
    static void await(Path directory, ChildProcess process) throws IOException, InterruptedException {
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            WatchKey seen = null;
            while (seen == null && !process.runFor(0)) seen = watch.poll(100, TimeUnit.MILLISECONDS);
        }
    }

    /// Whether there are rows of a snapshot that has no name, or one with a name and without an end.
    boolean hasUnfinished() throws IOException {
        List<String> snapshots = contents(names);
        for (String snapshot : snapshots) if (!snapshot.contains("{\"pieces\":")) return true;
        for (Path file : files(rows)) {
            String[] name = file.getFileName().toString().split("[-.]", -1);
            String said = String.format(
                    Locale.ROOT, "{\"epoch\":%d,\"number\":%d,", Long.parseLong(name[0]), Long.parseLong(name[1]));
            if (snapshots.stream().noneMatch(snapshot -> snapshot.contains(said))) return true;
        }
        return false;
    }

    private static List<String> contents(Path directory) throws IOException {
        List<String> contents = new ArrayList<>();
        for (Path file : files(directory)) {
            contents.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
