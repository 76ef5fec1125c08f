package dev.sluice.testing.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Windows and joins into files are killed by SIGKILL again and again, and what a reader finds in the end is right.
///
/// `-Dkills=500` and `-Dseed=7` as with [SigkillTest].
class EventKillTest {

    private static final int KILLS = Integer.getInteger("kills", 12);
    private static final long SEED = Long.getLong("seed", 1);

    @ParameterizedTest
    @ValueSource(strings = {"windows", "join"})
    void whatIsInTheFilesIsRightHoweverOftenTheQueryIsKilled(String shape, @TempDir Path directory) throws Exception {
        var input = new EventFiles(SEED, 20 + 80 * KILLS, 30);
        input.write(directory);
        var random = new Random(SEED);
        int atWork = 0;
        for (int i = 0; i < KILLS; i++) {
            try (ChildProcess process = start(directory, shape, i)) {
                process.line();
                if (random.nextInt(4) > 0) {
                    process.line();
                    atWork++;
                }
                process.runFor(random.nextInt(200));
                assertTrue(process.kill(), "all was done after " + i + " kills: that is too little input");
            }
        }
        try (ChildProcess process = start(directory, shape, KILLS)) {
            process.end();
        }
        assertEquals(
                shape.equals("join") ? input.join() : input.windows(), EventFiles.output(directory.resolve("output")));
        System.out.println("EventKillTest, " + shape + ": " + KILLS + " kills, " + atWork + " at work");
    }

    private static ChildProcess start(Path directory, String shape, int run) throws Exception {
        return ChildProcess.start(
                directory.resolve("errors-" + run + ".txt"),
                EventProcess.class,
                directory.toString(),
                shape,
                String.valueOf(1 + run % 3));
    }
}
