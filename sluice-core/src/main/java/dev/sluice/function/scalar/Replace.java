package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `replace(s, part, by)`.
public final class Replace {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("replace")
            .summary("Puts one text in place of another wherever that stands.")
            .example("replace('ABCabc', 'abc', 'DEF')", "ABCDEF")
            .example("replace('aba', 'a')", "b")
            .example("replace('abc', '', 'x')", "abc")
            .example("replace(NULL, 'a', 'b')", null)
            .orElse("")
            .overload("(STRING, STRING, STRING) -> STRING", Kernels.rowsToText((row, out) -> {
                String part = row.textAt(1);
                out.append(part.isEmpty() ? row.textAt(0) : row.textAt(0).replace(part, row.textAt(2)));
            }))
            .build();

    private Replace() {}
}
