package dev.sluice.planner;

import dev.sluice.expression.AggregateCall;
import dev.sluice.function.DistinctAccumulator;

/// Turns `f(DISTINCT x)` into an aggregate that collects the distinct values first.
final class DistinctCalls {

    private DistinctCalls() {}

    static AggregateCall overSets(AggregateCall call) {
        if (!call.distinct()) return call;
        return new AggregateCall(
                call.column(), DistinctAccumulator.over(call.function()), call.arguments(), false, call.filter());
    }
}
