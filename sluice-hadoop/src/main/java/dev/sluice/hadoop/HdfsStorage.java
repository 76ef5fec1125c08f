package dev.sluice.hadoop;

import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageErrors;
import dev.sluice.storage.StoragePaths;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;
import org.apache.hadoop.ipc.RemoteException;

/// Files in HDFS.
///
/// A file appears under its name by a rename that fails if the name is taken. What is appended is durable on the disks
/// of the data nodes (`hsync`). A file has one writer: who opens it for appending takes it from whoever had it open,
/// and that one's next write fails.
///
/// Nothing ends with a process, so locks hold nobody back.
final class HdfsStorage implements Storage, AutoCloseable {

    /// What is being written before it has its name.
    private static final Pattern TEMPORARY = Pattern.compile("\\..*\\.[0-9a-f-]{36}\\.tmp");

    private static final int RECOVERY_MILLIS = 60_000;
    private static final int PAUSE_MILLIS = 50;

    private final DistributedFileSystem files;
    private final String root;

    HdfsStorage(DistributedFileSystem files, String root) {
        this.files = files;
        this.root = root;
    }

    @Override
    public String absolute(String path) {
        String normal = StoragePaths.normal(path);
        return normal.startsWith("/") ? normal.substring(1) : normal;
    }

    @Override
    public Optional<Entry> find(String path) {
        try {
            return Optional.of(entry(path, files.getFileStatus(path(path))));
        } catch (FileNotFoundException | ParentNotDirectoryException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw cannot("look at", path, e);
        }
    }

    @Override
    public List<Entry> list(String directory) {
        String prefix = directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
        var entries = new ArrayList<Entry>();
        try {
            Path listed = path(directory);
            for (FileStatus status : files.listStatus(listed)) {
                String name = status.getPath().getName();
                boolean itself = !status.isDirectory()
                        && status.getPath()
                                .toUri()
                                .getPath()
                                .equals(listed.toUri().getPath());
                if (!itself && !TEMPORARY.matcher(name).matches()) entries.add(entry(prefix + name, status));
            }
        } catch (FileNotFoundException | ParentNotDirectoryException _) {
            return List.of();
        } catch (IOException e) {
            throw cannot("list", directory, e);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    @Override
    public byte[] read(String path) {
        try (InputStream in = open(path, 0)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw cannot("read", path, e);
        }
    }

    @Override
    public InputStream open(String path, long fromByte) {
        try {
            FSDataInputStream in = files.open(path(path));
            long length = in instanceof HdfsDataInputStream hdfs
                    ? hdfs.getVisibleLength()
                    : files.getFileStatus(path(path)).getLen();
            in.seek(Math.min(fromByte, length));
            return in;
        } catch (IOException e) {
            throw cannot("read", path, e);
        }
    }

    @Override
    public boolean create(String path, byte[] content) {
        Path target = path(path);
        try {
            if (files.exists(target)) return false;
            Path temporary = writeTemporary(target, content);
            try {
                files.rename(temporary, target, Options.Rename.NONE);
                return true;
            } catch (FileAlreadyExistsException _) {
                return false;
            } finally {
                files.delete(temporary, false);
            }
        } catch (IOException e) {
            throw cannot("create", path, e);
        }
    }

    @Override
    public void replace(String path, byte[] content) {
        Path target = path(path);
        try {
            Path temporary = writeTemporary(target, content);
            try {
                files.rename(temporary, target, Options.Rename.OVERWRITE);
            } finally {
                files.delete(temporary, false);
            }
        } catch (IOException e) {
            throw cannot("write", path, e);
        }
    }

    private Path writeTemporary(Path target, byte[] content) throws IOException {
        Path temporary = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ".tmp");
        try (FSDataOutputStream out = files.create(temporary, false)) {
            out.write(content);
            out.hsync();
        }
        return temporary;
    }

    @Override
    public Appender append(String path) {
        Path file = path(path);
        try {
            FSDataOutputStream out;
            try {
                out = files.exists(file) ? takeOver(file) : files.create(file, false);
            } catch (FileAlreadyExistsException _) {
                out = takeOver(file); // another created it just now
            }
            return new HdfsAppender(this, path, out);
        } catch (IOException e) {
            throw cannot("open", path, e);
        }
    }

    /// A writer that is gone has the file open for a minute still, as the name node sees it. It is taken from it.
    private FSDataOutputStream takeOver(Path file) throws IOException {
        long begin = System.nanoTime();
        while (!files.isFileClosed(file) && !files.recoverLease(file)) {
            if ((System.nanoTime() - begin) / 1_000_000 > RECOVERY_MILLIS) {
                throw new IOException("it is open for another writer, from whom HDFS does not take it");
            }
            pause();
        }
        return files.append(file);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void delete(String path) {
        try {
            files.delete(path(path), false);
        } catch (ParentNotDirectoryException _) {
            // Nothing is below a file.
        } catch (IOException e) {
            throw cannot("delete", path, e);
        }
    }

    @Override
    public Optional<Lock> lock(String path) {
        return Optional.of(() -> {});
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    RuntimeException cannot(String action, String path, IOException e) {
        return StorageErrors.cannot(action, root + "/" + absolute(path), plain(e));
    }

    /// The failure as the storage package knows it, and without the name node's stack in its message.
    static IOException plain(Exception e) {
        Throwable known = e instanceof RemoteException remote ? remote.unwrapRemoteException() : e;
        String message = String.valueOf(known.getMessage()).lines().findFirst().orElse("");
        return switch (known) {
            case PathIsNotEmptyDirectoryException _ -> caused(new DirectoryNotEmptyException(message), e);
            case FileNotFoundException _ -> caused(new NoSuchFileException(message), e);
            default -> new IOException(message.isEmpty() ? known.toString() : message, e);
        };
    }

    private static IOException caused(IOException plain, Exception cause) {
        plain.initCause(cause);
        return plain;
    }

    private static Entry entry(String path, FileStatus status) {
        return new Entry(
                path, status.isDirectory(), status.isDirectory() ? 0 : status.getLen(), status.getModificationTime());
    }

    private Path path(String path) {
        return new Path(null, null, "/" + absolute(path));
    }
}
