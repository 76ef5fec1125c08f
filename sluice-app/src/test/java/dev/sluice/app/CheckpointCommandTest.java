package dev.sluice.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointCommandTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void showsTheEntriesOfTheLogALineEach() throws IOException {
        Files.createDirectory(directory.resolve("in"));
        Files.writeString(directory.resolve("in/1.txt"), "a\nb\na\n");
        Files.writeString(directory.resolve("pipeline.sql"), """
                CREATE TABLE lines USING text OPTIONS (path 'in');
                CREATE TABLE counts USING noop OPTIONS (outputMode 'update');
                INSERT INTO counts SELECT value, count(*) FROM STREAM lines GROUP BY value;
                """);
        String onePartition = "--set=spark.sql.shuffle.partitions=1";
        assertEquals(0, sluice("run", "pipeline.sql", "--trigger=once", "--checkpoint=kept", onePartition));
        assertEquals(0, sluice("checkpoint", "show", "kept/counts"));

        List<String> entries = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonValue.parse(line).asObject().require("entry").asString())
                .toList();
        assertEquals(List.of("checkpoint", "opened", "planned", "changes", "committed"), entries);

        out.reset();
        assertEquals(0, sluice("checkpoint", "state", "kept/counts"));
        List<String> rows =
                out.toString(StandardCharsets.UTF_8).lines().sorted().toList();
        String beginning = "{\"operatorName\":\"stateStoreSave\",\"stateStoreName\":\"default\",";
        assertEquals(
                List.of(
                        beginning + "\"key\":{\"value\":\"a\"},\"value\":{\"count\":2},\"partition_id\":0}",
                        beginning + "\"key\":{\"value\":\"b\"},\"value\":{\"count\":1},\"partition_id\":0}"),
                rows);

        out.reset();
        assertEquals(0, sluice("checkpoint", "state", "kept/counts", "--operator=0", "--batch", "0"));
        assertEquals(2, out.toString(StandardCharsets.UTF_8).lines().count());
        assertEquals(1, sluice("checkpoint", "state", "kept/counts", "--operator=7"));
    }

    private int sluice(String... words) {
        var err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                err,
                directory.toString());
        return Main.run(List.of(words), terminal);
    }
}
