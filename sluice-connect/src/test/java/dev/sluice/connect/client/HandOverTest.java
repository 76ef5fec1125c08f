package dev.sluice.connect.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.app.Main;
import dev.sluice.app.Terminal;
import dev.sluice.testing.Java17;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The same file of SQL in this process, on a server of ours and on clusters prints the same: what a cluster of Apache
/// Spark 4.2 printed, in the file beside it, which `-Dupdate` writes.
class HandOverTest {

    static final Path FILES = Path.of("src/test/resources/hand-over");

    @TempDir
    private static Path directory;

    private static Servers servers;

    @BeforeAll
    static void start() throws IOException {
        servers = Servers.start();
        Path data = FILES.resolve("data");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Path copy = directory.resolve(data.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else Files.copy(file, copy);
            }
        }
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void clustersAreThere() throws IOException {
        assumeTrue(servers.places().stream().anyMatch(Servers.Place::isCluster), Java17.NEEDED);
    }

    @TestFactory
    Stream<DynamicTest> oneFileAllPlaces() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                for (Servers.Place place : servers.places()) {
                    String name = file.getFileName().toString().replace(".sql", "");
                    tests.add(DynamicTest.dynamicTest(name + ", " + place.name(), () -> check(file, name, place)));
                }
            }
        }
        return tests.stream();
    }

    private static void check(Path file, String name, Servers.Place place) throws IOException {
        Path golden = FILES.resolve(name + ".txt");
        String printed = run(file, name, place);
        if (System.getProperty("update") != null && place.isCluster()) {
            Files.writeString(golden, printed);
        } else {
            assertEquals(Files.readString(golden), printed);
        }
    }

    private static String run(Path file, String name, Servers.Place place) throws IOException {
        Path script = directory.resolve(name + "-" + place.name() + ".sql");
        Files.writeString(
                script,
                Files.readString(file)
                        .replace("$DIR", directory.toString())
                        .replace("$RUN", name + "-" + place.name().replace(' ', '-')));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                "");
        List<String> words =
                new ArrayList<>(List.of("run", script.toString(), "--set", "spark.sql.session.timeZone=UTC"));
        String address = place.address();
        if (!address.isEmpty()) words.addAll(List.of("--remote", address));
        int exit = Main.run(words, terminal);
        terminal.out().flush();
        terminal.err().flush();
        assertEquals(0, exit, () -> out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
