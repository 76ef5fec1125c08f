package dev.sluice.testing.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.api.SteppedQuery;
import dev.sluice.checkpoint.Verification;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.StorageByScheme;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a query promises whose checkpoint lives somewhere else than on this machine: a test of such a place extends
/// this, and says where it is. A process that dies is a process, and the storage is that of the URI.
///
/// `-Dkills=20` kills more often.
public abstract class CheckpointContract {

    private static final int KILLS = Integer.getInteger("kills", 3);

    /// Found again by the processes that are killed, so as a file.
    @TempDir
    Path directory;

    public CheckpointContract() {}

    /// Where the checkpoint is: a URI, where nothing is at first.
    protected abstract String location();

    /// The settings with which a session reaches it.
    protected abstract Map<String, String> settings();

    /// Makes sure that the first run's lock, if any, holds nobody back any more, while that run goes on.
    protected void loosenLock() {}

    @Test
    void aKilledQueryGoesOnWhereItWas() throws Exception {
        var random = new Random(Long.getLong("seed", 1));
        long last = -1;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said = runUntilKilled(8 + random.nextInt(20), random.nextInt(10));
            for (int i = 0; i < said.size(); i++) {
                String line = said.get(i);
                long batchId = Long.parseLong(line.split(" ", 3)[1]);
                boolean follows = batchId == last + 1 || (i == 0 && batchId == last);
                assertTrue(follows, "behind micro-batch " + last + " comes " + line);
                assertEquals(DigitCounts.expected(batchId), line);
                last = batchId;
            }
        }
        assertTrue(last > 8L * KILLS / 2, "only " + last + " micro-batches");
        assertSound();
    }

    @Test
    void aQueryThatIsReplacedWritesNothingMore() {
        var first = new ArrayList<String>();
        var second = new ArrayList<String>();
        try (Session zombies = session();
                Session successors = session()) {
            SteppedQuery zombie = DigitCounts.start(zombies, location(), first::add);
            for (int i = 0; i < 5; i++) assertTrue(zombie.step().isPresent());
            loosenLock();
            try (SteppedQuery successor = DigitCounts.start(successors, location(), second::add)) {
                for (int i = 0; i < 5; i++) assertTrue(successor.step().isPresent());
                var error = assertThrows(SluiceException.class, () -> {
                    for (int i = 0; i < 3; i++) {
                        var _ = zombie.step();
                    }
                });
                assertTrue(isFenced(error), error.getMessage());
                for (int i = 0; i < 30; i++) assertTrue(successor.step().isPresent());
            }
            closeQuietly(zombie);
        }
        int from = Integer.parseInt(second.getFirst().split(" ", 3)[1]);
        assertTrue(from == 4 || from == 5, "it begins with " + second.getFirst());
        for (int i = 0; i < second.size(); i++) assertEquals(DigitCounts.expected(from + i), second.get(i));
        for (int i = 0; i < first.size(); i++) assertEquals(DigitCounts.expected(i), first.get(i));
        assertTrue(first.size() <= 6, "the replaced run went on: " + first.getLast());
        assertSound();
    }

    /// Whether a replaced run was told so.
    protected boolean isFenced(SluiceException error) {
        return error.condition() == ErrorCondition.CONCURRENT_STREAM_LOG_UPDATE;
    }

    private static void closeQuietly(SteppedQuery query) {
        try {
            query.close();
        } catch (SluiceException _) {
            // It has lost its place; there is nothing more to be lost.
        }
    }

    private Session session() {
        return DigitCounts.session(settings());
    }

    private void assertSound() {
        try (var storage = new StorageByScheme(LocalStorage.ofMachine(), this::settings)) {
            Verification.Report report = Verification.of(storage, location());
            assertTrue(
                    report.sound(),
                    () -> String.join(
                            "\n",
                            report.findings().stream().map(f -> f.toText()).toList()));
        }
    }

    /// @return what it said, the last line whole
    private List<String> runUntilKilled(int lines, int millis) throws IOException, InterruptedException {
        Path errors = directory.resolve("errors.txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                DigitCounts.class.getName(),
                location()));
        settings().forEach((key, value) -> command.add(key + "=" + value));
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        var said = new ArrayList<String>();
        try (BufferedReader output = process.inputReader()) {
            while (said.size() < lines) {
                String line = output.readLine();
                if (line == null) throw new AssertionError("it ended:\n" + Files.readString(errors));
                if (line.startsWith("batch ")) said.add(line);
            }
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.toHandle().destroyForcibly(); // the process's own would close the pipe as well
            // What it said before it was killed is there still.
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("batch ") && line.endsWith(".")) said.add(line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return said;
    }
}
