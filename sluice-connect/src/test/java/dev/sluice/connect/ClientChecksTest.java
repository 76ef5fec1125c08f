package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sluice.api.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs the programs of `sluice-connect-checks` with Spark's own client, and compares what they are answered with what
/// a real Spark 4.2 answered, `src/test/resources/checks/spark.txt`; what differs stands in `not-yet.txt` with its
/// reason, and must go on differing. `-Dserver=sc://host:port -Dupdate` writes down what that server answers.
///
/// The client is made for Java 17, which is looked for where JDKs usually are; without it the test is skipped.
class ClientChecksTest {

    private static final Path ANSWERS = Path.of("src/test/resources/checks/spark.txt");
    private static final Path NOT_YET = Path.of("src/test/resources/checks/not-yet.txt");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> programsAreAnsweredAsBySpark() throws Exception {
        var client = ClientProcess.find(directory);
        String server = System.getProperty("server", "");
        if (!server.isEmpty()) {
            Files.writeString(ANSWERS, run(client, server));
            return Stream.empty();
        }
        Map<String, String> actual;
        try (ConnectServer own = ConnectServer.start(ConnectServer.Options.local(0), this::session)) {
            actual = answers(run(client, "sc://localhost:" + own.port()));
        }
        Map<String, String> expected = answers(Files.readString(ANSWERS));
        var names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        Map<String, String> notYet = reasons();
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> compare(name, notYet.containsKey(name), expected.get(name), actual.get(name))));
    }

    private static void compare(String name, boolean differs, String expected, String actual) {
        if (differs) {
            assertNotEquals(expected, actual, name + " is answered as by Spark: take it out of not-yet.txt");
        } else {
            assertEquals(expected, actual, name);
        }
    }

    private String run(ClientProcess client, String server) throws IOException, InterruptedException {
        String printed =
                client.run("Checks", List.of(server, directory.resolve("data").toString()));
        if (!printed.contains("== end")) throw new AssertionError(printed + client.errors());
        return printed;
    }

    private Session session() {
        return Session.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .config(
                        "spark.sql.warehouse.dir",
                        directory.resolve("warehouse").toString())
                .create();
    }

    private static Map<String, String> answers(String printed) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String part : printed.split("(?m)^== ")) {
            if (part.isBlank()) continue;
            int end = part.indexOf('\n');
            answers.put(part.substring(0, end), part.substring(end + 1).stripTrailing());
        }
        return answers;
    }

    /// The reason behind each name, which ends with a semicolon.
    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(NOT_YET)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            int end = line.indexOf("; ");
            reasons.put(line.substring(0, end), line.substring(end + 2));
        }
        return reasons;
    }
}
