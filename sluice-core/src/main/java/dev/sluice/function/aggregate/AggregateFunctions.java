package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;
import java.util.List;

/// All functions of many rows, in the order of their names.
public final class AggregateFunctions {

    public static final List<AggregateFunction> ALL = List.of(
            ApproxCountDistinct.FUNCTION,
            Average.FUNCTION,
            BitAnd.FUNCTION,
            BitOr.FUNCTION,
            BitXor.FUNCTION,
            Bitmaps.AND,
            Bitmaps.CONSTRUCT,
            Bitmaps.OR,
            BoolAnd.FUNCTION,
            BoolOr.FUNCTION,
            CollectList.FUNCTION,
            CollectSet.FUNCTION,
            Correlation.FUNCTION,
            Count.FUNCTION,
            CountIf.FUNCTION,
            PopulationCovariance.FUNCTION,
            SampleCovariance.FUNCTION,
            First.FUNCTION,
            HistogramNumeric.FUNCTION,
            Kurtosis.FUNCTION,
            Last.FUNCTION,
            JoinTexts.FUNCTION,
            Max.FUNCTION,
            MaxBy.FUNCTION,
            Median.FUNCTION,
            Min.FUNCTION,
            MinBy.FUNCTION,
            Mode.FUNCTION,
            Median.PERCENTILE,
            PercentileApprox.FUNCTION,
            Median.PERCENTILE_CONT,
            Median.PERCENTILE_DISC,
            RegressionFunctions.MEAN_OF_X,
            RegressionFunctions.MEAN_OF_Y,
            RegressionCount.FUNCTION,
            RegressionFunctions.INTERCEPT,
            RegressionFunctions.FIT,
            RegressionFunctions.SLOPE,
            RegressionFunctions.SQUARES_OF_X,
            RegressionFunctions.PRODUCTS,
            RegressionFunctions.SQUARES_OF_Y,
            Skewness.FUNCTION,
            StddevSamp.FUNCTION,
            StddevPop.FUNCTION,
            Sum.FUNCTION,
            TryAverage.FUNCTION,
            TrySum.FUNCTION,
            VarPop.FUNCTION,
            VarSamp.FUNCTION,
            VectorMeans.MEAN,
            VectorMeans.SUM);

    private AggregateFunctions() {}
}
