package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `repeat(s, n)`.
public final class Repeat {

    /// So many characters fit into an array of bytes, whichever they are.
    private static final int LONGEST = Integer.MAX_VALUE / 4;

    public static final ScalarFunction FUNCTION = ScalarFunction.named("repeat")
            .summary("Puts a text so many times behind itself.")
            .example("repeat('ab', 3)", "ababab")
            .example("repeat('a', -1)", "")
            .example("repeat(NULL, 2)", null)
            .overload(
                    "(STRING, INT) -> STRING",
                    Kernels.rowsToText((row, out) -> out.append(repeated(row.textAt(0), Math.max(0, row.intAt(1))))))
            .build();

    private Repeat() {}

    private static String repeated(String text, int times) {
        long length = (long) text.length() * times;
        if (length <= LONGEST) return text.repeat(times);
        throw ErrorCondition.TEXT_TOO_LONG
                .error()
                .with("length", length)
                .with("longest", LONGEST)
                .build();
    }
}
