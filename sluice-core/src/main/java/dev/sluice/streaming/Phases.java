package dev.sluice.streaming;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Measures how long the phases of a micro-batch take.
final class Phases {

    private final Map<String, Long> nanos = new LinkedHashMap<>();

    <T> T measure(String phase, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            nanos.merge(phase, System.nanoTime() - start, Long::sum);
        }
    }

    void measure(String phase, Runnable work) {
        measure(phase, () -> {
            work.run();
            return true;
        });
    }

    long nanos(String phase) {
        return nanos.getOrDefault(phase, 0L);
    }

    Map<String, Long> millis() {
        Map<String, Long> millis = new LinkedHashMap<>();
        nanos.forEach((phase, time) -> millis.put(phase, Math.round(time / 1e6)));
        return millis;
    }
}
