package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import java.util.Base64;

/// `base64(b)`: in lines of 76 characters.
public final class ToBase64 {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("base64")
            .summary("Writes bytes in base 64.")
            .example("base64('Spark SQL')", "U3BhcmsgU1FM")
            .example("base64(NULL)", null)
            .overload("(BINARY) -> STRING", Kernels.rowsToText((row, out) -> {
                byte[] encoded = Base64.getMimeEncoder().encode(row.copyAt(0));
                out.append(encoded, 0, encoded.length);
            }))
            .build();

    private ToBase64() {}
}
