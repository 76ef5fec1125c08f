package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `sha2(b, bits)`: 224, 256, 384 or 512 bits, 0 for 256; NULL for others.
public final class Sha2 {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("sha2")
            .summary("Gives the SHA-2 digest of so many bits in hexadecimal digits.")
            .example("sha2('Spark', 256)", "529bc3b07127ecb7e53a4dcf1991d9152c24537d919178022b2c42657f79a26b")
            .example("sha2('Spark', 5)", null)
            .example("sha2(NULL, 256)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(BINARY, INT) -> STRING", Kernels.rowsToText((row, out) -> {
                int bits = row.intAt(1) == 0 ? 256 : row.intAt(1);
                if (bits == 224 || bits == 256 || bits == 384 || bits == 512) {
                    Digests.append("SHA-" + bits, row, out);
                } else {
                    out.appendNull();
                }
            }))
            .build();

    private Sha2() {}
}
