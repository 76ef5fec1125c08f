package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `to_char(value, pattern)` and `to_varchar(value, pattern)`: a number by a pattern of its own, a date or timestamp as
/// `date_format` has it, or binary in a format.
public final class ToChar {

    public static final ScalarFunction FUNCTION = named("to_char");
    public static final ScalarFunction VARCHAR = named("to_varchar");

    private ToChar() {}

    private static ScalarFunction named(String name) {
        return ScalarFunction.named(name)
                .summary("Writes a number by a pattern of [MI|S] [$] [0|9|G|,]* [.|D] [0|9]* [$] [PR|MI|S], a date or "
                        + "timestamp by a pattern as date_format does, or binary in the format base64, hex or utf-8.")
                .example(name + "(454, '999')", "454")
                .example(name + "(12454.8, '$99,999.9S')", "$12,454.8+")
                .example(name + "(0.5, '000.00')", "000.50")
                .example(name + "(1000, '99')", "##")
                .example(name + "(DATE'2016-04-08', 'y')", "2016")
                .example(name + "(X'537061726B2053514C', 'base64')", "U3BhcmsgU1FM")
                .example(name + "(NULL, '9')", null)
                .overload("(DECIMAL, STRING) -> STRING", ToChar::number)
                .overload("(TIMESTAMP, STRING) -> STRING", ToChar::time)
                .overload("(BINARY, STRING) -> STRING", arguments -> binary(name, arguments))
                .build();
    }

    private static Optional<Candidate> number(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        DataType given = arguments.getFirst().type();
        boolean number = given.isNumeric() || given == Atomic.STRING || given == Atomic.NULL;
        if (!number) return Optional.empty();
        DataType.Decimal type = ImplicitCasts.decimalOf(given);
        Optional<NumberPattern> pattern = NumberPattern.constant(arguments.get(1));
        return Optional.of(new Candidate(
                List.of(type, Atomic.STRING),
                Atomic.STRING,
                0,
                pattern.isEmpty()
                        ? Kernels.rowsTo(Atomic.STRING, VectorBuilder.class, (_, out) -> out.appendNull())
                        : Kernels.rowsToText(
                                (row, out) -> out.append(NumberText.of(pattern.get(), row.decimalAt(0))))));
    }

    private static Optional<Candidate> time(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        if (!DatetimeCalls.isDatetime(arguments.getFirst().type())) return Optional.empty();
        return DateFormat.FUNCTION.overloads().getFirst().bind().apply(arguments);
    }

    private static Optional<Candidate> binary(String name, List<Argument> arguments) {
        if (arguments.size() != 2 || arguments.getFirst().type() != Atomic.BINARY) return Optional.empty();
        Argument format = arguments.get(1);
        if (!(format.value() instanceof String said)) {
            throw ErrorCondition.NON_FOLDABLE_ARGUMENT
                    .error()
                    .with("funcName", '`' + name + '`')
                    .with("paramName", "`format`")
                    .with("paramType", '"' + format.type().sql() + '"')
                    .build();
        }
        Candidate written = switch (said.toLowerCase(Locale.ROOT)) {
            case "base64" -> of(ToBase64.FUNCTION, arguments.subList(0, 1));
            case "hex" -> of(Hex.FUNCTION, arguments.subList(0, 1));
            case "utf-8" -> of(Decode.FUNCTION, arguments).with(Nullability.ALWAYS);
            default ->
                throw ErrorCondition.INVALID_BINARY_FORMAT
                        .error()
                        .with("functionName", '`' + name + '`')
                        .with("invalidFormat", "'" + said + "'")
                        .build();
        };
        return Optional.of(new Candidate(
                List.of(Atomic.BINARY, Atomic.STRING), Atomic.STRING, 0, written.kernel(), written.nullability()));
    }

    private static Candidate of(ScalarFunction function, List<Argument> arguments) {
        return function.overloads().stream()
                .map(overload -> overload.bind().apply(arguments))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
