package dev.sluice.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.app.log.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the files in `cli` can't show, since it is not the same each time.
@Timeout(60)
class RunCommandTest {

    @TempDir
    private Path directory;

    @Test
    void aQueryThatFailsEndsTheOthersToo() throws IOException {
        Files.createDirectory(directory.resolve("in"));
        Files.writeString(directory.resolve("in/1.txt"), "1\ntwo\n");
        Files.writeString(directory.resolve("pipeline.sql"), """
                CREATE TABLE lines USING text OPTIONS (path 'in');
                CREATE TABLE endless USING noop;
                CREATE TABLE numbers USING noop;
                INSERT INTO endless SELECT value FROM STREAM lines;
                INSERT INTO numbers SELECT CAST(value AS INT) FROM STREAM lines;
                """);
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                directory.toString());
        Log.to(terminal.err());
        int exitCode = Main.run(List.of("run", "pipeline.sql"), terminal);
        Log.to(System.err);

        assertEquals(1, exitCode);
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("the query numbers failed:\n[CAST_INVALID_INPUT] "), said);
        assertTrue(said.contains("\nendless: read "), said);
    }
}
