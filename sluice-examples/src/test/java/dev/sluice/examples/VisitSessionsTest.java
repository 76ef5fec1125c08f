package dev.sluice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class VisitSessionsTest {

    @TempDir
    private Path directory;

    @Test
    void staysGrowAndEnd() throws IOException {
        write("1.json", 1_000, visit("ada", "10:00") + visit("eve", "10:02") + visit("ada", "10:05"));
        write("2.json", 2_000, visit("ada", "10:20"));
        assertEquals(
                """
                micro-batch 0:
                +------+-------+------+------+
                |person|minutes|visits|isOver|
                +------+-------+------+------+
                |   ada|      5|     2| false|
                |   eve|      0|     1| false|
                +------+-------+------+------+

                micro-batch 1:
                +------+-------+------+------+
                |person|minutes|visits|isOver|
                +------+-------+------+------+
                |   ada|     20|     3| false|
                +------+-------+------+------+

                micro-batch 2:
                +------+-------+------+------+
                |person|minutes|visits|isOver|
                +------+-------+------+------+
                +------+-------+------+------+

                """,
                run());

        write("3.json", 3_000, visit("bob", "10:50"));
        assertEquals(
                """
                micro-batch 3:
                +------+-------+------+------+
                |person|minutes|visits|isOver|
                +------+-------+------+------+
                |   bob|      0|     1| false|
                +------+-------+------+------+

                micro-batch 4:
                +------+-------+------+------+
                |person|minutes|visits|isOver|
                +------+-------+------+------+
                |   eve|      0|     1|  true|
                +------+-------+------+------+

                """,
                run());
    }

    private static String visit(String person, String time) {
        return "{\"person\":\"" + person + "\",\"at\":\"2026-01-01T" + time + ":00Z\"}\n";
    }

    private String run() {
        String[] args = {directory.resolve("in").toString(), directory.resolve("checkpoint").toString()};
        try (var program = Program.start(() -> VisitSessions.main(args))) {
            program.awaitEnd();
            return program.screen.text();
        }
    }

    private void write(String name, long modifiedMillis, String text) throws IOException {
        Path file = Files.createDirectories(directory.resolve("in")).resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedMillis));
    }
}
