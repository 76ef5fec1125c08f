package dev.sluice.function.lambda;

import dev.sluice.function.HigherOrderFunction;
import java.util.List;

/// All functions that take functions, in the order of their names.
public final class HigherOrderFunctions {

    public static final List<HigherOrderFunction> ALL = List.of(
            Aggregate.FUNCTION,
            SortWith.FUNCTION,
            Exists.FUNCTION,
            Filter.FUNCTION,
            ForAll.FUNCTION,
            MapFilter.FUNCTION,
            MapZipWith.FUNCTION,
            Transform.FUNCTION,
            TransformKeys.FUNCTION,
            TransformValues.FUNCTION,
            ZipWith.FUNCTION);

    private HigherOrderFunctions() {}
}
