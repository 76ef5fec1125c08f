package dev.sluice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs the command that the examples' documentation and the README give, as it stands there but with what the build has
/// made until now in the place of the jars, and another checkpoint.
@Timeout(120)
class DocumentedCommandTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JARS = Pattern.compile("\"\\$\\(ls [^)]*\\)\"");
    private static final Pattern ENGINE = Pattern.compile("sluice-(core|grammar)\\b|jspecify-");

    @Test
    void runsAsItIsWritten(@TempDir Path directory) throws Exception {
        String documented = JARS.matcher(documented()).replaceFirst(Matcher.quoteReplacement(engine()));
        List<String> command = new ArrayList<>(List.of(documented.split(" ")));
        command.set(0, ProcessHandle.current().info().command().orElseThrow());
        command.set(command.indexOf("/tmp/words"), directory.resolve("words").toString());

        String printed = printed(command);
        assertTrue(printed.matches("(?s).*micro-batch 0, .*\\d+ lines in \\d+ micro-batches\n"), printed);
    }

    /// The program of docs/your-project.md prints what stands below it.
    @Test
    void theProgramForAProjectOfYourOwnRuns(@TempDir Path directory) throws Exception {
        Path program = Files.createDirectories(directory.resolve("shop")).resolve("Main.java");
        Files.writeString(program, block("java"));
        Path orders = Files.createDirectories(directory.resolve("orders"));
        Files.writeString(orders.resolve("1.json"), block("json"));
        String java = ProcessHandle.current().info().command().orElseThrow();
        String checkpoint = directory.resolve("checkpoint").toString();
        String printed = printed(List.of(java, "-cp", engine(), program.toString(), orders.toString(), checkpoint));
        assertTrue(printed.contains(block("text")), printed);
    }

    /// The first such block of the page.
    private static String block(String language) throws IOException {
        String page = Files.readString(REPOSITORY.resolve("docs/your-project.md"));
        String from = page.substring(page.indexOf("```" + language + "\n") + language.length() + 4);
        return from.substring(0, from.indexOf("```\n"));
    }

    private static String printed(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(REPOSITORY.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    private static String documented() throws IOException {
        String text = Files.readString(Path.of("src/main/java/dev/sluice/examples/package-info.java"));
        String command = text.lines()
                .filter(line -> line.startsWith("/// java "))
                .map(line -> line.substring("/// ".length()))
                .findFirst()
                .orElseThrow();
        assertTrue(Files.readString(REPOSITORY.resolve("README.md")).contains(command), "the README has another command");
        return command;
    }

    private static String engine() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> ENGINE.matcher(REPOSITORY.relativize(Path.of(entry).toAbsolutePath()).toString()).find())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
