package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;

/// `regr_avgx(y, x)` and the others of a linear regression.
public final class RegressionFunctions {

    public static final AggregateFunction MEAN_OF_X = Regression.function(
            "regr_avgx", Regression.Measure.MEAN_OF_X, "Gives the mean of the second argument.", "3.0");

    public static final AggregateFunction MEAN_OF_Y = Regression.function(
            "regr_avgy", Regression.Measure.MEAN_OF_Y, "Gives the mean of the first argument.", "1.5");

    public static final AggregateFunction INTERCEPT = Regression.function(
            "regr_intercept",
            Regression.Measure.INTERCEPT,
            "Gives where the line that is nearest to the points has x = 0.",
            "0.0");

    public static final AggregateFunction FIT = Regression.function(
            "regr_r2", Regression.Measure.FIT, "Tells how near to a line the points are, from 0 to 1.", "1.0");

    public static final AggregateFunction SLOPE = Regression.function(
            "regr_slope",
            Regression.Measure.SLOPE,
            "Gives the slope of the line that is nearest to the points.",
            "0.5");

    public static final AggregateFunction SQUARES_OF_X = Regression.function(
            "regr_sxx",
            Regression.Measure.SQUARES_OF_X,
            "Gives the sum of the squared distances of the second argument from its mean.",
            "2.0");

    public static final AggregateFunction PRODUCTS = Regression.function(
            "regr_sxy",
            Regression.Measure.PRODUCTS,
            "Gives the sum of the products of both distances from the means.",
            "1.0");

    public static final AggregateFunction SQUARES_OF_Y = Regression.function(
            "regr_syy",
            Regression.Measure.SQUARES_OF_Y,
            "Gives the sum of the squared distances of the first argument from its mean.",
            "0.5");

    private RegressionFunctions() {}
}
