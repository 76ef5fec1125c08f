package dev.sluice.vector;

import dev.sluice.type.Physical;

/// A column of values in memory: `size()` rows of one physical kind, any of which may be null.
///
/// Flat vectors hold an array of values; [ConstantVector] says one value for all rows, [DictionaryVector] refers to the
/// rows of another vector. A vector is not changed once it is built, and its arrays are shared freely.
///
/// Where a row is null, the value beneath is arbitrary and must not be interpreted.
public sealed interface Vector
        permits NullVector,
                BooleanVector,
                IntVector,
                LongVector,
                FloatVector,
                DoubleVector,
                DecimalVector,
                BytesVector,
                ArrayVector,
                MapVector,
                StructVector,
                ConstantVector,
                DictionaryVector {

    /// The number of rows.
    int size();

    boolean isNull(int row);

    Physical physical();

    /// Whether any row may be null; false is a promise.
    boolean mayHaveNulls();
}
