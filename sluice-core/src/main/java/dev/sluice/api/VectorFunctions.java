package dev.sluice.api;

/// Functions of vectors, which are lists of FLOAT, that [functions] itself does not have. Further arguments are Columns
/// or constants.
abstract class VectorFunctions extends StatisticsFunctions {

    VectorFunctions() {}

    /// Gives the mean of vectors, item by item.
    public static Column vector_avg(Column argument) {
        return of("vector_avg", argument);
    }

    /// Gives the cosine of the angle between two vectors, NULL if one has no length.
    public static Column vector_cosine_similarity(Column argument, Object second) {
        return of("vector_cosine_similarity", argument, second);
    }

    /// Gives the sum of the products of two vectors' items.
    public static Column vector_inner_product(Column argument, Object second) {
        return of("vector_inner_product", argument, second);
    }

    /// Gives the distance between two points, which vectors are.
    public static Column vector_l2_distance(Column argument, Object second) {
        return of("vector_l2_distance", argument, second);
    }

    /// Gives the length of a vector, by a degree of 1, 2 or infinity; 2 if none is said.
    public static Column vector_norm(Column argument) {
        return of("vector_norm", argument);
    }

    /// Gives the length of a vector, by a degree of 1, 2 or infinity; 2 if none is said.
    public static Column vector_norm(Column argument, Object second) {
        return of("vector_norm", argument, second);
    }

    /// Gives the vector of length 1 in the same direction, NULL if it has no length.
    public static Column vector_normalize(Column argument) {
        return of("vector_normalize", argument);
    }

    /// Gives the vector of length 1 in the same direction, NULL if it has no length.
    public static Column vector_normalize(Column argument, Object second) {
        return of("vector_normalize", argument, second);
    }

    /// Gives the sum of vectors, item by item.
    public static Column vector_sum(Column argument) {
        return of("vector_sum", argument);
    }
}
