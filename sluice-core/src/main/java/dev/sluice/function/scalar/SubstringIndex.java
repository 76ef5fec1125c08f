package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `substring_index(s, separator, n)`: what stands before the n-th separator.
public final class SubstringIndex {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("substring_index")
            .summary("Gives what stands before the n-th separator of a text; if n is negative, what stands "
                    + "behind the n-th from the end.")
            .example("substring_index('www.apache.org', '.', 2)", "www.apache")
            .example("substring_index('www.apache.org', '.', -1)", "org")
            .example("substring_index('a', '.', 3)", "a")
            .example("substring_index(NULL, '.', 1)", null)
            .overload(
                    "(STRING, STRING, INT) -> STRING",
                    Kernels.rowsToText((row, out) -> out.append(of(row.textAt(0), row.textAt(1), row.intAt(2)))))
            .build();

    private SubstringIndex() {}

    private static String of(String text, String separator, int count) {
        if (count == 0 || separator.isEmpty()) return "";
        int at = count > 0 ? -1 : text.length();
        for (int i = 0; i < Math.abs((long) count); i++) {
            at = count > 0 ? text.indexOf(separator, at + 1) : text.lastIndexOf(separator, at - 1);
            if (at < 0) return text;
        }
        return count > 0 ? text.substring(0, at) : text.substring(at + separator.length());
    }
}
