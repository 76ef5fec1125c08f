package dev.sluice.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where a database has its files while a query runs. Those of processes that were killed are taken away by the next
/// one.
final class RocksDirectory {

    private static final String NAME = "sluice-state-";
    /// Held by RocksDB while it has the directory open.
    private static final String LOCK = "LOCK";

    private RocksDirectory() {}

    /// A new one.
    static Path create(Path parent) throws IOException {
        Files.createDirectories(parent);
        String own = NAME + ProcessHandle.current().pid() + "-";
        for (Path left : list(parent)) {
            String name = left.getFileName().toString();
            // A lock of our own would be given to us again, and be gone when we give it back.
            if (name.startsWith(NAME) && !name.startsWith(own) && isLeft(left)) takeAway(left);
        }
        return Files.createTempDirectory(parent, own);
    }

    private static void takeAway(Path left) {
        try {
            delete(left);
        } catch (IOException | UncheckedIOException _) {
            // Somebody else is taking it away, or may; the rest stays for the next one.
        }
    }

    /// Takes away all that is in it.
    static void empty(Path directory) throws IOException {
        for (Path entry : list(directory)) delete(entry);
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }

    private static List<Path> list(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.toList();
        }
    }

    private static boolean isLeft(Path directory) {
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException _) {
            // It has only just been made, or somebody else is taking it away.
            return false;
        } catch (IOException _) {
            return false;
        }
    }
}
