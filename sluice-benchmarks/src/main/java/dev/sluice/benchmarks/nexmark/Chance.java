package dev.sluice.benchmarks.nexmark;

/// Numbers that look like chance, the same for the same seed and event, whoever asks and in whatever order events are
/// made: SplitMix64, begun anew for each event.
final class Chance {

    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;

    Chance(long seed) {
        this.seed = mixed(seed + STEP);
    }

    void begin(long event) {
        state = mixed(seed ^ event * STEP);
    }

    /// From 0 on, below the bound; its slight unevenness is of no matter here.
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    boolean oneIn(int count) {
        return below(count) == 0;
    }

    /// 53 bits after the point, below 1.
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    private long next() {
        state += STEP;
        return mixed(state);
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
