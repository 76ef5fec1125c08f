package dev.sluice.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertEquals(0, sluice("checkpoint", "show", "kept/counts", "--json"));

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

    @Test
    void aQueryIsTakenBackForkedLookedThroughAndRepaired() throws IOException {
        Files.createDirectory(directory.resolve("in"));
        for (int i = 0; i < 4; i++) Files.writeString(directory.resolve("in/" + i + ".txt"), "a\nline " + i + "\n");
        String pipeline = """
                CREATE TABLE lines USING text OPTIONS (path 'in', maxFilesPerTrigger '%d');
                CREATE TABLE counts USING noop OPTIONS (outputMode 'update');
                INSERT INTO counts SELECT value, count(*) FROM STREAM lines GROUP BY value;
                """;
        Files.writeString(directory.resolve("small.sql"), pipeline.formatted(1));
        Files.writeString(directory.resolve("large.sql"), pipeline.formatted(100));
        assertEquals(0, sluice("run", "small.sql", "--trigger=available-now", "--checkpoint=kept"));
        List<String> planned = planned("kept/counts");
        assertEquals(4, planned.size());
        assertEquals(0, sluice("checkpoint", "verify", "kept/counts"));

        assertEquals(0, sluice("checkpoint", "fork", "kept/counts", "trial/counts", "--at-batch=2"));
        assertEquals(0, sluice("checkpoint", "rewind", "kept/counts", "--to-batch=0"));
        assertEquals(1, sluice("checkpoint", "rewind", "kept/counts", "--to-batch=3"));
        assertEquals(planned.subList(0, 1), planned("kept/counts"));

        // However much it would take in a micro-batch now, those are run again as they were planned.
        Files.writeString(directory.resolve("in/new.txt"), "a\n");
        assertEquals(0, sluice("run", "large.sql", "--trigger=available-now", "--checkpoint=kept"));
        assertEquals(planned, planned("kept/counts").subList(0, 4));
        assertEquals(5, planned("kept/counts").size());
        out.reset();
        assertEquals(0, sluice("checkpoint", "state", "kept/counts"));
        assertTrue(
                out.toString(StandardCharsets.UTF_8).contains("\"key\":{\"value\":\"a\"},\"value\":{\"count\":5}"),
                out.toString(StandardCharsets.UTF_8));
        assertEquals(0, sluice("run", "large.sql", "--trigger=available-now", "--checkpoint=trial"));
        assertEquals(
                planned("kept/counts").subList(0, 4), planned("trial/counts").subList(0, 4));

        Path log = directory.resolve("kept/counts/log/00000000000000000000.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[100] ^= 1;
        Files.write(log, bytes);
        assertEquals(1, sluice("checkpoint", "verify", "kept/counts"));
        assertEquals(1, sluice("run", "large.sql", "--trigger=available-now", "--checkpoint=kept"));
        assertEquals(0, sluice("checkpoint", "repair", "kept/counts", "--dry-run"));
        assertEquals(0, sluice("checkpoint", "repair", "kept/counts"));
        assertEquals(0, sluice("run", "large.sql", "--trigger=available-now", "--checkpoint=kept"));
        assertEquals(0, sluice("checkpoint", "verify", "kept/counts"));
    }

    @Test
    void whatIsTakenAlongSaysWhoseFormItHas() throws IOException {
        Files.createDirectory(directory.resolve("in"));
        for (String words : List.of(
                "export kept",
                "export kept there",
                "export kept there --to=flink",
                "export kept there --to=spark --partitions=0",
                "import there back --from=spark",
                "import there back --like=kept")) {
            assertEquals(Main.WRONG_USAGE, sluice(("checkpoint " + words).split(" ")), words);
        }
        assertFalse(Files.exists(directory.resolve("there")));
    }

    /// The plans of the micro-batches, without the settings of the run.
    private List<String> planned(String checkpoint) {
        out.reset();
        assertEquals(0, sluice("checkpoint", "show", checkpoint, "--json"));
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("{\"entry\":\"planned\""))
                .toList();
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
