package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Part;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Utf8;

/// `right(s, n)`: the last characters.
public final class Right {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("right")
            .summary("Gives the last characters of a text.")
            .example("right('Spark SQL', 3)", "SQL")
            .example("right('abc', 0)", "")
            .example("right(NULL, 1)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING, INT) -> STRING", Kernels.part(0, (bytes, offset, length, row) -> {
                int from = Utf8.skipBack(bytes, offset, offset + length, row.intAt(1));
                return Part.of(from, offset + length - from);
            }))
            .build();

    private Right() {}
}
