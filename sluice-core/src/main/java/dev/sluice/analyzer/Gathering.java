package dev.sluice.analyzer;

import org.jspecify.annotations.Nullable;

/// What expressions may use besides the columns of their rows, and where each of it is gathered, to be computed below
/// them. What is null may not stand there.
record Gathering(
        @Nullable AggregateCollector aggregates,
        @Nullable Subqueries subqueries,
        @Nullable WindowCollector windows) {

    static final Gathering NOTHING = new Gathering(null, null, null);

    static Gathering of(@Nullable AggregateCollector aggregates) {
        return new Gathering(aggregates, null, null);
    }

    static Gathering of(@Nullable Subqueries subqueries) {
        return new Gathering(null, subqueries, null);
    }

    Gathering with(@Nullable Subqueries other) {
        return new Gathering(aggregates, other, windows);
    }
}
