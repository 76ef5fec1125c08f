package dev.sluice.rocksdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a database has its files while a query runs. Those of processes that were killed are taken away by the next
/// one.
///
/// ```text
/// sluice-state-4711/       RocksDB's
/// sluice-state-4711.lock   locked as long as the directory is somebody's
/// ```
///
/// The lock is beside the directory, since RocksDB's own is gone while the directory is filled from a snapshot. A
/// process that dies loses its locks, so whoever can lock the file knows that nobody needs the directory.
final class RocksDirectory implements AutoCloseable {

    private static final String NAME = "sluice-state-";
    private static final String LOCK = ".lock";

    /// A directory that has no lock file yet is somebody's that is just making it, unless it is older than this.
    private static final Duration BEING_MADE = Duration.ofDays(1);

    /// Names of those of this process: a system that has locks by process would give us our own again, and take them
    /// from us as soon as we close the file. Names, not paths, since a path can be said in several ways.
    private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private RocksDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// A new one.
    ///
    /// One at a time in a process, so that what was left is not locked by two threads.
    static synchronized RocksDirectory create(Path parent) throws IOException {
        Files.createDirectories(parent);
        for (String name : names(parent)) {
            if (!OURS.contains(name)) takeAwayIfLeft(parent.resolve(name));
        }
        while (true) {
            RocksDirectory created = tryCreate(parent);
            if (created != null) return created;
        }
    }

    Path path() {
        return path;
    }

    /// Takes away all that is in it.
    void empty() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            for (Path entry : entries.toList()) delete(entry);
        }
    }

    /// Takes it away. If that fails, the next process may try.
    @Override
    public void close() throws IOException {
        try (lockFile) {
            delete(path);
            Files.deleteIfExists(lockFile(path));
        } finally {
            OURS.remove(name(path));
        }
    }

    /// Takes away a file, or a directory with all that is in it. What somebody else takes away meanwhile is as good.
    static void delete(Path path) throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                throwUnlessGone(failure);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                throwUnlessGone(failure);
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void throwUnlessGone(@Nullable IOException failure) throws IOException {
        if (failure != null && !(failure instanceof NoSuchFileException)) throw failure;
    }

    /// Null if another process took it for left before it was locked.
    private static @Nullable RocksDirectory tryCreate(Path parent) throws IOException {
        Path path = Files.createTempDirectory(parent, NAME);
        OURS.add(name(path));
        RocksDirectory created = null;
        try {
            created = lock(path);
            return created;
        } finally {
            if (created == null) {
                OURS.remove(name(path));
                delete(path);
                Files.deleteIfExists(lockFile(path));
            }
        }
    }

    private static @Nullable RocksDirectory lock(Path path) throws IOException {
        FileChannel lockFile =
                FileChannel.open(lockFile(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            // Who locked it before us has deleted it; who has it open now can't lock it any more.
            locked = lockFile.tryLock() != null && Files.exists(lockFile(path));
            return locked ? new RocksDirectory(path, lockFile) : null;
        } finally {
            if (!locked) lockFile.close();
        }
    }

    private static void takeAwayIfLeft(Path directory) {
        try (FileChannel lockFile = FileChannel.open(lockFile(directory), StandardOpenOption.WRITE);
                FileLock lock = lockFile.tryLock()) {
            if (lock == null) return;
            delete(directory);
            Files.deleteIfExists(lockFile(directory));
        } catch (NoSuchFileException _) {
            takeAwayIfOld(directory);
        } catch (OverlappingFileLockException _) {
            // This module's, loaded a second time in this process.
        } catch (IOException _) {
            // It may be another user's. The rest stays for the next one.
        }
    }

    private static void takeAwayIfOld(Path directory) {
        try {
            Instant changed = Files.getLastModifiedTime(directory).toInstant();
            if (changed.isBefore(Instant.now().minus(BEING_MADE))) delete(directory);
        } catch (IOException _) {
            // Somebody else has taken it away, or may.
        }
    }

    /// Of directories, and of such as have only a lock file left.
    private static List<String> names(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.map(RocksDirectory::name)
                    .filter(name -> name.startsWith(NAME))
                    .map(name -> name.endsWith(LOCK) ? name.substring(0, name.length() - LOCK.length()) : name)
                    .distinct()
                    .toList();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Path lockFile(Path directory) {
        return directory.resolveSibling(name(directory) + LOCK);
    }
}
