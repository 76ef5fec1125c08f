package dev.sluice.connect.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sluice.api.Session;
import dev.sluice.connect.ConnectServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Sends what PySpark sends, `src/test/resources/python/*.messages`, and compares the answers with those of a real
/// Spark 4.2. `-Dmessages.of=rows` takes one file; `-Dserver=sc://localhost:15002 -Dupdate` writes down what Spark
/// answers there, `-Dupdate` alone what
/// Sluice
/// answers where it differs.
class PythonMessagesTest {

    static final Path FILES = Path.of("src/test/resources/python");
    private static final String SPARK = System.getProperty("server", "");

    @TempDir
    private static Path directory;

    private static ConnectServer server;

    @BeforeAll
    static void start() throws IOException {
        server = ConnectServer.start(
                ConnectServer.Options.local(0),
                () -> Session.builder()
                        .config("spark.sql.session.timeZone", "UTC")
                        .create());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicContainer> messagesAreAnsweredAsBySpark() throws IOException {
        boolean update = System.getProperty("update") != null;
        List<DynamicContainer> files = new ArrayList<>();
        String only = System.getProperty("messages.of", "");
        for (Path file : files()) {
            if (!file.toString().endsWith(only + ".messages")) continue;
            List<MessageProgram> programs = MessageProgram.read(file);
            Stream<DynamicTest> tests = update
                    ? Stream.of(DynamicTest.dynamicTest("update", () -> update(file, programs)))
                    : programs.stream().map(one -> DynamicTest.dynamicTest(one.title(), () -> compare(one)));
            files.add(DynamicContainer.dynamicContainer(file.getFileName().toString(), tests));
        }
        return files.stream();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            return all.filter(file -> file.toString().endsWith(".messages"))
                    .sorted()
                    .toList();
        }
    }

    private static void compare(MessageProgram program) throws IOException {
        try (PythonClient client = client()) {
            List<String> spark = new ArrayList<>();
            List<String> own = new ArrayList<>();
            List<String> actual = new ArrayList<>();
            for (MessageProgram.Step step : program.steps()) {
                spark.addAll(step.spark());
                own.addAll(step.own());
                actual.addAll(client.ask(step));
            }
            if (program.differs() == null) {
                assertEquals(text(spark), text(actual));
            } else {
                assertNotEquals(text(spark), text(actual), "as by Spark: take the line differs: away");
                assertEquals(text(own), text(actual));
            }
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines);
    }

    private static void update(Path file, List<MessageProgram> programs) throws IOException {
        var text = new StringBuilder();
        for (MessageProgram program : programs) {
            try (PythonClient client = client()) {
                for (MessageProgram.Step step : program.steps()) {
                    List<String> answer = client.ask(step);
                    if (!SPARK.isEmpty()) {
                        step.spark().clear();
                        step.spark().addAll(answer);
                    } else {
                        step.own().clear();
                        if (program.differs() != null) step.own().addAll(answer);
                    }
                }
            }
            text.append(program.text());
        }
        Files.writeString(file, text.toString().stripTrailing() + "\n");
    }

    private static PythonClient client() throws IOException {
        Map<String, String> given = new HashMap<>(SampleRows.all());
        given.put("uuid", UUID.randomUUID().toString());
        given.put("dir", Files.createTempDirectory(directory, "program").toString());
        if (SPARK.isEmpty()) return new PythonClient("localhost", server.port(), given);
        URI address = URI.create(SPARK);
        return new PythonClient(address.getHost(), address.getPort(), given);
    }
}
