package dev.sluice.streaming;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Measures how long the phases of a micro-batch take.
final class Phases {

    private static final Phase[] ALL = Phase.values();

    private final long[] nanos = new long[ALL.length];

    <T> T measure(Phase phase, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            nanos[phase.ordinal()] += System.nanoTime() - start;
        }
    }

    void measure(Phase phase, Runnable work) {
        long start = System.nanoTime();
        try {
            work.run();
        } finally {
            nanos[phase.ordinal()] += System.nanoTime() - start;
        }
    }

    long totalNanos() {
        long total = 0;
        for (long each : nanos) total += each;
        return total;
    }

    /// By Spark's names, in its milliseconds.
    Map<String, Long> millis() {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Phase phase : ALL) sums.merge(phase.sparks(), nanos[phase.ordinal()], Long::sum);
        sums.replaceAll((_, time) -> Math.round(time / 1e6));
        return sums;
    }

    /// By our own names, in microseconds.
    Map<String, Long> micros() {
        Map<String, Long> micros = new LinkedHashMap<>();
        for (Phase phase : ALL) micros.put(phase.word(), Math.round(nanos[phase.ordinal()] / 1e3));
        return micros;
    }
}
