package dev.sluice.api;

/// Five values, under Spark's names.
public record Tuple5<A, B, C, D, E>(A _1, B _2, C _3, D _4, E _5) {

    @Override
    public String toString() {
        return "(" + _1 + "," + _2 + "," + _3 + "," + _4 + "," + _5 + ")";
    }
}
