package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Values;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `format_string(format, a, b, …)`: as Java's `String.format`, in English.
public final class FormatText {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("format_string", "printf")
            .summary("Writes values by a format in the manner of printf.")
            .example("format_string('Hello World %d %s', 100, 'days')", "Hello World 100 days")
            .example("printf('%5.2f', 3.14159D)", " 3.14")
            .example("format_string(NULL, 1)", null)
            .overload("(STRING, T...) -> STRING", FormatText::bind)
            .build();

    private FormatText() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.isEmpty() || ImplicitCasts.distance(arguments.getFirst().type(), Atomic.STRING) < 0)
            return Optional.empty();
        List<DataType> types = new ArrayList<>(Argument.types(arguments));
        types.set(0, Atomic.STRING);
        if (types.stream().anyMatch(type -> !isPlain(type))) return Optional.empty();
        Kernel kernel = Kernels.rowsWithNullsTo(Atomic.STRING, VectorBuilder.Bytes.class, (row, out) -> {
            if (row.isNull(0)) {
                out.appendNull();
            } else {
                out.append(formatted(row, types));
            }
        });
        boolean nullable = arguments.getFirst().nullable();
        return Optional.of(
                new Candidate(types, Atomic.STRING, 0, kernel).with(nullable ? Nullability.ALWAYS : Nullability.NEVER));
    }

    private static boolean isPlain(DataType type) {
        return type != Atomic.BINARY && (type instanceof Atomic || type instanceof DataType.Decimal);
    }

    private static String formatted(Row row, List<DataType> types) {
        @Nullable Object[] values = new Object[types.size() - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = boxed(Values.get(row.vector(i + 1), row.position(i + 1), types.get(i + 1)), types.get(i + 1));
        }
        try {
            return String.format(Locale.US, row.textAt(0), values);
        } catch (IllegalFormatException e) {
            throw ErrorCondition.INVALID_FORMAT_VALUES
                    .error()
                    .with("reason", String.valueOf(e.getMessage()))
                    .cause(e)
                    .build();
        }
    }

    /// In the width that the type has, which shows when negative numbers are written in hexadecimal digits.
    private static @Nullable Object boxed(@Nullable Object value, DataType type) {
        if (value instanceof Integer number && type == Atomic.BYTE) return number.byteValue();
        if (value instanceof Integer number && type == Atomic.SHORT) return number.shortValue();
        return value;
    }
}
