package dev.sluice.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.checkpoint.StoppedCheckpoint;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every file of a checkpoint that Spark wrote, cut and with bytes of others: what cannot be read is said to be
/// damaged, by the name of the file, or, where a word has become another, not covered.
class DamagedCheckpointsTest {

    private static final int BYTES = 6;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"WINDOWS", "DUPLICATES_COUNTED", "JOIN_AT_ONCE"})
    void whatCannotBeReadIsSaidToBeDamaged(MovedQuery query) throws IOException {
        Path events = directory.resolve("events");
        Path ours = directory.resolve("ours");
        Path spark = directory.resolve("spark");
        query.run(events(events), ours, directory.resolve("output"));
        Recording.unpack(query, spark, events);
        Opened like = StoppedCheckpoint.opened(Moving.FILES, ours.toString());
        assertEquals("read", outcome(spark, like));
        for (Path file : files(spark)) {
            byte[] content = Files.readAllBytes(file);
            boolean isRead = !outcomeWithout(file, spark, like).equals("read");
            if (!isRead) continue;
            for (byte[] damaged : cut(content)) {
                String outcome = outcome(file, damaged, spark, like);
                boolean mayPass = isWhole(content, damaged.length);
                assertTrue(mayPass || outcome.equals("damaged"), file + " of " + damaged.length + " bytes: " + outcome);
            }
            for (byte[] damaged : changed(content)) outcome(file, damaged, spark, like);
            Files.write(file, content);
        }
    }

    private static Path events(Path directory) throws IOException {
        Events.write(directory, 0, Recording.FILES);
        return directory;
    }

    private static List<Path> files(Path checkpoint) throws IOException {
        try (Stream<Path> all = Files.walk(checkpoint)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<byte[]> cut(byte[] content) {
        return Stream.of(0, 1, 2, content.length / 3, content.length / 2, content.length - 2, content.length - 1)
                .filter(length -> length >= 0 && length < content.length)
                .distinct()
                .map(length -> Arrays.copyOf(content, length))
                .toList();
    }

    /// Whether only whole lines are missing, or only the end of the last: nobody can tell.
    private static boolean isWhole(byte[] content, int length) {
        return length > 0 && (content[length] == '\n' || content[length - 1] == '\n' || length == content.length - 1);
    }

    /// With another byte at places over all of it: a bit more or less, a letter that no form has, the end of a line.
    private static List<byte[]> changed(byte[] content) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < content.length; i += Math.max(1, content.length / BYTES)) {
            for (int other : new int[] {content[i] ^ 1, content[i] ^ 0x80, '"', '\n'}) {
                byte[] changed = content.clone();
                changed[i] = (byte) other;
                all.add(changed);
            }
        }
        return all;
    }

    private static String outcomeWithout(Path file, Path spark, Opened like) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        String outcome = outcome(spark, like);
        Files.write(file, content);
        return outcome;
    }

    private static String outcome(Path file, byte[] content, Path spark, Opened like) throws IOException {
        Files.write(file, content);
        return outcome(spark, like);
    }

    /// @throws RuntimeException that is none of ours: then the test fails
    private static String outcome(Path spark, Opened like) {
        try {
            var _ = new SparkCheckpoints().read(Moving.FILES, spark.toString(), like);
            return "read";
        } catch (SluiceException e) {
            assertTrue(e.getMessage().contains(spark.toString()), e.getMessage());
            assertNotNull(e.hint(), e.getMessage());
            if (e.condition() == ErrorCondition.CHECKPOINT_NOT_COVERED) return "not covered";
            assertEquals(ErrorCondition.CHECKPOINT_DAMAGED, e.condition(), e.getMessage());
            return "damaged";
        }
    }
}
