package dev.sluice.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Streaming queries over time that were made up by chance, with what a real Spark 4.2 emitted; see
/// `tools/spark-recorder`. Each plain, and in one other way in turn.
class RandomScriptsTest {

    private static final Path FILE = Path.of("src/test/resources/random/event-time.streams");
    private static final String BEGINNING = "# Random pipeline ";
    private static final List<Way> OTHERS =
            List.of(Way.RESTARTED, Way.RE_SHAPED, Way.RE_PARTITIONED, Way.CRASHED, Way.SEEDED);

    @TestFactory
    Stream<DynamicNode> everyPipelineEmitsWhatSparkDid() throws IOException {
        List<DynamicNode> nodes = new ArrayList<>();
        List<String> lines = Files.readAllLines(FILE);
        for (int from = 0; from < lines.size(); ) {
            int to = from + 1;
            while (to < lines.size() && !lines.get(to).startsWith(BEGINNING)) to++;
            String number = lines.get(from).substring(BEGINNING.length()).replace(".", "");
            // Blank lines keep the numbers of lines what they are in the file.
            List<String> padded = new ArrayList<>(java.util.Collections.nCopies(from, ""));
            padded.addAll(lines.subList(from, to));
            Script script = ScriptText.parse(FILE.getFileName().toString(), padded);
            Way other = OTHERS.get(nodes.size() % OTHERS.size());
            nodes.add(DynamicContainer.dynamicContainer(
                    number, Stream.of(Way.PLAIN, other).map(way -> test(script, way))));
            from = to;
        }
        return nodes.stream();
    }

    private static DynamicTest test(Script script, Way way) {
        return DynamicTest.dynamicTest(way.word(), () -> ScriptCheck.check(script, way, ""));
    }
}
