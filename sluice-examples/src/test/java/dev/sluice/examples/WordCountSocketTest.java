package dev.sluice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WordCountSocketTest {

    /// A line for each micro-batch. There are words of no letters between two spaces, and behind the last.
    private static final List<String> LINES = List.of(
            "a b c d e a b c 1 2 3 4 5 6 1000",
            "alias vi=vmi      d ef",
            "a a a 1",
            "a a a a a a a",
            "a a a a a a a a",
            "a a a a a a ");

    private static String expected(String resource) throws IOException {
        try (InputStream in = WordCountSocketTest.class.getResourceAsStream("/" + resource)) {
            if (in == null) throw new IllegalArgumentException(resource);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void countsLineByLineBehindAnEmptyMicroBatch() throws Exception {
        var server = new LineServer();
        String port = server.port();
        try (var program = Program.start(() -> WordCountSocket.main(new String[] {"localhost", port}))) {
            program.screen.awaitBatch(0);
            for (int i = 0; i < LINES.size(); i++) {
                server.send(LINES.get(i));
                program.screen.awaitBatch(i + 1);
            }
            server.close();
            program.log.await(text -> text.contains("Stream closed"));
            program.stop();

            assertEquals(
                    Screen.sortedTables(expected("word-count-socket.txt")), Screen.sortedTables(program.screen.text()));
            List<String> log = program.log.text().lines().toList();
            assertEquals(3, log.size(), program.log.text());
            String time = "\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d ";
            assertTrue(log.get(0)
                    .matches(time + "WARN TextSocketSourceProvider: The socket source should not be used for"
                            + " production applications! It does not support recovery\\."));
            assertTrue(log.get(1)
                    .matches(time + "WARN StreamingQueryManager: Temporary checkpoint location created which is"
                            + " deleted normally when the query didn't fail: .*"));
            assertTrue(log.get(2)
                    .matches(time + "WARN TextSocketMicroBatchStream: Stream closed by localhost:" + port));
        }
    }

    @Test
    void goesOnCountingFromItsCheckpoint(@TempDir Path checkpoint) throws Exception {
        String first = countOnce(checkpoint, "spark sql streaming ", 1);
        assertTrue(first.contains("|    spark|    1|\n"), first);

        String second = countOnce(checkpoint, "spark graphx pyspark", 2);
        assertEquals(
                Screen.sortedTables("""
                        -------------------------------------------
                        Batch: 2
                        -------------------------------------------
                        +---------+-----+
                        |     word|count|
                        +---------+-----+
                        |   graphx|    1|
                        |         |    1|
                        |streaming|    1|
                        |      sql|    1|
                        |    spark|    2|
                        |  pyspark|    1|
                        +---------+-----+

                        """),
                Screen.sortedTables(second));
    }

    /// Runs the program with one line, and stops it when that is counted in a micro-batch.
    private static String countOnce(Path checkpoint, String line, int batch) throws Exception {
        try (var server = new LineServer()) {
            String[] args = {"localhost", server.port(), checkpoint.toString()};
            try (var program = Program.start(() -> WordCountExpr.main(args))) {
                if (batch == 1) program.screen.awaitBatch(0);
                server.send(line);
                program.screen.awaitBatch(batch);
                program.stop();
                return program.screen.text();
            }
        }
    }
}
