package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Part;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Utf8;
import dev.sluice.vector.BytesVector;

/// `split_part(s, separator, n)`: the n-th part, from the end if `n` is negative.
public final class SplitPart {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("split_part")
            .summary("Splits a text at a separator and gives one of the parts, counted from 1, or from the "
                    + "end if negative; empty if there is none.")
            .example("split_part('11.12.13', '.', 2)", "12")
            .example("split_part('11.12.13', '.', -1)", "13")
            .example("split_part('11.12.13', '.', 5)", "")
            .example("split_part(NULL, '.', 1)", null)
            .nullability(Nullability.ALWAYS) // as an item of a list that may be too short
            .overload("(STRING, STRING, INT) -> STRING", Kernels.part(0, SplitPart::of))
            .build();

    private SplitPart() {}

    private static long of(byte[] bytes, int offset, int length, Row row) {
        int wanted = row.intAt(2);
        if (wanted == 0) throw ErrorCondition.INVALID_INDEX_OF_ZERO.error().build();
        BytesVector separator = row.bytes(1);
        int position = row.position(1);
        int end = offset + length;
        int from = offset;
        for (int left = wanted > 0 ? wanted - 1 : count(bytes, offset, end, separator, position) + wanted;
                left != 0;
                left--) {
            int at = left < 0 ? -1 : next(bytes, from, end, separator, position);
            if (at < 0) return Part.of(offset, 0);
            from = at + separator.lengths()[position];
        }
        int to = next(bytes, from, end, separator, position);
        return Part.of(from, (to < 0 ? end : to) - from);
    }

    /// How many parts there are.
    private static int count(byte[] bytes, int offset, int end, BytesVector separator, int position) {
        int count = 1;
        int at = next(bytes, offset, end, separator, position);
        for (; at >= 0; at = next(bytes, at + separator.lengths()[position], end, separator, position)) count++;
        return count;
    }

    /// Where the separator stands next, or -1; an empty one stands nowhere.
    private static int next(byte[] bytes, int from, int end, BytesVector separator, int position) {
        int length = separator.lengths()[position];
        return length == 0
                ? -1
                : Utf8.indexOf(bytes, from, end, separator.bytes(), separator.offsets()[position], length);
    }
}
