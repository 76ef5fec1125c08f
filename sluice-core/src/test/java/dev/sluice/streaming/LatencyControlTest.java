package dev.sluice.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.streaming.LatencyControl.Ran;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/// Plays rows that come, and micro-batches that take what they would take, without a clock.
class LatencyControlTest {

    /// What micro-batches cost: a fixed part, and a part for each row; in microseconds.
    private record Costs(double fixed, double perRow) {
        long of(long rows) {
            return Math.round(fixed + perRow * rows);
        }
    }

    /// @param atMicros when it was planned
    private record Cut(long atMicros, long rows, long left, long tookMicros) {}

    /// @param came how many rows have come up to a time, from 0
    private static List<Cut> play(long targetMicros, Costs costs, long untilMicros, LongUnaryOperator came) {
        LatencyControl control = LatencyControl.of(targetMicros);
        List<Cut> cuts = new ArrayList<>();
        long done = 0;
        for (long now = 0; now < untilMicros; ) {
            long there = came.applyAsLong(now) - done;
            if (there == 0) {
                now += 10;
                continue;
            }
            long rows = Math.min(there, control.rows());
            long took = costs.of(rows);
            var cut = new Cut(now, rows, there - rows, took);
            cuts.add(cut);
            control = control.after(new Ran(now, rows, cut.left, took));
            done += rows;
            now += took;
        }
        return cuts;
    }

    private static List<Cut> between(List<Cut> cuts, long fromMicros, long toMicros) {
        return cuts.stream()
                .filter(cut -> cut.atMicros >= fromMicros && cut.atMicros < toMicros)
                .toList();
    }

    private static long most(List<Cut> cuts) {
        return cuts.stream().mapToLong(Cut::rows).max().orElse(0);
    }

    @Test
    void underLowLoadEachMicroBatchTakesAllThereIs() {
        // 2,000 rows a second.
        List<Cut> cuts = play(10_000, new Costs(300, 1), 1_000_000, now -> now / 500);
        assertTrue(cuts.stream().allMatch(cut -> cut.left == 0));
        assertTrue(most(cuts) <= 2);
    }

    @Test
    void manyRowsAtOnceAreCutToHalfTheTarget() {
        List<Cut> cuts =
                play(10_000, new Costs(300, 1), 2_000_000, now -> 1 + now / 500 + (now < 1_000_000 ? 0 : 200_000));
        // What it knew only of small ones it finds out step by step; then (5,000 - 300) / 1 rows fit.
        List<Cut> burst = between(cuts, 1_030_000, 1_200_000);
        assertTrue(burst.size() > 25, burst::toString);
        for (Cut cut : burst.subList(0, 25)) assertEquals(4_700, cut.rows, 50, cut::toString);
        assertTrue(cuts.stream().allMatch(cut -> cut.tookMicros <= 5_100), cuts::toString);
        // And back to nothing but what comes.
        assertTrue(between(cuts, 1_500_000, 2_000_000).stream().allMatch(cut -> cut.left == 0 && cut.rows <= 2));
    }

    @Test
    void microBatchesGrowAsFarAsItTakesToKeepUp() {
        // Micro-batches that fit 1 ms, of 1,000 rows at F = 1 and r = 0.001 ms, do half a million rows a second. For a
        // second
        // 800,000 come each second, which takes 4,000 rows each: λF / (1 - λr).
        var costs = new Costs(1_000, 1);
        List<Cut> cuts = play(
                2_000,
                costs,
                6_000_000,
                now -> now < 1_000_000
                        ? now / 10
                        : now < 3_000_000 ? 100_000 + (now - 1_000_000) * 8 / 10 : 1_700_000 + (now - 3_000_000) / 10);
        List<Cut> loaded = between(cuts, 2_000_000, 3_000_000);
        assertTrue(loaded.stream().allMatch(cut -> cut.rows > 3_000 && cut.rows < 12_000), loaded::toString);
        assertTrue(most(between(cuts, 2_800_000, 3_000_000)) < 8_000, "no larger than it takes");
        assertTrue(loaded.getLast().left < loaded.getFirst().left * 6 / 10, "it keeps up: " + loaded.getLast());
        // Afterwards they are small again.
        List<Cut> after = between(cuts, 5_000_000, 6_000_000);
        assertTrue(after.stream().allMatch(cut -> cut.left == 0 && cut.tookMicros <= 1_200), after::toString);
    }

    @Test
    void moreThanCanBeDoneIsDoneInMicroBatchesWhoseFixedCostDoesNotShow() {
        List<Cut> cuts = play(10_000, new Costs(300, 1), 5_000_000, now -> now * 2);
        List<Cut> last = between(cuts, 4_000_000, 5_000_000);
        assertTrue(last.stream().allMatch(cut -> cut.rows > 20_000 && cut.rows <= 30_000), last::toString);
    }

    @Test
    void aTargetThatCantBeReachedDoesNotMakeMicroBatchesSmallerThanTheirFixedCost() {
        List<Cut> cuts = play(1_000, new Costs(5_000, 1), 2_000_000, now -> now < 1_000_000 ? now / 100 : 10_000_000);
        List<Cut> burst = between(cuts, 1_200_000, 2_000_000);
        assertTrue(burst.stream().allMatch(cut -> cut.rows >= 4_900), burst::toString);
    }

    @Test
    void oneThatWasHeldUpDoesNotCount() {
        LatencyControl control = LatencyControl.of(10_000);
        long now = 0;
        for (int i = 0; i < 100; i++) {
            long rows = 1_000 + i % 10 * 100;
            control = control.after(new Ran(now += 10_000, rows, 0, i == 90 ? 500_000 : 300 + rows));
        }
        assertEquals(4_700, control.rows(), 100);
    }

    @Test
    void aClockThatIsPutBackChangesNothing() {
        LatencyControl control = LatencyControl.of(10_000);
        for (int i = 0; i < 20; i++) control = control.after(new Ran(i * 10_000, 1_000 + i * 10, 0, 1_300 + i * 10));
        long before = control.rows();
        control = control.after(new Ran(-3_600_000_000L, 1_190, 0, -3_600_000_000L));
        assertEquals(before, control.rows(), 10);
    }
}
