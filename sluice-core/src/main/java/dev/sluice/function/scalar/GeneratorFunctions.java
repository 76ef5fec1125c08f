package dev.sluice.function.scalar;

import dev.sluice.function.GeneratorFunction;
import java.util.List;
import java.util.stream.Stream;

/// All functions that make rows.
public final class GeneratorFunctions {

    public static final List<GeneratorFunction> ALL = Stream.concat(
                    GeneratorFunction.OF_LISTS.stream(),
                    Stream.of(Inline.FUNCTION, Inline.OUTER, JsonTuple.FUNCTION, Stack.FUNCTION))
            .toList();

    private GeneratorFunctions() {}
}
