package dev.sluice.function;

import java.util.List;

/// A function of values that can be called by a name: of one row's values, or of many rows'.
public sealed interface NamedFunction permits ScalarFunction, AggregateFunction {

    /// The name, then its aliases, lower case if they are Sluice's own.
    List<String> names();

    String summary();

    List<ScalarFunction.Example> examples();

    /// How it is called: `(INT, STRING) -> BIGINT`, once for each way.
    List<String> signatures();

    /// The values of arguments that may be left out at the end, as their text shows them in names of columns.
    List<Object> defaults();

    default String name() {
        return names().getFirst();
    }
}
