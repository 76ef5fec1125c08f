package dev.sluice.storage;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// The files of this machine: below one directory, or all of them.
///
/// A relative path begins at the directory, an absolute one at the root of the file system; `file:` in front of an
/// absolute path is understood.
///
/// What is durable has been forced to the disk, and so has the directory that names it. A file appears under its name
/// only when its bytes are safe.
public final class LocalStorage implements Storage {

    /// Windows cannot open a directory to force it to the disk; there the file system's journal has to do.
    private static final boolean SYNCS_DIRECTORIES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /// The locks of this process. POSIX drops a process's lock as soon as the process closes *any* of its handles on
    /// the file, so a second taker must be turned away before it opens it.
    private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

    /// What is being written before it has its name. Others do not see it: it may be gone when they look.
    private static final Pattern TEMPORARY = Pattern.compile("\\..*\\.\\d+-\\d+\\.tmp");

    private static final AtomicLong TEMPORARY_FILES = new AtomicLong();

    private final Path base;

    /// @param directory where relative paths begin; it is created when something is written
    public LocalStorage(String directory) {
        base = Path.of(directory).toAbsolutePath().normalize();
    }

    /// All files of this machine; relative paths begin at the working directory.
    public static LocalStorage ofMachine() {
        return new LocalStorage("");
    }

    @Override
    public String absolute(String path) {
        return resolve(path).normalize().toString().replace(File.separatorChar, '/');
    }

    @Override
    public Optional<Entry> find(String path) {
        try {
            return Optional.of(entry(path, Files.readAttributes(resolve(path), BasicFileAttributes.class)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw StorageErrors.cannot("look at", resolve(path), e);
        }
    }

    @Override
    public List<Entry> list(String directory) {
        Path resolved = resolve(directory);
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(resolved)) {
            String prefix = directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
            for (Path file : files) {
                if (!TEMPORARY.matcher(file.getFileName().toString()).matches()) {
                    find(prefix + file.getFileName()).ifPresent(entries::add);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        } catch (IOException e) {
            throw StorageErrors.cannot("list", resolved, e);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    @Override
    public byte[] read(String path) {
        try {
            return Files.readAllBytes(resolve(path));
        } catch (IOException e) {
            throw StorageErrors.cannot("read", resolve(path), e);
        }
    }

    @Override
    public InputStream open(String path, long fromByte) {
        Path file = resolve(path);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return Channels.newInputStream(channel.position(fromByte));
        } catch (IOException e) {
            throw StorageErrors.cannot("read", file, e);
        }
    }

    @Override
    public boolean create(String path, byte[] content) {
        Path target = resolve(path);
        try {
            if (Files.exists(target)) return false;
            createDirectories(parent(target));
            Path temporary = writeTemporary(target, content);
            try {
                return appear(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw StorageErrors.cannot("create", target, e);
        }
    }

    @Override
    public void replace(String path, byte[] content) {
        Path target = resolve(path);
        try {
            createDirectories(parent(target));
            Path temporary = writeTemporary(target, content);
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            syncDirectory(parent(target));
        } catch (IOException e) {
            throw StorageErrors.cannot("write", target, e);
        }
    }

    @Override
    public Appender append(String path) {
        Path file = resolve(path);
        try {
            boolean isNew = !Files.exists(file);
            if (isNew) createDirectories(parent(file));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (isNew) syncDirectory(parent(file));
            return new LocalAppender(file, channel);
        } catch (IOException e) {
            throw StorageErrors.cannot("open", file, e);
        }
    }

    @Override
    public void delete(String path) {
        Path file = resolve(path);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StorageErrors.cannot("delete", file, e);
        }
    }

    @Override
    public Optional<Lock> lock(String path) {
        Path file = resolve(path);
        try {
            createDirectories(parent(file));
            Path key = parent(file).toRealPath().resolve(file.getFileName());
            if (!LOCKED.add(key)) return Optional.empty();
            Optional<Lock> lock = Optional.empty();
            try {
                lock = lockFile(file, key);
            } finally {
                if (lock.isEmpty()) LOCKED.remove(key);
            }
            return lock;
        } catch (IOException e) {
            throw StorageErrors.cannot("lock", file, e);
        }
    }

    private static Optional<Lock> lockFile(Path file, Path key) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            // Another class loader's copy of this class holds it.
        } finally {
            if (lock == null) channel.close();
        }
        if (lock == null) return Optional.empty();
        return Optional.of(() -> {
            try {
                // Closing the channel ends the lock. The file stays: deleting it would let two takers lock two files.
                channel.close();
            } catch (IOException e) {
                throw StorageErrors.cannot("unlock", file, e);
            } finally {
                LOCKED.remove(key);
            }
        });
    }

    private static Entry entry(String path, BasicFileAttributes attributes) {
        return new Entry(
                path,
                attributes.isDirectory(),
                attributes.isDirectory() ? 0 : attributes.size(),
                attributes.lastModifiedTime().toMillis());
    }

    private Path resolve(String path) {
        try {
            return base.resolve(path.startsWith("file:") ? path.substring(5).replaceFirst("^/+", "/") : path);
        } catch (InvalidPathException e) {
            throw StorageErrors.cannot("look up", path, e.getReason() + " (where the locale is C, try LC_ALL=C.UTF-8)");
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static Path writeTemporary(Path target, byte[] content) throws IOException {
        long unique = TEMPORARY_FILES.incrementAndGet();
        String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + unique + ".tmp";
        Path temporary = target.resolveSibling(name);
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) channel.write(rest);
            channel.force(true);
        }
        return temporary;
    }

    /// Gives the file its name, unless the name is taken.
    private static boolean appear(Path temporary, Path target) throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException _) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException _) {
            // No hard links here. A rename that looks first is all that is left: two processes could both succeed.
            try {
                Files.move(temporary, target);
            } catch (FileAlreadyExistsException _) {
                return false;
            }
        }
        syncDirectory(parent(target));
        return true;
    }

    /// Creates what is missing of the path, each name durable in its parent.
    private static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) return;
        Path parent = directory.getParent();
        if (parent != null) createDirectories(parent);
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) throw e;
        }
        if (parent != null) syncDirectory(parent);
    }

    private static void syncDirectory(Path directory) throws IOException {
        if (!SYNCS_DIRECTORIES) return;
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
