package dev.sluice.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimeIndexTest {

    private final TimeIndex index = new TimeIndex();

    @Test
    void takesWhatIsDueEarliestFirstAndOnce() {
        index.put(0, 30);
        index.put(1, 10);
        index.put(2, 20);
        assertEquals(10, index.earliest());
        assertArrayEquals(new int[] {1, 2}, index.take(20));
        assertArrayEquals(new int[] {}, index.take(20));
        assertEquals(30, index.earliest());
    }

    @Test
    void aSlotIsListedUnderItsLastTimeAlone() {
        index.put(0, 10);
        index.put(0, 50);
        assertArrayEquals(new int[] {}, index.take(49));
        index.put(0, 5);
        assertArrayEquals(new int[] {0}, index.take(49));
        index.put(0, TimeIndex.NEVER);
        assertEquals(TimeIndex.NEVER, index.earliest());
    }

    @Test
    void removedSlotsAreNotFoundAndTheirNumbersMayComeBack() {
        index.put(0, 10);
        index.remove(0);
        index.remove(7);
        assertArrayEquals(new int[] {}, index.take(100));
        index.put(0, 10);
        assertArrayEquals(new int[] {0}, index.take(10));
    }

    /// Against a map from slots to times.
    @Test
    void agreesWithASortedMapWhateverHappens() {
        var random = new SplittableRandom(20);
        Map<Integer, Long> expected = new TreeMap<>();
        for (int step = 0; step < 50_000; step++) {
            int slot = random.nextInt(300);
            switch (random.nextInt(8)) {
                case 0 -> {
                    index.remove(slot);
                    expected.remove(slot);
                }
                case 1 -> {
                    long upTo = random.nextLong(1_000);
                    List<Integer> due = new ArrayList<>();
                    for (int found : index.take(upTo)) due.add(found);
                    List<Integer> wanted = expected.entrySet().stream()
                            .filter(entry -> entry.getValue() <= upTo)
                            .map(Map.Entry::getKey)
                            .toList();
                    assertEquals(wanted, due.stream().sorted().toList());
                    List<Long> times = due.stream().map(expected::get).toList();
                    assertEquals(
                            times.stream().sorted(Comparator.naturalOrder()).toList(), times);
                    wanted.forEach(expected::remove);
                }
                default -> {
                    long time = random.nextLong(1_000);
                    index.put(slot, time);
                    expected.put(slot, time);
                }
            }
            assertEquals(
                    expected.values().stream().min(Comparator.naturalOrder()).orElse(TimeIndex.NEVER),
                    index.earliest());
        }
    }
}
