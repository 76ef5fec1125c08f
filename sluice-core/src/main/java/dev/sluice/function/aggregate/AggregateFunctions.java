package dev.sluice.function.aggregate;

import dev.sluice.function.AggregateFunction;
import java.util.List;

/// All functions of many rows, in the order of their names.
public final class AggregateFunctions {

    public static final List<AggregateFunction> ALL = List.of(
            Average.FUNCTION,
            Count.FUNCTION,
            CountIf.FUNCTION,
            Max.FUNCTION,
            Min.FUNCTION,
            Sum.FUNCTION);

    private AggregateFunctions() {}
}
