package dev.sluice.api;

/// Functions of numbers, bits and statistics that [functions] itself does not have. Further arguments are Columns or
/// constants.
abstract class StatisticsFunctions extends TimeFunctions {

    StatisticsFunctions() {}

    /// Gives the inverse hyperbolic cosine.
    public static Column acosh(Column argument) {
        return of("acosh", argument);
    }

    /// Gives the least of the values that has a part of all values, from 0 to 1, below or at it, or a list of them for
    /// a list of parts. Whatever the accuracy, the answer is exact.
    public static Column approx_percentile(Column argument, Object second) {
        return of("approx_percentile", argument, second);
    }

    /// Gives the least of the values that has a part of all values, from 0 to 1, below or at it, or a list of them for
    /// a list of parts. Whatever the accuracy, the answer is exact.
    public static Column approx_percentile(Column argument, Object second, Object third) {
        return of("approx_percentile", argument, second, third);
    }

    /// Gives the inverse hyperbolic sine.
    public static Column asinh(Column argument) {
        return of("asinh", argument);
    }

    /// Gives the inverse hyperbolic tangent.
    public static Column atanh(Column argument) {
        return of("atanh", argument);
    }

    /// Gives a bit of an integer, 0 or 1; positions are counted from the right, from 0.
    public static Column bit_get(Column argument, Object second) {
        return of("bit_get", argument, second);
    }

    /// Gives the bits that all bitmaps have.
    public static Column bitmap_and_agg(Column argument) {
        return of("bitmap_and_agg", argument);
    }

    /// Gives the place of a number's bit in its bitmap, from 0.
    public static Column bitmap_bit_position(Column argument) {
        return of("bitmap_bit_position", argument);
    }

    /// Gives the number of the bitmap in which a number has its bit.
    public static Column bitmap_bucket_number(Column argument) {
        return of("bitmap_bucket_number", argument);
    }

    /// Gives a bitmap in which the bits at the given positions are set.
    public static Column bitmap_construct_agg(Column argument) {
        return of("bitmap_construct_agg", argument);
    }

    /// Counts the one-bits of a bitmap.
    public static Column bitmap_count(Column argument) {
        return of("bitmap_count", argument);
    }

    /// Gives the bits that any of the bitmaps has.
    public static Column bitmap_or_agg(Column argument) {
        return of("bitmap_or_agg", argument);
    }

    /// Gives the cotangent.
    public static Column cot(Column argument) {
        return of("cot", argument);
    }

    /// Gives the cosecant.
    public static Column csc(Column argument) {
        return of("csc", argument);
    }

    /// Gives a bit of an integer, 0 or 1; positions are counted from the right, from 0.
    public static Column getbit(Column argument, Object second) {
        return of("getbit", argument, second);
    }

    /// Gives a histogram of at most so many bins, as structs of where a bin lies and how many values it has.
    public static Column histogram_numeric(Column argument, Object second) {
        return of("histogram_numeric", argument, second);
    }

    /// Tells how much of the variance comes from values far out; NULL if they are all equal.
    public static Column kurtosis(Column argument) {
        return of("kurtosis", argument);
    }

    /// Joins all values that are not NULL, in the order of the input, with a delimiter between them; NULL if there is
    /// none.
    public static Column listagg(Column argument) {
        return of("listagg", argument);
    }

    /// Joins all values that are not NULL, in the order of the input, with a delimiter between them; NULL if there is
    /// none.
    public static Column listagg(Column argument, Object second) {
        return of("listagg", argument, second);
    }

    /// Gives the value in the middle; of two, their mean.
    public static Column median(Column argument) {
        return of("median", argument);
    }

    /// Gives the value that is there most often, NULL not counted; of several, the least.
    public static Column mode(Column argument) {
        return of("mode", argument);
    }

    /// Gives the value below which a part of all values is, from 0 to 1, or a list of them for a list of parts; each
    /// value counts as often as the third argument says.
    public static Column percentile(Column argument, Object second) {
        return of("percentile", argument, second);
    }

    /// Gives the value below which a part of all values is, from 0 to 1, or a list of them for a list of parts; each
    /// value counts as often as the third argument says.
    public static Column percentile(Column argument, Object second, Object third) {
        return of("percentile", argument, second, third);
    }

    /// Gives the least of the values that has a part of all values, from 0 to 1, below or at it, or a list of them for
    /// a list of parts. Whatever the accuracy, the answer is exact.
    public static Column percentile_approx(Column argument, Object second) {
        return of("percentile_approx", argument, second);
    }

    /// Gives the least of the values that has a part of all values, from 0 to 1, below or at it, or a list of them for
    /// a list of parts. Whatever the accuracy, the answer is exact.
    public static Column percentile_approx(Column argument, Object second, Object third) {
        return of("percentile_approx", argument, second, third);
    }

    /// Gives the mean of the second argument. Rows in which one of both is NULL are left out.
    public static Column regr_avgx(Column argument, Object second) {
        return of("regr_avgx", argument, second);
    }

    /// Gives the mean of the first argument. Rows in which one of both is NULL are left out.
    public static Column regr_avgy(Column argument, Object second) {
        return of("regr_avgy", argument, second);
    }

    /// Counts the rows in which neither of both is NULL.
    public static Column regr_count(Column argument, Object second) {
        return of("regr_count", argument, second);
    }

    /// Gives where the line that is nearest to the points has x = 0. Rows in which one of both is NULL are left out.
    public static Column regr_intercept(Column argument, Object second) {
        return of("regr_intercept", argument, second);
    }

    /// Tells how near to a line the points are, from 0 to 1. Rows in which one of both is NULL are left out.
    public static Column regr_r2(Column argument, Object second) {
        return of("regr_r2", argument, second);
    }

    /// Gives the slope of the line that is nearest to the points. Rows in which one of both is NULL are left out.
    public static Column regr_slope(Column argument, Object second) {
        return of("regr_slope", argument, second);
    }

    /// Gives the sum of the squared distances of the second argument from its mean. Rows in which one of both is NULL
    /// are left out.
    public static Column regr_sxx(Column argument, Object second) {
        return of("regr_sxx", argument, second);
    }

    /// Gives the sum of the products of both distances from the means. Rows in which one of both is NULL are left out.
    public static Column regr_sxy(Column argument, Object second) {
        return of("regr_sxy", argument, second);
    }

    /// Gives the sum of the squared distances of the first argument from its mean. Rows in which one of both is NULL
    /// are left out.
    public static Column regr_syy(Column argument, Object second) {
        return of("regr_syy", argument, second);
    }

    /// Gives the secant.
    public static Column sec(Column argument) {
        return of("sec", argument);
    }

    /// Tells how far values lean to one side of their mean; NULL if they are all equal.
    public static Column skewness(Column argument) {
        return of("skewness", argument);
    }

    /// Joins all values that are not NULL, in the order of the input, with a delimiter between them; NULL if there is
    /// none.
    public static Column string_agg(Column argument) {
        return of("string_agg", argument);
    }

    /// Joins all values that are not NULL, in the order of the input, with a delimiter between them; NULL if there is
    /// none.
    public static Column string_agg(Column argument, Object second) {
        return of("string_agg", argument, second);
    }

    /// Gives the mean of numbers or intervals as avg does, and NULL where their sum is too large.
    public static Column try_avg(Column argument) {
        return of("try_avg", argument);
    }

    /// Adds up numbers as sum does, and gives NULL where that is too large.
    public static Column try_sum(Column argument) {
        return of("try_sum", argument);
    }

    /// Gives the number of the part of a range in which a value lies, if the range is cut into so many equal parts; 0
    /// before it and one more than there are behind it. NULL if there are no such parts.
    public static Column width_bucket(Column argument, Object second, Object third, Object fourth) {
        return of("width_bucket", argument, second, third, fourth);
    }
}
