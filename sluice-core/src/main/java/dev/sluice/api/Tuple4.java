package dev.sluice.api;

/// Four values, under Spark's names.
public record Tuple4<A, B, C, D>(A _1, B _2, C _3, D _4) {

    @Override
    public String toString() {
        return "(" + _1 + "," + _2 + "," + _3 + "," + _4 + ")";
    }
}
