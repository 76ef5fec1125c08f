package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Part;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Utf8;

/// `substring(s, start, length)`: a part of a text, copied nowhere.
public final class Substring {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("substring", "substr")
            .summary("Gives the part of a text, or of a binary value, that starts at a position, counted from 1, "
                    + "or from the end if it is negative.")
            .example("substring('Spark SQL', 5)", "k SQL")
            .example("substring('Spark SQL', -3)", "SQL")
            .example("substring('Spark SQL', 5, 1)", "k")
            .example("substring('물길을 따라', 2, 2)", "길을")
            .example("substring('abc', 0, 2)", "ab")
            .example("substring('abc', -5, 3)", "a")
            .example("substring(NULL, 1)", null)
            .orElse(Integer.MAX_VALUE)
            .overload("(STRING, INT, INT) -> STRING", text())
            .overload("(BINARY, INT, INT) -> BINARY", binary())
            .build();

    private Substring() {}

    private static Kernel text() {
        return Kernels.part(0, (bytes, offset, length, row) -> {
            int end = offset + length;
            long start = row.intAt(1);
            long count = row.intAt(2);
            if (start < 0) {
                long characters = Utf8.length(bytes, offset, length);
                long first = characters + start;
                int from = Utf8.skip(bytes, offset, end, first);
                int to = Utf8.skip(bytes, offset, end, first + count);
                return Part.of(from, Math.max(0, to - from));
            }
            int from = Utf8.skip(bytes, offset, end, start - 1);
            int to = Utf8.skip(bytes, from, end, count);
            return Part.of(from, to - from);
        });
    }

    private static Kernel binary() {
        return Kernels.part(0, (_, offset, length, row) -> {
            long start = row.intAt(1);
            long first = start > 0 ? start - 1 : start < 0 ? length + start : 0;
            long from = Math.clamp(first, 0, length);
            long to = Math.clamp(first + row.intAt(2), from, length);
            return Part.of(offset + (int) from, (int) (to - from));
        });
    }
}
