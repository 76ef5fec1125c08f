package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How many stream scripts there are, how many say that they were recorded from Spark, and how many depend on cuts:
/// what depends on cuts is not held to the same answer whatever the cuts, so these may be a third at most.
class StreamScriptCountsTest {

    private static final Path SCRIPTS = Path.of("src/test/resources/streams");
    private static final String RECORDED = "# recorded from Spark";
    private static final int WANTED = 150;

    @Test
    void atMostAThirdDependsOnCutsAndEachSaysWhy() throws IOException {
        int all = 0;
        int recorded = 0;
        int cut = 0;
        for (Path file : files()) {
            all++;
            if (Files.readString(file).contains(RECORDED)) recorded++;
            var reason = ScriptText.read(file).dependsOnCuts();
            if (reason.isEmpty()) continue;
            cut++;
            assertTrue(!reason.get().isBlank(), () -> file + " depends on cuts and does not say why");
        }
        String counts =
                all + " stream scripts, " + recorded + " say they were recorded from Spark, " + cut + " depend on cuts";
        System.out.println(counts);
        assertTrue(all >= WANTED, counts);
        assertTrue(3 * cut <= all, counts);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(SCRIPTS)) {
            return found.filter(file -> file.toString().endsWith(".stream")).toList();
        }
    }
}
