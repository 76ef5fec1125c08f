package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/// Stream scripts as text files: every `.stream` file of a directory is a container with a test for each way.
///
/// ```java
/// @TestFactory
/// Stream<DynamicNode> streams() {
///     return StreamScripts.in(Path.of("src/test/resources/streams"));
/// }
/// ```
///
/// A file `not-yet.txt` in the directory may name scripts that Sluice is known not to run yet, `FILE REASON` a line;
/// these must then be refused, so that it is noticed when they begin to run.
public final class StreamScripts {

    private StreamScripts() {}

    /// The tests of all scripts in a directory and below it, by name.
    public static Stream<DynamicNode> in(Path directory) {
        Rerun rerun = Rerun.fromProperties();
        NotYet notYet = NotYet.in(directory, 1);
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.filter(file -> file.toString().endsWith(".stream"))
                    .filter(file -> rerun.wants(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().map(file -> container(file, notYet, rerun));
    }

    private static DynamicContainer container(Path file, NotYet notYet, Rerun rerun) {
        String name = file.getFileName().toString();
        Script script = ScriptText.read(file);
        Stream<DynamicTest> tests = notYet.lists(name)
                ? Stream.of(DynamicTest.dynamicTest("not yet", () -> requireNotYet(name, script)))
                : rerun.chosen(Way.of(script)).stream()
                        .map(way -> DynamicTest.dynamicTest(
                                way.word(), () -> ScriptCheck.check(script, way, rerun.detail())));
        return DynamicContainer.dynamicContainer(name, file.toUri(), tests);
    }

    private static void requireNotYet(String name, Script script) {
        try {
            ScriptCheck.check(script, Way.PLAIN, "");
        } catch (ScriptFailure e) {
            if (e.getCause() != null) return; // an error of the engine's own, not a wrong answer
            throw e;
        }
        throw new AssertionError(name + " runs as it should: take its line out of not-yet.txt");
    }
}
