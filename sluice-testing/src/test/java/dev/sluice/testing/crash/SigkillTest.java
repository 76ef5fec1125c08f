package dev.sluice.testing.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A word count with a checkpoint is killed by SIGKILL again and again, and its counts are right.
///
/// `-Dkills=500` kills it more often, `-Dseed=7` counts other words and kills it at other moments. A moment is never
/// quite the same twice; the words are, and what the moments are near to.
class SigkillTest {

    private static final int KILLS = Integer.getInteger("kills", 50);
    private static final long SEED = Long.getLong("seed", 1);

    private final Random random = new Random(SEED);

    @Test
    void theCountsAreRightHoweverOftenTheQueryIsKilled(@TempDir Path directory) throws Exception {
        var runs = new WordCountRuns(new WordFiles(SEED, 30 * KILLS, 200, 1_000), 4, directory);
        for (int i = 0; i < KILLS; i++) {
            boolean early = random.nextInt(5) == 0;
            runs.killed(
                    early
                            ? KillMoment.whileItOpens(random.nextInt(400))
                            : KillMoment.atWork(random.nextInt(1, 20), random.nextInt(4)));
        }
        WordCountRuns.Findings found = runs.finished();
        System.out.println("SigkillTest: " + found);
        assertTrue(found.atWork() > KILLS / 2, "too few kills at work");
        // One in four or five at work, by and large; chance has it that there are few.
        assertTrue(found.written().again() + found.written().inPart() > 0, "no kill between output and commit");
    }

    /// Long keys make a log of 2 MB for each micro-batch, and a snapshot for every eight of them. One that was cut
    /// short is begun again by the next process after its first micro-batch.
    @Test
    void theCountsAreRightHoweverOftenASnapshotIsCutShort(@TempDir Path directory) throws Exception {
        int kills = (KILLS + 4) / 5;
        var runs = new WordCountRuns(new WordFiles(SEED, 15 * kills, 6_000, 10_000), 500, directory);
        for (int i = 0; i < kills; i++) {
            runs.killed(
                    random.nextBoolean()
                            ? KillMoment.inSnapshot(random.nextInt(100))
                            : KillMoment.lateInSnapshot(random.nextInt(15)));
        }
        WordCountRuns.Findings found = runs.finished();
        System.out.println("SigkillTest, snapshots: " + found);
        assertTrue(found.inSnapshot() > 0, "no kill in a snapshot");
        assertTrue(found.logWasCut(), "no snapshot was finished, so that it took the place of the log before it");
    }
}
