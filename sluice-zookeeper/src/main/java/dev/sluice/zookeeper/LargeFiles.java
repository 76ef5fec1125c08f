package dev.sluice.zookeeper;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.function.Predicate;

/// The files that hold what is too large for a node.
///
/// A file is durable before a node names it, and its name has the mark of who wrote it: nothing is written over. What a
/// crash left behind without a node is deleted when the checkpoint is locked the next time.
///
/// @param directory below which they are; empty if none was said
record LargeFiles(Storage storage, String directory) {

    static final String MISSING = "what is too large for ZooKeeper needs a directory: set "
            + ZooKeeperProvider.DATA_LOCATION + ", for example to file:/var/lib/sluice or hdfs://name/sluice";

    String write(String key, long mark, byte[] content) throws IOException {
        requireDirectory();
        String path = directory + "/" + key + "." + HexFormat.of().toHexDigits(mark);
        try {
            if (!storage.create(path, content)) throw new IOException(path + " is there already");
            return path;
        } catch (SluiceException e) {
            throw new IOException(e.sentence(), e);
        }
    }

    void requireDirectory() throws IOException {
        if (directory.isEmpty()) throw new IOException(MISSING);
    }

    InputStream open(String path, long fromByte) throws IOException {
        try {
            return storage.open(path, fromByte);
        } catch (SluiceException e) {
            throw new IOException(e.sentence(), e);
        }
    }

    void delete(String path) throws IOException {
        try {
            storage.delete(path);
        } catch (SluiceException e) {
            throw new IOException(e.sentence(), e);
        }
    }

    /// Deletes what is below a key's directory and is not in use.
    void sweep(String key, Predicate<String> inUse) throws IOException {
        try {
            sweepDirectory(directory + "/" + key, inUse);
        } catch (SluiceException e) {
            throw new IOException(e.sentence(), e);
        }
    }

    private void sweepDirectory(String path, Predicate<String> inUse) {
        for (Storage.Entry entry : storage.list(path)) {
            if (entry.directory()) {
                sweepDirectory(entry.path(), inUse);
            } else if (!inUse.test(entry.path())) {
                storage.delete(entry.path());
            }
        }
    }

    /// The key of the node that should name the file.
    String key(String path) {
        String name = path.substring(directory.length() + 1);
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
