package dev.sluice.testing;

import dev.sluice.error.Suggestion;
import java.util.Arrays;
import java.util.List;

/// How a script is run. Whatever the way, what it emits is the same.
public enum Way {
    /// As it is written.
    PLAIN,
    /// Stopped, and recovered from the checkpoint, between every two steps.
    RESTARTED,
    /// Killed at a call to the storage, and recovered, with and without a loss of power: at each call in turn, or at
    /// some.
    CRASHED,
    /// With calls that fail, processes that end, loss of power, other chunks and partitions, all from a seed.
    SEEDED,
    /// Taken back to some micro-batches, when all is done, and run again from there: each gives what it gave before.
    REWOUND,
    /// In other micro-batches: one for each row, and one for everything. The tables that result at the end are
    /// compared.
    RE_CUT,
    /// In real-time mode: in one micro-batch, in one for each step, and with processes that end in the middle of one.
    /// The tables that result at the end are compared.
    FLOWING,
    /// As a batch query over all input, whose result is compared with the table that results at the end; if that holds
    /// rows back, it must have nothing else.
    ORACLE,
    /// With chunks of other sizes, and with constant, dictionary and sparse vectors.
    RE_SHAPED,
    /// With other numbers of state partitions, also changing at restarts.
    RE_PARTITIONED;

    /// The name on command lines and in reports.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// The ways that say something about a script.
    static List<Way> of(Script script) {
        if (script.isRefused()) return List.of(PLAIN);
        boolean comparesEnds = !script.fails() && script.dependsOnCuts().isEmpty();
        return Arrays.stream(values())
                .filter(way -> comparesEnds || (way != RE_CUT && way != ORACLE && way != FLOWING))
                .filter(way -> way != FLOWING || script.mayFlow())
                .filter(way -> way != ORACLE || !script.isForStreamsOnly())
                .filter(way -> way != REWOUND || !script.fails())
                .toList();
    }

    /// @throws IllegalArgumentException if there is none of that name
    static Way named(String word) {
        return Arrays.stream(values())
                .filter(way -> way.word().equals(word))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> words = Arrays.stream(values()).map(Way::word).toList();
                    return new IllegalArgumentException("there is no way '" + word + "'; "
                            + Suggestion.likely(word, words)
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("there are " + words));
                });
    }
}
