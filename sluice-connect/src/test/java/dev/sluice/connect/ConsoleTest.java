package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.api.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The word count of the seeds by Spark's own client, fed with one micro-batch a step: the server's console shows what
/// the console of a real Spark 4.2 showed, rows sorted within each table.
/// `-Dserver=sc://host:port -Dconsole=FILE -Dupdate` writes that down, FILE being where that server prints.
class ConsoleTest {

    private static final Path EXPECTED = Path.of("src/test/resources/checks/console-word-count.txt");
    private static final Pattern TABLE =
            Pattern.compile("(?m)^-{43}\\nBatch: \\d+\\n-{43}\\n(?:[+|].*\\n)+(?:only showing .*\\n)?");

    private static final List<String> STEPS =
            List.of("apache spark", "apache hadoop", "", "spark streaming spark", "a|b  c");

    @TempDir
    private Path directory;

    @Test
    void theConsoleShowsWhatSparksShows() throws Exception {
        var client = ClientProcess.find(directory);
        String server = System.getProperty("server", "");
        if (!server.isEmpty()) {
            count(client, server);
            Files.writeString(EXPECTED, tables(Files.readString(Path.of(System.getProperty("console")))));
            return;
        }
        var console = new ByteArrayOutputStream();
        var out = new PrintStream(console, true, StandardCharsets.UTF_8);
        try (ConnectServer own = ConnectServer.start(
                ConnectServer.Options.local(0),
                () -> Session.builder().output(out).create())) {
            count(client, "sc://localhost:" + own.port());
        }
        assertEquals(Files.readString(EXPECTED), tables(console.toString(StandardCharsets.UTF_8)));
    }

    private static void count(ClientProcess client, String server) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(server));
        arguments.addAll(STEPS);
        client.run("ConsoleWordCount", arguments);
    }

    /// The tables of a console, rows sorted.
    private static String tables(String printed) {
        return TABLE.matcher(printed)
                .results()
                .map(table -> sorted(table.group()))
                .collect(Collectors.joining("\n"));
    }

    private static String sorted(String table) {
        List<String> lines = new ArrayList<>(table.lines().toList());
        int first = lines.indexOf(lines.get(3)) + 3; // behind rule, names, rule
        List<String> rows = lines.subList(first, lines.size() - 1);
        rows.sort(null);
        return String.join("\n", lines) + "\n";
    }
}
