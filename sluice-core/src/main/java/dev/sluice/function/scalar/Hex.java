package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `hex(n)`, `hex(s)`.
public final class Hex {

    private static final HexFormat DIGITS = HexFormat.of().withUpperCase();

    private static final Kernel NUMBER = Kernels.rowsToText(
            (row, out) -> out.append(Long.toHexString(row.longAt(0)).toUpperCase(Locale.ROOT)));

    private static final Kernel BYTES = Kernels.rowsToText((row, out) -> {
        BytesVector value = row.bytes(0);
        int start = value.offsets()[row.position(0)];
        out.append(DIGITS.formatHex(value.bytes(), start, start + value.lengths()[row.position(0)]));
    });

    public static final ScalarFunction FUNCTION = ScalarFunction.named("hex")
            .summary("Writes a number, or the bytes of a text or binary value, in hexadecimal digits.")
            .example("hex(17)", "11")
            .example("hex('Spark SQL')", "537061726B2053514C")
            .example("hex(X'00FF')", "00FF")
            .example("hex(NULL)", null)
            .overload("(BIGINT) -> STRING", Hex::ofNumber)
            .overload("(BINARY) -> STRING", BYTES)
            .overload("(STRING) -> STRING", BYTES)
            .build();

    private Hex() {}

    private static Optional<Candidate> ofNumber(List<Argument> arguments) {
        boolean number = arguments.size() == 1 && arguments.getFirst().type().isNumeric();
        return number ? Optional.of(new Candidate(List.of(Atomic.LONG), Atomic.STRING, 0, NUMBER)) : Optional.empty();
    }
}
