package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;
import java.util.List;

/// All functions of many rows, in the order of their names.
public final class AggregateFunctions {

    public static final List<AggregateFunction> ALL = List.of(
            Average.FUNCTION,
            BitAnd.FUNCTION,
            BitOr.FUNCTION,
            BitXor.FUNCTION,
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
            Last.FUNCTION,
            Max.FUNCTION,
            MaxBy.FUNCTION,
            Min.FUNCTION,
            MinBy.FUNCTION,
            StddevSamp.FUNCTION,
            StddevPop.FUNCTION,
            Sum.FUNCTION,
            VarPop.FUNCTION,
            VarSamp.FUNCTION);

    private AggregateFunctions() {}
}
