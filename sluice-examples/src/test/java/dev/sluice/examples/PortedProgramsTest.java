package dev.sluice.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.examples.ported.AdsJoin;
import dev.sluice.examples.ported.DedupCount;
import dev.sluice.examples.ported.Sessionization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs programs that were written for Spark and ported by docs/porting.md.
@Timeout(120)
class PortedProgramsTest {

    @TempDir
    private Path directory;

    private interface Main {
        void run(String[] args) throws Exception;
    }

    private static Program start(Main main, String... args) {
        return Program.start(() -> {
            try {
                main.run(args);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void clicksAreJoinedWithImpressions() throws IOException {
        write("imp/1.json", 1, """
                {"impressionAdId":1,"impressionTime":"2024-01-01 10:00:00"}
                {"impressionAdId":2,"impressionTime":"2024-01-01 10:05:00"}
                """);
        write("imp/2.json", 2, """
                {"impressionAdId":9,"impressionTime":"2024-01-01 20:00:00"}
                """);
        write("click/1.json", 1, """
                {"clickAdId":1,"clickTime":"2024-01-01 10:30:00"}
                {"clickAdId":2,"clickTime":"2024-01-01 12:30:00"}
                """);
        write("click/2.json", 2, """
                {"clickAdId":9,"clickTime":"2024-01-01 20:30:00"}
                """);
        try (var program = start(AdsJoin::main, directory.toString(), "leftOuter", file("checkpoint"))) {
            program.awaitEnd();
            String text = program.screen.text();
            assertTrue(text.contains("|1             |2024-01-01 10:00:00|1        |2024-01-01 10:30:00|"), text);
            assertTrue(text.contains("|2             |2024-01-01 10:05:00|NULL     |NULL     |"), text);
            assertTrue(text.contains("|9             |2024-01-01 20:00:00|9        |2024-01-01 20:30:00|"), text);
        }
    }

    @Test
    void eventsAreCountedWithoutDuplicates() throws IOException {
        write("ev/1.json", 1, """
                {"guid":"a","eventTime":"2024-01-01T10:00:01","word":"x"}
                {"guid":"a","eventTime":"2024-01-01T10:00:01","word":"x"}
                {"guid":"a","eventTime":"2024-01-01T10:00:02","word":"x"}
                {"guid":"b","eventTime":"2024-01-01T10:07:01","word":"y"}
                """);
        write("ev/2.json", 2, """
                {"guid":"z","eventTime":"2024-01-01T11:00:00","word":"z"}
                """);
        try (var program = start(DedupCount::main, file("ev"), file("checkpoint"))) {
            program.awaitEnd();
            String text = program.screen.text();
            assertTrue(text.contains("|{2024-01-01 10:00:00, 2024-01-01 10:10:00}|x   |2    |"), text);
            assertTrue(text.contains("|{2024-01-01 10:05:00, 2024-01-01 10:15:00}|y   |1    |"), text);
            assertTrue(text.contains(":00.0 y 1 1\n"), text);
            assertTrue(text.contains("\nbatch 0\n"), text);
        }
    }

    @Test
    void usersHaveSessions() throws Exception {
        try (var server = new LineServer();
                var program = start(Sessionization::main, "localhost", server.port())) {
            program.screen.awaitBatch(0);
            server.send("ada ben ada");
            program.screen.awaitBatch(1);
            String table = Screen.sortedTables(program.screen.text());
            assertTrue(table.contains("|         0|  false|ada|        2|\n"), table);
            assertTrue(table.contains("|         0|  false|ben|        1|\n"), table);
            program.stop();
        }
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void write(String name, long modifiedSeconds, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedSeconds * 1_000));
    }
}
