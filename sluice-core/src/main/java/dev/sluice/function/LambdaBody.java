package dev.sluice.function;

import dev.sluice.vector.Vector;

/// The body of a lambda function, ready to be computed for many items at once.
public interface LambdaBody {

    /// How many of the parameters that there could be the lambda function names; the others need not be made.
    int parameterCount();

    /// The body's value for each item, in a flat vector.
    ///
    /// @param parents for each item the row that it belongs to, where columns are read; kept, so not to be changed
    /// @param parameters the values of the parameters, a row an item; more than the lambda function names are no harm
    Vector evaluate(int[] parents, int count, Vector... parameters);
}
