package dev.sluice.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Streaming queries over time that were made up by chance, with what a real Spark 4.2 emitted; see
/// `tools/spark-recorder`. Each plain, and in one other way in turn. `-Drandom=FILE` runs one file,
/// `-Drandom=FILE:SEED` one case.
class RandomScriptsTest {

    private static final Path DIRECTORY = Path.of("src/test/resources/random");
    private static final String BEGINNING = "==== ";
    private static final List<Way> OTHERS =
            List.of(Way.RESTARTED, Way.RE_SHAPED, Way.RE_PARTITIONED, Way.CRASHED, Way.SEEDED);

    @TestFactory
    Stream<DynamicNode> everyPipelineEmitsWhatSparkDid() throws IOException {
        String wanted = System.getProperty("random", "");
        List<DynamicNode> nodes = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("random.directory", DIRECTORY.toString())))) {
            for (Path file : files.sorted().toList()) {
                if (wanted.isEmpty() || wanted.startsWith(file.getFileName().toString())) {
                    nodes.add(
                            DynamicContainer.dynamicContainer(file.getFileName().toString(), cases(file, wanted)));
                }
            }
        }
        return nodes.stream();
    }

    private static Stream<DynamicNode> cases(Path file, String wanted) throws IOException {
        List<DynamicNode> nodes = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int from = 0; from < lines.size(); ) {
            int to = from + 1;
            while (to < lines.size() && !lines.get(to).startsWith(BEGINNING)) to++;
            String seed = lines.get(from).substring(BEGINNING.length());
            // Blank lines keep the numbers of lines what they are in the file.
            List<String> padded = new ArrayList<>(Collections.nCopies(from + 1, ""));
            padded.addAll(lines.subList(from + 1, to));
            String name = file.getFileName() + ":" + seed;
            Script script = new Script(
                    "-Drandom=" + name,
                    ScriptText.parse(file.getFileName().toString(), padded).steps());
            Way other = OTHERS.get(nodes.size() % OTHERS.size());
            if (!wanted.contains(":") || wanted.equals(name)) {
                nodes.add(DynamicContainer.dynamicContainer(
                        seed, Stream.of(Way.PLAIN, other).map(way -> test(script, way))));
            }
            from = to;
        }
        return nodes.stream();
    }

    private static DynamicTest test(Script script, Way way) {
        return DynamicTest.dynamicTest(way.word(), () -> ScriptCheck.check(script, way, ""));
    }
}
