package dev.sluice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.app.Main;
import dev.sluice.app.Terminal;
import dev.sluice.app.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SqlExamplesTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern SUMMARY =
            Pattern.compile("word_count: read ([\\d,]+) rows in ([\\d,]+) micro-batches, [\\d,]+ rows/s\n");

    @Test
    void theWordsOfTheRepositoryAreCountedInManyMicroBatches() throws IOException {
        var out = new Screen();
        var err = new Screen();
        Log.to(err.stream());
        var terminal = new Terminal(InputStream.nullInputStream(), out.stream(), err.stream(), REPOSITORY.toString());
        int exitCode = Main.run(List.of("run", "examples/word-count.sql"), terminal);
        Log.to(System.err);

        assertEquals(0, exitCode, err.text());
        Matcher summary = SUMMARY.matcher(err.text());
        assertTrue(summary.find(), err.text());
        long microBatches = number(summary.group(2));
        assertTrue(microBatches >= 4, err.text());
        List<Path> files = files();
        assertEquals((files.size() + 299) / 300, microBatches);
        assertEquals(lineCount(files), number(summary.group(1)));

        String last = out.text().substring(out.text().lastIndexOf("Batch: "));
        assertEquals(
                mostFrequentWords(files),
                last.lines()
                        .filter(line -> line.startsWith("|") && !line.startsWith("|  word"))
                        .map(line -> line.replaceAll("[| ]+", " ").strip())
                        .filter(line -> !line.equals("word count"))
                        .toList());
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    /// What the example says it reads. Not all of the repository is looked through: where the tests of other modules run
    /// at the same time, directories come and go.
    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places()) {
            try (Stream<Path> all = Files.walk(place)) {
                all.filter(file -> file.toString().matches(".*\\.(md|sql|java)"))
                        .filter(file -> !file.getFileName().toString().matches("[_.].*"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static List<Path> places() throws IOException {
        List<Path> places = new ArrayList<>(List.of(REPOSITORY.resolve("docs"), REPOSITORY.resolve("examples")));
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            modules.filter(module -> module.getFileName().toString().startsWith("sluice-"))
                    .map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .forEach(places::add);
        }
        return places;
    }

    private static long lineCount(List<Path> files) throws IOException {
        long lines = 0;
        for (Path file : files) lines += Files.readAllLines(file).size();
        return lines;
    }

    /// The same count without Sluice.
    private static List<String> mostFrequentWords(List<Path> files) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        for (Path file : files) {
            for (String word : Files.readString(file).toLowerCase(Locale.ROOT).split("[^a-z]+")) {
                if (!word.isEmpty()) counts.merge(word, 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(10)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    /// In a process of its own, since it runs until it is told to stop.
    @Test
    void theWordsOfASocketAreCountedUntilTheProcessIsToldToStop(@TempDir Path directory) throws Exception {
        try (var server = new LineServer()) {
            String sql = Files.readString(REPOSITORY.resolve("examples/word-count-socket.sql"));
            String withPort = sql.replace("'9999'", "'" + server.port() + "'");
            Path file = Files.writeString(directory.resolve("socket.sql"), withPort);
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "run",
                            file.toString())
                    .start();
            try {
                runUntilTold(process, server);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static void runUntilTold(Process process, LineServer server) throws Exception {
        Screen out = copy(process.getInputStream());
        Screen err = copy(process.getErrorStream());
        out.await(text -> text.contains("Batch: 0"));
        server.send("spark sql streaming");
        out.awaitBatch(1);
        process.toHandle().destroy(); // SIGTERM, and unlike Process.destroy the pipes stay open
        int exitCode = process.waitFor();

        err.await(text -> text.contains("next: "));
        assertEquals(128 + 15, exitCode);
        String summary =
                err.text().lines().dropWhile(line -> line.contains(" WARN ")).collect(Collectors.joining("\n"));
        assertTrue(summary.matches("""
                stopping after the running micro-batches …
                word_count: read 1 row in 2 micro-batches, \\d+ rows/s
                next: .*"""), summary);
    }

    private static Screen copy(InputStream from) {
        var screen = new Screen();
        Thread.ofVirtual().start(() -> {
            try (from) {
                from.transferTo(screen);
            } catch (IOException _) {
                // The process has ended; what it said before is there.
            }
        });
        return screen;
    }
}
