package dev.sluice.function.scalar;

import dev.sluice.function.ScalarFunction;

/// `sha1(b)`.
public final class Sha1 {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("sha1", "sha")
            .summary("Gives the SHA-1 digest of bytes in hexadecimal digits.")
            .example("sha1('Spark')", "85f5955f4b27a9a4c2aab6ffe5d7189fc298b92c")
            .example("sha(NULL)", null)
            .overload("(BINARY) -> STRING", Digests.kernel("SHA-1"))
            .build();

    private Sha1() {}
}
