package dev.sluice.testing.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The snapshots of a checkpoint, seen from another process while they are made.
///
/// @param path of the directory, which is there
record SnapshotDirectory(Path path) {

    private static final int END_BYTES = 64;

    /// Waits until a snapshot has begun, or the process has ended.
    void awaitNext(ChildProcess process) throws IOException, InterruptedException {
        try (WatchService watch = path.getFileSystem().newWatchService()) {
            path.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            WatchKey seen = null;
            while (seen == null && !process.runFor(0)) seen = watch.poll(100, TimeUnit.MILLISECONDS);
        }
    }

    Optional<Path> newest() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.max(Path::compareTo);
        }
    }

    /// Whether a snapshot has its last record, without which it is none.
    static boolean isFinished(Path snapshot) throws IOException {
        byte[] bytes = Files.readAllBytes(snapshot);
        int from = Math.max(0, bytes.length - END_BYTES);
        return new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1).contains("{\"pieces\":");
    }
}
