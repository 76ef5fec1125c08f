package dev.sluice.checkpoint;

import static dev.sluice.checkpoint.WordCount.DIRECTORY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.checkpoint.WordCount.StateIn;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.MemoryStorage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Bytes of the files of a checkpoint are flipped, blanked, inserted or cut off at random. Whatever they are, the query
/// gives the right answer, or does not start and names file and place.
///
/// More of it: `-Dflips=10000`, and `-Dseed=7` for others.
class RandomDamageTest {

    private static final int FLIPS = Integer.getInteger("flips", 150);
    private static final long SEED = Long.getLong("seed", 1);
    private static final long BATCHES = 23;

    @ParameterizedTest
    @EnumSource
    void aQueryThatWasStoppedGivesTheRightAnswerOrNamesFileAndPlace(StateIn stateIn) {
        var sink = new TreeMap<Long, String>();
        MemoryStorage whole = checkpoint(sink, stateIn);
        int[] outcomes = new int[2];
        for (int i = 0; i < FLIPS; i++) {
            var random = new SplittableRandom(SEED * 1_000_003 + i);
            MemoryStorage damaged = whole.crashed(Integer.MAX_VALUE >> 1);
            String what = "seed " + SEED + ", " + i + ": " + damage(damaged, random);
            outcomes[check(damaged, sink, stateIn, BATCHES, what) ? 0 : 1]++;
        }
        assertTrue(outcomes[0] > FLIPS / 10 && outcomes[1] > FLIPS / 10, Arrays.toString(outcomes));
        System.out.println("state in " + stateIn + ", damaged " + FLIPS + " times: right answers " + outcomes[0]
                + ", errors " + outcomes[1]);
    }

    /// What stands behind the last sync may be torn, so the last micro-batch may have to be run again.
    @ParameterizedTest
    @EnumSource
    void soDoesOneThatWasKilledWhoseLogWasNotCut(StateIn stateIn) {
        var sink = new TreeMap<Long, String>();
        MemoryStorage whole = checkpoint(sink, stateIn);
        WordCount.forgetHowItEnded(whole);
        for (int i = 0; i < FLIPS; i++) {
            var random = new SplittableRandom(SEED * 1_000_033 + i);
            MemoryStorage damaged = whole.crashed(Integer.MAX_VALUE >> 1);
            String what = "seed " + SEED + ", " + i + ": " + flip(damaged, anyFile(damaged, random), random);
            check(damaged, sink, stateIn, BATCHES - 1, what);
        }
    }

    /// A checkpoint of several runs, snapshots and segments.
    private static MemoryStorage checkpoint(Map<Long, String> sink, StateIn stateIn) {
        var storage = new MemoryStorage();
        var settings = new CheckpointSettings(1_500, Long.MAX_VALUE, 5, 6);
        for (long batchId : new long[] {5, 14, BATCHES}) {
            try (var query = new WordCount(storage, settings, 2, sink, stateIn)) {
                query.runTo(batchId);
            }
        }
        return storage;
    }

    /// @return whether it gave the right answer
    private static boolean check(
            MemoryStorage damaged, Map<Long, String> sink, StateIn stateIn, long leastCommitted, String what) {
        var seen = new TreeMap<>(sink);
        try (var query = new WordCount(damaged, WordCount.SMALL, 2, seen, stateIn)) {
            long committed = query.log().recovery().progress().committedBatchId();
            assertTrue(committed >= leastCommitted && committed <= BATCHES, what + ": committed " + committed);
            assertEquals(WordCount.expectedState(committed), query.state(), what);
            query.runTo(BATCHES + 7);
            assertEquals(WordCount.expectedState(BATCHES + 7), query.state(), what);
        } catch (SluiceException e) {
            boolean namesPlace = e.condition() == ErrorCondition.CHECKPOINT_DAMAGED
                    && e.getMessageParameters().get("path").startsWith(DIRECTORY + "/")
                    && e.getMessageParameters().containsKey("offset");
            boolean isOther = e.condition() == ErrorCondition.STREAMING_CHECKPOINT_MISSING_METADATA_FILE;
            assertTrue(namesPlace || isOther, what + ": " + e.getMessage());
            return false;
        }
        assertEquals(WordCount.expectedSink(BATCHES + 7), seen, what);
        return true;
    }

    private static String damage(MemoryStorage storage, SplittableRandom random) {
        String file = anyFile(storage, random);
        byte[] bytes = storage.read(file);
        int at = random.nextInt(bytes.length + 1);
        return switch (random.nextInt(6)) {
            case 0 -> {
                storage.replace(file, Arrays.copyOf(bytes, at));
                yield file + " cut to " + at + " of " + bytes.length;
            }
            case 1 -> {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(64));
                Arrays.fill(bytes, at, end, (byte) 0);
                storage.replace(file, bytes);
                yield file + " blank from " + at + " to " + end;
            }
            case 2 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
                for (int i = bytes.length; i < longer.length; i++) longer[i] = (byte) random.nextInt();
                storage.replace(file, longer);
                yield file + " longer by " + (longer.length - bytes.length);
            }
            case 3 -> {
                storage.delete(file);
                yield file + " deleted";
            }
            default -> flip(storage, file, random);
        };
    }

    private static String flip(MemoryStorage storage, String file, SplittableRandom random) {
        byte[] bytes = storage.read(file);
        List<Integer> flipped = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            flipped.add(at);
        }
        storage.replace(file, bytes);
        return file + " flipped at " + flipped;
    }

    private static String anyFile(MemoryStorage storage, SplittableRandom random) {
        List<String> files = WordCount.files(storage);
        return DIRECTORY + "/" + files.get(random.nextInt(files.size()));
    }
}
