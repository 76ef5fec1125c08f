package dev.sluice.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Kills a process that writes a stream into a table, again and again, and looks at the table each time: it has the
/// rows of whole micro-batches, each once, and of as many as it says. `-Dkills=100` kills it more often.
final class KilledWriter {

    private static final int KILLS = Integer.getInteger("kills", 5);

    private KilledWriter() {}

    static void run(String url, String table, Path directory) throws IOException, InterruptedException, SQLException {
        var random = new Random(Long.getLong("seed", 1));
        long before = -1;
        for (int i = 0; i < KILLS; i++) {
            // The first micro-batch that a process says may be one that the table has already.
            kill(url, table, directory, random.nextInt(2, 20), random.nextInt(20));
            long last = check(url, table);
            assertTrue(last > before, "nothing was written between two kills, " + before + " and " + last);
            before = last;
        }
    }

    private static void kill(String url, String table, Path directory, int lines, int millis)
            throws IOException, InterruptedException {
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        // Who is killed leaves the driver's library behind.
                        "-Dorg.sqlite.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        directory.toString(),
                        url,
                        table))
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader output = process.inputReader()) {
            for (int i = 0; i < lines; ) {
                String line = output.readLine();
                if (line == null) throw new AssertionError("it ended:\n" + Files.readString(errors));
                if (line.startsWith("batch ")) i++; // a JVM has things to say as well
            }
            process.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /// @return the last micro-batch
    private static long check(String url, String table) throws SQLException {
        JdbcOptions options = JdbcOptions.forWriting(new Options(Map.of("url", url, "dbtable", table)));
        try (Connection connection = Databases.open(options);
                Statement statement = connection.createStatement()) {
            long last = number(statement, "SELECT batch_id FROM sluice_batches WHERE sink = '" + table + "'");
            long rows = (last + 1) * WritingProcess.ROWS;
            assertEquals(rows, number(statement, "SELECT count(*) FROM " + table));
            assertEquals(rows, number(statement, "SELECT count(DISTINCT \"value\") FROM " + table));
            assertEquals(rows - 1, number(statement, "SELECT max(\"value\") FROM " + table));
            return last;
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            assertTrue(row.next());
            return row.getLong(1);
        }
    }
}
