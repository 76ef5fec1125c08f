package dev.sluice.api;

/// Two values, under Spark's names.
public record Tuple2<A, B>(A _1, B _2) {

    @Override
    public String toString() {
        return "(" + _1 + "," + _2 + ")";
    }
}
