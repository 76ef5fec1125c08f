package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// `decode(b, charset)`. With more arguments it is a CASE, which the analyzer makes of it.
public final class Decode {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("decode")
            .summary("Reads bytes as text in a character set. With more arguments, compares the first with every other "
                    + "one and gives the one behind; the last one if none is equal.")
            .example("decode(encode('abc', 'utf-8'), 'utf-8')", "abc")
            .example("decode(2, 1, 'Southlake', 2, 'San Francisco', 'Non domestic')", "San Francisco")
            .example("decode(NULL, 'utf-8')", null)
            .nullability(Nullability.ALWAYS)
            .overload(
                    "(BINARY, STRING) -> STRING",
                    Kernels.rowsToText((row, out) -> out.append(decoded(row.copyAt(0), row.textAt(1)))))
            .build();

    private Decode() {}

    private static String decoded(byte[] bytes, String charset) {
        try {
            return Charsets.of(charset, "decode")
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Charsets.malformed(charset, "decode", e);
        }
    }
}
