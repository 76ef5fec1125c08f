package dev.sluice.testing.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.storage.LocalStorage;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stream into files is killed by SIGKILL again and again, and each time its readers see whole micro-batches, each
/// once. `-Dkills=500` kills it more often than a tenth of the usual 50 times.
class FileSinkKillTest {

    private static final int KILLS = Integer.getInteger("kills", 50) / 10;
    private static final long SEED = Long.getLong("seed", 1);

    @Test
    void readersSeeEachMicroBatchOnceHoweverOftenTheWriterIsKilled(@TempDir Path directory) throws Exception {
        var random = new Random(SEED);
        long before = 0;
        for (int i = 0; i < KILLS; i++) {
            try (ChildProcess process =
                    ChildProcess.start(directory.resolve("errors.txt"), NumbersProcess.class, directory.toString())) {
                int lines = random.nextInt(5, 60);
                for (int line = 0; line < lines; line++) process.line();
                process.runFor(random.nextInt(10));
                assertTrue(process.kill(), "it had ended by itself");
            }
            long count = count(directory);
            assertTrue(count > before, "nothing was written between two kills");
            before = count;
        }
    }

    private static long count(Path directory) {
        try (Session session = Session.builder()
                .storage(new LocalStorage(directory.toString()))
                .create()) {
            Row seen = session.read()
                    .schema("value BIGINT, part INT")
                    .json("out")
                    .selectExpr("count(*)", "count(DISTINCT value)", "max(value) + 1", "count_if(value % 3 <> part)")
                    .first();
            assertEquals("[%1$d,%1$d,%1$d,0]".formatted(seen.getLong(0)), seen.toString());
            assertEquals(0, seen.getLong(0) % NumbersProcess.ROWS);
            return seen.getLong(0);
        }
    }
}
