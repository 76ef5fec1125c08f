package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// `unbase64(s)`: other characters are passed over.
public final class FromBase64 {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("unbase64")
            .summary("Reads bytes from base 64.")
            .example("string(unbase64('U3BhcmsgU1FM'))", "Spark SQL")
            .example("unbase64(NULL)", null)
            .overload("(STRING) -> BINARY", Kernels.rowsToBytes((row, out) -> {
                byte[] decoded = decode(row.copyAt(0));
                out.append(decoded, 0, decoded.length);
            }))
            .build();

    private FromBase64() {}

    private static byte[] decode(byte[] text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw ErrorCondition.CONVERSION_INVALID_INPUT
                    .error()
                    .with("str", "'" + new String(text, StandardCharsets.UTF_8) + "'")
                    .with("fmt", "'BASE64'")
                    .with("targetType", "\"BINARY\"")
                    .with("suggestion", "`try_to_binary`")
                    .cause(e)
                    .build();
        }
    }
}
