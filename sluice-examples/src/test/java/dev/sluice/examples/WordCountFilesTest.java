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
class WordCountFilesTest {

    @TempDir
    private Path directory;

    @Test
    void countsFileByFileAndGoesOnWithNewFilesOnly() throws IOException {
        write("1.txt", 1_000, "The quick brown fox\njumps over the lazy dog\n");
        write("2.txt", 2_000, "the fox, the dog\n");
        assertEquals(
                """
                micro-batch 0, the most frequent of its words:
                +-----+-----+
                | word|times|
                +-----+-----+
                |  the|    2|
                |brown|    1|
                |  dog|    1|
                +-----+-----+

                micro-batch 1, the most frequent of its words:
                +----+-----+
                |word|times|
                +----+-----+
                | the|    4|
                | dog|    2|
                | fox|    2|
                +----+-----+

                3 lines in 2 micro-batches
                """,
                run());

        write("3.txt", 3_000, "dog\n");
        assertEquals(
                """
                micro-batch 2, the most frequent of its words:
                +----+-----+
                |word|times|
                +----+-----+
                | dog|    3|
                +----+-----+

                1 lines in 1 micro-batches
                """,
                run());
    }

    private String run() {
        String[] args = {directory.resolve("in").toString(), directory.resolve("checkpoint").toString()};
        try (var program = Program.start(() -> WordCountFiles.main(args))) {
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
