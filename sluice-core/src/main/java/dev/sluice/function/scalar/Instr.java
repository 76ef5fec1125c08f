package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Utf8;
import dev.sluice.vector.BytesVector;

/// `instr(s, part)`: where the part first stands.
public final class Instr {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("instr")
            .summary("Gives the position of a text in another, counted from 1; 0 if it is not there.")
            .example("instr('SparkSQL', 'SQL')", 6)
            .example("instr('물길', '길')", 2)
            .example("instr('abc', 'x')", 0)
            .example("instr('abc', NULL)", null)
            .overload(
                    "(STRING, STRING) -> INT",
                    Kernels.rowsToInt((row, out) ->
                            out.append(position(row.bytes(0), row.position(0), row.bytes(1), row.position(1), 1))))
            .build();

    private Instr() {}

    /// Where one text stands in another, in characters from 1; 0 if it does not.
    ///
    /// @param start the character to begin with, from 1
    static int position(BytesVector texts, int text, BytesVector parts, int part, int start) {
        byte[] bytes = texts.bytes();
        int offset = texts.offsets()[text];
        int end = offset + texts.lengths()[text];
        int from = Utf8.skip(bytes, offset, end, start - 1L);
        int at = Utf8.indexOf(bytes, from, end, parts.bytes(), parts.offsets()[part], parts.lengths()[part]);
        return at < 0 ? 0 : Utf8.length(bytes, offset, at - offset) + 1;
    }
}
