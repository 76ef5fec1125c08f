package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `md5(b)`.
public final class Md5 {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("md5")
            .summary("Gives the MD5 digest of bytes in hexadecimal digits.")
            .example("md5('Spark')", "8cde774d6f7333752ed72cacddb05126")
            .example("md5(NULL)", null)
            .overload("(BINARY) -> STRING", Digests.kernel("MD5"))
            .build();

    private Md5() {}
}
