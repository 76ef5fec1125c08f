package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.api.Session;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs the programs of `sluice-connect-checks` with Spark's own client, and compares what they are answered with what
/// a
/// real Spark 4.2 answered, `src/test/resources/checks/spark.txt`; what differs stands in `not-yet.txt` with its
/// reason,
/// and must go on differing. `-Dserver=sc://host:port -Dupdate` writes down what that server answers.
///
/// The client is made for Java 17, which is looked for where JDKs usually are; without it the test is skipped.
class ClientChecksTest {

    private static final Path ANSWERS = Path.of("src/test/resources/checks/spark.txt");
    private static final Path NOT_YET = Path.of("src/test/resources/checks/not-yet.txt");
    private static final Path CHECKS = Path.of("../sluice-connect-checks/target");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> programsAreAnsweredAsBySpark() throws Exception {
        Optional<Path> java = java17();
        assumeTrue(java.isPresent(), "a JDK 17 is needed for Spark's client");
        String server = System.getProperty("server", "");
        if (!server.isEmpty()) {
            Files.writeString(ANSWERS, run(java.get(), server));
            return Stream.empty();
        }
        Map<String, String> actual;
        try (ConnectServer own = ConnectServer.start(ConnectServer.Options.local(0), ClientChecksTest::session)) {
            actual = answers(run(java.get(), "sc://localhost:" + own.port()));
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

    private static Session session() {
        return Session.builder().config("spark.sql.session.timeZone", "UTC").create();
    }

    /// What a process of the programs prints.
    private String run(Path java, String server) throws IOException, InterruptedException {
        String classPath = CHECKS.resolve("classes").toAbsolutePath()
                + File.pathSeparator
                + Files.readString(CHECKS.resolve("class-path.txt")).strip();
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        Process process = new ProcessBuilder(List.of(
                        java.toString(),
                        "-Duser.timezone=UTC",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        "dev.sluice.connect.checks.Checks",
                        server,
                        directory.resolve("data").toString()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.waitFor();
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        if (!printed.contains("== end")) throw new AssertionError(printed + Files.readString(err));
        return printed;
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

    private static Optional<Path> java17() throws IOException {
        List<Path> homes = new ArrayList<>();
        for (String variable : List.of("JAVA17_HOME", "JAVA_HOME_17_X64")) {
            String home = System.getenv(variable);
            if (home != null) homes.add(Path.of(home));
        }
        Path usual = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(usual)) {
            try (Stream<Path> all = Files.list(usual)) {
                all.filter(home -> home.getFileName().toString().contains("17"))
                        .sorted()
                        .forEach(homes::add);
            }
        }
        return homes.stream()
                .map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
