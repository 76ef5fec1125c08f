package dev.sluice.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose a directory is, and who may take it away.
class RocksDirectoryTest {

    @TempDir
    Path parent;

    /// While it is filled from a snapshot, there is nothing in it that RocksDB has locked.
    @Test
    void anotherProcessTakesWhatIsLeftAndNothingOfOurs() throws Exception {
        Path left = parent.resolve("sluice-state-left");
        try (RocksDirectory first = RocksDirectory.create(parent)) {
            // Our own lock must not be tried for the second: that would lose it.
            RocksDirectory.create(parent).close();
            Files.createDirectory(left);
            Files.createFile(parent.resolve("sluice-state-left.lock"));
            createInAnotherProcess();
            assertTrue(Files.exists(first.path()));
            assertFalse(Files.exists(left));
        }
        assertEquals(List.of(), names());
    }

    @Test
    void aDirectoryWithoutALockFileIsLeftWhenItIsOld() throws IOException {
        Path made = Files.createDirectory(parent.resolve("sluice-state-just-being-made"));
        Path old = Files.createDirectory(parent.resolve("sluice-state-old"));
        Files.createFile(old.resolve("000007.sst"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path another = Files.createDirectory(parent.resolve("somebody-elses"));
        Files.setLastModifiedTime(another, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        RocksDirectory.create(parent).close();
        assertTrue(Files.exists(made));
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(another));
    }

    @Test
    void aLockFileWhoseDirectoryIsGoneIsTakenAwayToo() throws IOException {
        Files.createFile(parent.resolve("sluice-state-gone.lock"));
        RocksDirectory.create(parent).close();
        assertEquals(List.of(), names());
    }

    @Test
    void severalMayTakeAwayTheSame() throws Exception {
        Path directory = parent.resolve("directory");
        int threads = 4;
        var together = new CyclicBarrier(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < 10; round++) {
                Files.createDirectories(directory.resolve("saved"));
                for (int file = 0; file < 50; file++) {
                    Files.createFile(directory.resolve(file + ".sst"));
                    Files.createFile(directory.resolve("saved/" + file + ".sst"));
                }
                List<Future<?>> all = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    all.add(executor.submit(() -> {
                        together.await();
                        RocksDirectory.delete(directory);
                        return null;
                    }));
                }
                for (Future<?> one : all) one.get();
                assertFalse(Files.exists(directory));
            }
        }
        RocksDirectory.delete(directory);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private void createInAnotherProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RocksDirectoryTest.class.getName(),
                        parent.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    /// The other process.
    public static void main(String[] arguments) throws IOException {
        RocksDirectory.create(Path.of(arguments[0])).close();
    }
}
