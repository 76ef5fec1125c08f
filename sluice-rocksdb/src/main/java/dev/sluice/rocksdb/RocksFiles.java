package dev.sluice.rocksdb;

import dev.sluice.state.StateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.Checkpoint;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// The files of a database at a moment, held by further names of them. Sorted tables never change and their names never
/// come again; the others say which tables there are.
final class RocksFiles implements StateFiles {

    private static final String TABLE = ".sst";

    private final Path directory;
    private final List<File> files;

    private RocksFiles(Path directory, List<File> files) {
        this.directory = directory;
        this.files = files;
    }

    /// @param directory to hold them in; it is taken away first
    static RocksFiles of(RocksDB database, Path directory) {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true);
                Checkpoint checkpoint = Checkpoint.create(database)) {
            if (Files.exists(directory)) RocksDirectory.delete(directory);
            // What is in memory alone has no log to come back from.
            database.flush(wait);
            checkpoint.createCheckpoint(directory.toString());
            List<File> files = new ArrayList<>();
            try (Stream<Path> entries = Files.list(directory)) {
                for (Path entry : entries.sorted().toList()) {
                    String name = entry.getFileName().toString();
                    files.add(new File(name, Files.size(entry), name.endsWith(TABLE)));
                }
            }
            return new RocksFiles(directory, List.copyOf(files));
        } catch (IOException e) {
            throw RocksBytes.failed("write", directory, e);
        } catch (RocksDBException e) {
            throw RocksBytes.failed("write", directory, e);
        }
    }

    @Override
    public List<File> files() {
        return files;
    }

    @Override
    public InputStream open(String name) {
        try {
            return Files.newInputStream(directory.resolve(name));
        } catch (IOException e) {
            throw RocksBytes.failed("read", directory.resolve(name), e);
        }
    }

    @Override
    public void close() {
        try {
            RocksDirectory.delete(directory);
        } catch (IOException e) {
            throw RocksBytes.failed("delete", directory, e);
        }
    }
}
