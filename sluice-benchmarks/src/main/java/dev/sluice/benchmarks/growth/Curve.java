package dev.sluice.benchmarks.growth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What grows.
enum Curve {
    CORES,
    KEYS,
    ROWS,
    QUERIES;

    /// What is measured: workloads, or an empty name for a series of keys.
    List<String> lines() {
        return switch (this) {
            case CORES -> List.of("W1", "W2", "W3");
            case KEYS, ROWS, QUERIES -> List.of("");
        };
    }

    /// Where: from little to much.
    List<Long> places() {
        return switch (this) {
            case CORES -> List.of(1L, 2L);
            case KEYS -> List.of(10_000L, 100_000L, 1_000_000L, 10_000_000L, 31_622_777L);
            case ROWS -> List.of(10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L);
            case QUERIES -> List.of(1L, 2L, 5L, 10L, 20L, 50L, 100L);
        };
    }

    /// As options say it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Curve::word).toList();
    }
}
