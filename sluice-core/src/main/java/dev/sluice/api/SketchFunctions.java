package dev.sluice.api;

/// Functions of sketches of different and of frequent values, which the module `sluice-sketches` has.
/// Further arguments are Columns or constants.
abstract class SketchFunctions {

    SketchFunctions() {}

    /// Gives a HyperLogLog sketch of the different values, NULL not counted, from which hll_sketch_estimate tells about
    /// how many there are. It has two to the power of so many buckets, 12 if none is said, from 4 to 21. Its bytes
    /// depend on the order of rows, the estimate does not.
    public static Column hll_sketch_agg(Column argument) {
        return FunctionsAToL.of("hll_sketch_agg", argument);
    }

    /// Gives a HyperLogLog sketch of the different values, NULL not counted, from which hll_sketch_estimate tells about
    /// how many there are. It has two to the power of so many buckets, 12 if none is said, from 4 to 21. Its bytes
    /// depend on the order of rows, the estimate does not.
    public static Column hll_sketch_agg(Column argument, Object second) {
        return FunctionsAToL.of("hll_sketch_agg", argument, second);
    }

    /// Tells about how many different values a HyperLogLog sketch has seen.
    public static Column hll_sketch_estimate(Column argument) {
        return FunctionsAToL.of("hll_sketch_estimate", argument);
    }

    /// Puts two HyperLogLog sketches together. They must have the same number of buckets, unless it is said that they
    /// may differ; then the smaller is the union's.
    public static Column hll_union(Column argument, Object second) {
        return FunctionsAToL.of("hll_union", argument, second);
    }

    /// Puts two HyperLogLog sketches together. They must have the same number of buckets, unless it is said that they
    /// may differ; then the smaller is the union's.
    public static Column hll_union(Column argument, Object second, Object third) {
        return FunctionsAToL.of("hll_union", argument, second, third);
    }

    /// Puts HyperLogLog sketches together. They must have the same number of buckets, unless it is said that they may
    /// differ; then the smaller is the union's.
    public static Column hll_union_agg(Column argument) {
        return FunctionsAToL.of("hll_union_agg", argument);
    }

    /// Puts HyperLogLog sketches together. They must have the same number of buckets, unless it is said that they may
    /// differ; then the smaller is the union's.
    public static Column hll_union_agg(Column argument, Object second) {
        return FunctionsAToL.of("hll_union_agg", argument, second);
    }

    /// Gives a theta sketch of the values that the first theta sketch has seen and the second has not.
    public static Column theta_difference(Column argument, Object second) {
        return FunctionsAToL.of("theta_difference", argument, second);
    }

    /// Gives a theta sketch of the values that both theta sketches have seen.
    public static Column theta_intersection(Column argument, Object second) {
        return FunctionsAToL.of("theta_intersection", argument, second);
    }

    /// Gives a theta sketch of the values that all theta sketches have seen, NULL left out. Without any sketch it is an
    /// error.
    public static Column theta_intersection_agg(Column argument) {
        return FunctionsAToL.of("theta_intersection_agg", argument);
    }

    /// Gives a theta sketch of the different values, NULL, empty texts and empty lists not counted, from which
    /// theta_sketch_estimate tells about how many there are. It keeps at most two to the power of so many hashes, 12 if
    /// none is said, from 4 to 26.
    public static Column theta_sketch_agg(Column argument) {
        return FunctionsAToL.of("theta_sketch_agg", argument);
    }

    /// Gives a theta sketch of the different values, NULL, empty texts and empty lists not counted, from which
    /// theta_sketch_estimate tells about how many there are. It keeps at most two to the power of so many hashes, 12 if
    /// none is said, from 4 to 26.
    public static Column theta_sketch_agg(Column argument, Object second) {
        return FunctionsAToL.of("theta_sketch_agg", argument, second);
    }

    /// Tells about how many different values a theta sketch stands for.
    public static Column theta_sketch_estimate(Column argument) {
        return FunctionsAToL.of("theta_sketch_estimate", argument);
    }

    /// Puts two theta sketches together. The union keeps at most two to the power of so many hashes, 12 if none is
    /// said, from 4 to 26.
    public static Column theta_union(Column argument, Object second) {
        return FunctionsAToL.of("theta_union", argument, second);
    }

    /// Puts two theta sketches together. The union keeps at most two to the power of so many hashes, 12 if none is
    /// said, from 4 to 26.
    public static Column theta_union(Column argument, Object second, Object third) {
        return FunctionsAToL.of("theta_union", argument, second, third);
    }

    /// Puts theta sketches together. The union keeps at most two to the power of so many hashes, 12 if none is said,
    /// from 4 to 26.
    public static Column theta_union_agg(Column argument) {
        return FunctionsAToL.of("theta_union_agg", argument);
    }

    /// Puts theta sketches together. The union keeps at most two to the power of so many hashes, 12 if none is said,
    /// from 4 to 26.
    public static Column theta_union_agg(Column argument, Object second) {
        return FunctionsAToL.of("theta_union_agg", argument, second);
    }
}
