package dev.sluice.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// State that is larger than the heap, with snapshots of it and a restart from them. `-Dkeys=2000000 -Dheap=128m` for
/// several times the heap; a key takes about 250 bytes.
class LargeStateTest {

    private static final long KEYS = Long.getLong("keys", 200_000) / 10_000 * 10_000;
    private static final String HEAP = System.getProperty("heap", "40m");

    @TempDir
    Path directory;

    @Test
    void stateNeedNotFitIntoTheHeap() throws IOException, InterruptedException {
        assertEquals("right " + KEYS + " wrong 0", run(0));
        assertEquals("right " + KEYS + " wrong 0", run(1));
    }

    private String run(int before) throws IOException, InterruptedException {
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeState.class.getName(),
                        directory.toString(),
                        String.valueOf(KEYS),
                        String.valueOf(before)))
                .redirectError(errors.toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(errors);
            } catch (IOException e) {
                return e.toString();
            }
        });
        return said.lines().filter(line -> line.startsWith("right")).findFirst().orElse(said);
    }
}
