package dev.sluice.recorder;

import java.util.List;

/// A streaming query that was made up by chance. Some are refused, by Spark as well.
interface RandomQuery {

    /// The lines from the sources to the query.
    List<String> lines();

    /// What is fed.
    List<RandomRows> sources();

    /// The kinds there are.
    static RandomQuery of(String kind, Chance chance) {
        return switch (kind) {
            case "event-time" -> new RandomPipeline(chance);
            case "duplicates" -> new RandomDuplicates(chance);
            case "rare" -> new RandomRarity(chance);
            default -> throw new IllegalArgumentException("event-time, duplicates and rare are, not " + kind);
        };
    }
}
