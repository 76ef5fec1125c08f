package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/// `encode(s, charset)`.
public final class Encode {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("encode")
            .summary("Gives the bytes of a text in a character set: US-ASCII, ISO-8859-1, UTF-8, UTF-16BE, UTF-16LE, "
                    + "UTF-16 or UTF-32.")
            .example("hex(encode('abc', 'utf-8'))", "616263")
            .example("hex(encode('ä', 'UTF-16BE'))", "00E4")
            .example("encode(NULL, 'utf-8')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING, STRING) -> BINARY", Kernels.rowsToBytes((row, out) -> {
                byte[] bytes = encoded(row.textAt(0), row.textAt(1));
                out.append(bytes, 0, bytes.length);
            }))
            .build();

    private Encode() {}

    private static byte[] encoded(String text, String charset) {
        try {
            ByteBuffer bytes = Charsets.of(charset, "encode").newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw Charsets.malformed(charset, "encode", e);
        }
    }
}
