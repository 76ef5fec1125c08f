package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Decimals;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// `to_number(s, pattern)` and `try_to_number(s, pattern)`. The type is the decimal that has the pattern's digits.
public final class ToNumber {

    private static final DataType.Decimal UNKNOWN = new DataType.Decimal(10, 0);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("to_number")
            .summary("Reads a number by a pattern of [MI|S] [$] [0|9|G|,]* [.|D] [0|9]* [$] [PR|MI|S], which must be a "
                    + "constant.")
            .example("to_number('454', '999')", 454)
            .example("to_number('$78.12', '$99.99')", "78.12")
            .example("to_number('12,454.8-', '99,999.9S')", "-12454.8")
            .example("to_number(NULL, '9')", null)
            .overload("(STRING, STRING) -> DECIMAL", arguments -> bind(arguments, false))
            .build();

    public static final ScalarFunction TRY = ScalarFunction.named("try_to_number")
            .summary("Reads a number as to_number does, and gives NULL for what does not fit the pattern.")
            .example("try_to_number('1,234', '9,999')", 1234)
            .example("try_to_number('12 apples', '99')", null)
            .nullability(Nullability.ALWAYS)
            .overload("(STRING, STRING) -> DECIMAL", arguments -> bind(arguments, true))
            .build();

    private ToNumber() {}

    private static Optional<Candidate> bind(List<Argument> arguments, boolean tolerant) {
        if (arguments.size() != 2) return Optional.empty();
        int cost = ImplicitCasts.assignment(arguments.getFirst().type(), Atomic.STRING);
        if (cost < 0) return Optional.empty();
        Optional<NumberPattern> said = NumberPattern.constant(arguments.get(1));
        List<DataType> parameters = List.of(Atomic.STRING, Atomic.STRING);
        if (said.isEmpty()) {
            return Optional.of(new Candidate(
                    parameters,
                    UNKNOWN,
                    cost,
                    Kernels.rowsTo(UNKNOWN, VectorBuilder.class, (_, out) -> out.appendNull())));
        }
        NumberPattern pattern = said.get();
        DataType.Decimal type = type(pattern);
        return Optional.of(new Candidate(
                parameters, type, cost, Kernels.rowsTo(type, VectorBuilder.Decimals.class, (row, out) -> {
                    String text = row.textAt(0);
                    BigDecimal number = NumberReader.read(pattern, text);
                    if (number == null && !tolerant) {
                        throw ErrorCondition.NUMBER_FORMAT_MISMATCH
                                .error()
                                .with("format", pattern.text())
                                .with("inputType", "\"STRING\"")
                                .with("input", text)
                                .build();
                    }
                    out.append(number == null ? null : Decimals.fitOrThrow(number, type));
                })));
    }

    private static DataType.Decimal type(NumberPattern pattern) {
        int precision = pattern.wholeDigits() + pattern.fractionDigits();
        if (precision > DataType.Decimal.MAX_PRECISION) {
            throw ErrorCondition.DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION
                    .error()
                    .with("precision", precision)
                    .with("maxPrecision", DataType.Decimal.MAX_PRECISION)
                    .build();
        }
        return new DataType.Decimal(precision, pattern.fractionDigits());
    }
}
