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
class InactivityAlertsTest {

    @TempDir
    private Path directory;

    @Test
    void tellsOfDevicesThatFellSilentAlsoAfterARestart() throws IOException {
        write("1.json", 1_000, """
                {"device":"pump","at":"2026-01-01T10:00:00Z"}
                {"device":"door","at":"2026-01-01T10:01:00Z"}
                {"device":"pump","at":"2026-01-01T10:04:00Z"}
                """);
        assertEquals("", run(), "nobody is known to be silent yet");

        write("2.json", 2_000, """
                {"device":"pump","at":"2026-01-01T10:07:00Z"}
                """);
        assertEquals("door is silent since 2026-01-01T10:01:00Z\n", run(), "its timer was in the checkpoint");

        write("3.json", 3_000, """
                {"device":"door","at":"2026-01-01T10:30:00Z"}
                """);
        assertEquals("pump is silent since 2026-01-01T10:07:00Z\n", run());
    }

    private String run() {
        String[] args = {directory.resolve("in").toString(), directory.resolve("checkpoint").toString()};
        try (var program = Program.start(() -> InactivityAlerts.main(args))) {
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
