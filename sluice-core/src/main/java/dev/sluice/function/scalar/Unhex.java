package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import java.util.HexFormat;

/// `unhex(s)`: NULL for what is not hexadecimal.
public final class Unhex {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("unhex")
            .summary("Reads hexadecimal digits as bytes; NULL if there is something else.")
            .example("string(unhex('537061726B'))", "Spark")
            .example("hex(unhex('F'))", "0F")
            .example("unhex('GG')", null)
            .example("unhex(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING) -> BINARY", Kernels.rowsToBytes((row, out) -> {
                String digits = row.textAt(0);
                if (digits.chars().allMatch(HexFormat::isHexDigit)) {
                    byte[] bytes = HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits);
                    out.append(bytes, 0, bytes.length);
                } else {
                    out.appendNull();
                }
            }))
            .build();

    private Unhex() {}
}
