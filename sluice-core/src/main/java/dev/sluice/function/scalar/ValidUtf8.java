package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// `is_valid_utf8(s)`, `make_valid_utf8(s)`, `validate_utf8(s)` and `try_validate_utf8(s)`.
///
/// Bytes become text as they are, so that a text may be none.
public final class ValidUtf8 {

    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private static final Kernel VALIDATE = Kernels.rowsToText((row, out) -> {
        byte[] bytes = row.copyAt(0);
        if (!isValid(bytes)) throw invalid(bytes);
        out.append(bytes, 0, bytes.length);
    });

    public static final ScalarFunction IS = ScalarFunction.named("is_valid_utf8")
            .summary("Tells whether a text's bytes are UTF-8.")
            .example("is_valid_utf8('Spark')", true)
            .example("is_valid_utf8(X'80')", false)
            .example("is_valid_utf8(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> BOOLEAN", Kernels.rowsToBoolean((row, out) -> out.append(isValid(row.copyAt(0)))))
            .build();

    public static final ScalarFunction MAKE = ScalarFunction.named("make_valid_utf8")
            .summary("Puts the character U+FFFD in place of bytes that are no UTF-8.")
            .example("make_valid_utf8('Spark')", "Spark")
            .example("make_valid_utf8(X'80')", "\uFFFD")
            .example("make_valid_utf8(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> STRING", Kernels.rowsToText((row, out) -> appendValid(row.copyAt(0), out)))
            .build();

    public static final ScalarFunction VALIDATE_OR_FAIL = ScalarFunction.named("validate_utf8")
            .summary("Gives a text as it is, and fails if its bytes are no UTF-8.")
            .example("validate_utf8('Spark')", "Spark")
            .example("validate_utf8(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> STRING", VALIDATE)
            .build();

    public static final ScalarFunction TRY_VALIDATE = ScalarFunction.named("try_validate_utf8")
            .summary("Gives a text as it is, and NULL if its bytes are no UTF-8.")
            .example("try_validate_utf8('Spark')", "Spark")
            .example("try_validate_utf8(X'80')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> STRING", Tolerant.of(Atomic.STRING, VALIDATE))
            .build();

    private ValidUtf8() {}

    private static boolean isValid(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int length = character(bytes, at);
            if (length < 0) return false;
            at += length;
        }
        return true;
    }

    private static void appendValid(byte[] bytes, VectorBuilder.Bytes out) {
        var made = new java.io.ByteArrayOutputStream(bytes.length + REPLACEMENT.length);
        for (int at = 0; at < bytes.length; ) {
            int length = character(bytes, at);
            if (length > 0) {
                made.write(bytes, at, length);
            } else {
                made.writeBytes(REPLACEMENT);
            }
            at += Math.abs(length);
        }
        out.append(made.toByteArray(), 0, made.size());
    }

    /// How many bytes the character has that begins there; if it is none, the number of bytes to leave out, negated:
    /// as many as could still have become one.
    private static int character(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) return 1;
        int length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : 4;
        if (first < 0xC2 || first > 0xF4) return -1;
        for (int i = 1; i < length; i++) {
            if (at + i >= bytes.length || !continues(first, i, bytes[at + i] & 0xFF)) return -i;
        }
        return length;
    }

    /// The second byte is narrower behind some first ones: no character is written longer than needed, none is half of
    /// a surrogate pair, and none lies behind U+10FFFF.
    private static boolean continues(int first, int position, int next) {
        int least = position > 1 ? 0x80 : first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = position > 1 ? 0xBF : first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return next >= least && next <= most;
    }

    private static SluiceException invalid(byte[] bytes) {
        var shown = new StringBuilder();
        for (byte b : bytes)
            shown.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(b));
        return ErrorCondition.INVALID_UTF8_STRING
                .error()
                .with("str", shown.toString())
                .build();
    }
}
