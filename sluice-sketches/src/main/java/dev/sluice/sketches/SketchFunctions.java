package dev.sluice.sketches;

import dev.sluice.function.FunctionLibrary;
import dev.sluice.function.NamedFunction;
import java.util.List;

/// All functions of sketches, in the order of their names.
public final class SketchFunctions implements FunctionLibrary {

    private static final List<NamedFunction> ALL = List.of(
            HllSketchAgg.FUNCTION,
            HllSketchEstimate.FUNCTION,
            HllUnionOfTwo.FUNCTION,
            HllUnionAgg.FUNCTION,
            ThetaSets.DIFFERENCE,
            ThetaSets.INTERSECTION,
            ThetaIntersectionAgg.FUNCTION,
            ThetaSketchAgg.FUNCTION,
            ThetaSketchEstimate.FUNCTION,
            ThetaSets.UNION,
            ThetaUnionAgg.FUNCTION);

    public SketchFunctions() {}

    @Override
    public List<NamedFunction> functions() {
        return ALL;
    }
}
