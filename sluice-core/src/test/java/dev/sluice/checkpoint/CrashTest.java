package dev.sluice.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.checkpoint.WordCount.StateIn;
import dev.sluice.storage.CrashingStorage;
import dev.sluice.storage.CrashingStorage.Crash;
import dev.sluice.storage.LocklessStorage;
import dev.sluice.storage.MemoryStorage;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The query is killed at each of its calls to the storage in turn, and goes on with what a crash of the machine
/// leaves.
class CrashTest {

    private static final long BATCHES = 14;

    @ParameterizedTest
    @EnumSource
    void whereverTheMachineCrashesTheAnswerIsTheSame(StateIn stateIn) {
        for (int surviving : new int[] {0, 1, 30, 400}) {
            int crashes = crashEverywhere(stateIn, surviving, 1);
            assertTrue(crashes > 100, crashes + " crashes");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereverItCrashesAgainAndAgainTheAnswerIsTheSame(StateIn stateIn) {
        for (int surviving : new int[] {0, 100}) crashEverywhere(stateIn, surviving, 4);
    }

    @ParameterizedTest
    @EnumSource
    void whereverTheProcessIsKilledTheAnswerIsTheSame(StateIn stateIn) {
        // The machine lives on, and so does all that was written.
        crashEverywhere(stateIn, Integer.MAX_VALUE >> 1, 1);
    }

    /// What a killed process wrote and did not sync is read by the next one, and gone after a power cut.
    @ParameterizedTest
    @EnumSource
    void killsAndPowerCutsMayComeInAnyOrder(StateIn stateIn) {
        for (int seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            var sink = new TreeMap<Long, String>();
            var storage = new MemoryStorage();
            for (int i = 0; i < 6; i++) {
                var crashing = new CrashingStorage(new LocklessStorage(storage), random.nextInt(60));
                try (var query = new WordCount(crashing, WordCount.SMALL, 1 + random.nextInt(3), sink, stateIn)) {
                    query.runTo(BATCHES);
                } catch (Crash _) {
                    // killed
                }
                if (random.nextBoolean()) storage = storage.crashed(random.nextBoolean() ? 0 : random.nextInt(500));
            }
            try (var query = new WordCount(storage, WordCount.SMALL, 2, sink, stateIn)) {
                query.runTo(BATCHES);
                assertEquals(WordCount.expectedState(BATCHES), query.state(), "seed " + seed);
            }
            assertEquals(WordCount.expectedSink(BATCHES), sink, "seed " + seed);
        }
    }

    /// @param surviving how many bytes of what was not durable are there after a crash
    /// @param times how often each query is crashed, so many calls apart
    /// @return how many crashes it took until a query came through
    private static int crashEverywhere(StateIn stateIn, int surviving, int times) {
        Map<Long, String> expected = WordCount.expectedSink(BATCHES);
        for (int call = 0; ; call++) {
            var sink = new TreeMap<Long, String>();
            var storage = new MemoryStorage();
            boolean crashed = false;
            for (int i = 0; i < times; i++) {
                var crashing = new CrashingStorage(new LocklessStorage(storage), call);
                int partitionCount = 1 + (call + i) % 3;
                try (var query = new WordCount(crashing, WordCount.SMALL, partitionCount, sink, stateIn)) {
                    query.runTo(BATCHES);
                } catch (Crash _) {
                    crashed = true;
                }
                storage = storage.crashed(surviving);
            }
            try (var query = new WordCount(storage, WordCount.SMALL, 2, sink, stateIn)) {
                query.runTo(BATCHES);
                assertEquals(WordCount.expectedState(BATCHES), query.state(), "crash at call " + call);
            }
            assertEquals(expected, sink, "crash at call " + call);
            if (!crashed) return call;
        }
    }
}
