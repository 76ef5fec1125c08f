package dev.sluice.testing.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
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

    /// Waits until something happens to a snapshot, or the process has ended.
    ///
    /// @param event that the next file is there, or that the first bytes are written to it
    void await(WatchEvent.Kind<Path> event, ChildProcess process) throws IOException, InterruptedException {
        try (WatchService watch = path.getFileSystem().newWatchService()) {
            path.register(watch, event);
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
