package dev.sluice.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.app.log.Log;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs the command lines in `src/test/resources/cli`, and compares what they print. `-Dupdate` writes down what they
/// do print instead.
class CommandLineTest {

    private static final Path CLI = Path.of("src/test/resources/cli");

    @TempDir
    private Path temporary;

    @TestFactory
    Stream<DynamicTest> commandLinesPrintWhatIsWrittenDown() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(CLI)) {
            files = all.filter(file -> file.toString().endsWith(".cli"))
                    .sorted()
                    .toList();
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private void check(Path file) throws IOException {
        String expected = Files.readString(file);
        var actual = new StringBuilder();
        for (CommandLine line : CommandLine.read(expected)) actual.append(line.withAnswer(run(line)));
        if (System.getProperty("update") != null) {
            Files.writeString(file, actual.toString());
        } else {
            assertEquals(expected, actual.toString(), file + " (-Dupdate rewrites it)");
        }
    }

    private CommandLine.Answer run(CommandLine line) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(line.input().getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                CLI.resolve("files").toString());
        Log.to(terminal.err());
        List<String> words = line.words().stream()
                .map(word -> word.replace("<tmp>", temporary.toString()))
                .toList();
        int exitCode = Main.run(words.subList(1, words.size()), terminal);
        Log.to(System.err);
        return new CommandLine.Answer(stable(out), stable(err), exitCode);
    }

    /// Without what is different each time.
    private String stable(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8)
                .replace(temporary.toString(), "<tmp>")
                .replace(CLI.resolve("files").toAbsolutePath().toString(), "<dir>")
                .replaceAll("(?m)^\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d ", "<time> ")
                .replaceAll("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}", "<uuid>")
                .replaceAll("(\"(?:batchTimestampMs|timestamp|modified\\w*)\":)\\d+", "$1<time>")
                .replaceAll(", of \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", ", of <time>")
                .replaceAll("[\\d,]+ rows/s", "<speed> rows/s");
    }
}
