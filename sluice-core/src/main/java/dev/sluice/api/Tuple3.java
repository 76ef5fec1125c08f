package dev.sluice.api;

/// Three values, under Spark's names.
public record Tuple3<A, B, C>(A _1, B _2, C _3) {

    @Override
    public String toString() {
        return "(" + _1 + "," + _2 + "," + _3 + ")";
    }
}
