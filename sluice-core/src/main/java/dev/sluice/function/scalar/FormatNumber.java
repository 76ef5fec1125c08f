package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Values;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `format_number(n, digits)` and `format_number(n, pattern)`.
public final class FormatNumber {

    private static final String GROUPED = "#,###,###,###,###,###,##0";

    private static final Memo<DecimalFormat> FORMATS =
            new Memo<>(pattern -> new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.US)));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("format_number")
            .summary("Writes a number with commas between thousands and so many digits behind the point, rounded half "
                    + "to even; or by a pattern.")
            .example("format_number(12332.123456, 4)", "12,332.1235")
            .example("format_number(12332.123456, '##################.###')", "12332.123")
            .example("format_number(5, -1)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(NUMERIC, INT) -> STRING", arguments -> bind(arguments, Atomic.INT))
            .overload("(NUMERIC, STRING) -> STRING", arguments -> bind(arguments, Atomic.STRING))
            .build();

    private FormatNumber() {}

    private static Optional<Candidate> bind(List<Argument> arguments, DataType second) {
        if (arguments.size() != 2) return Optional.empty();
        DataType given = arguments.get(1).type();
        int cost = given == Atomic.NULL ? 1 : given == second ? 0 : -1;
        if (cost < 0) return Optional.empty();
        DataType first = arguments.getFirst().type();
        if (!first.isNumeric() && first != Atomic.NULL) return Optional.empty();
        DataType type = first == Atomic.NULL ? Atomic.DOUBLE : first;
        return Optional.of(new Candidate(List.of(type, second), Atomic.STRING, cost, Kernels.rowsToText((row, out) -> {
            if (second == Atomic.INT && row.intAt(1) < 0) {
                out.appendNull();
            } else {
                String pattern = second == Atomic.INT ? pattern(row.intAt(1)) : row.textAt(1);
                out.append(formatted(row, type, pattern.isEmpty() ? GROUPED : pattern));
            }
        })));
    }

    private static String pattern(int digits) {
        return digits == 0 ? GROUPED : GROUPED + "." + "0".repeat(digits);
    }

    private static String formatted(Row row, DataType type, String pattern) {
        // A copy, since a format is of one thread at a time.
        var format = (DecimalFormat) FORMATS.of(pattern).clone();
        return format.format(Values.get(row.vector(0), row.position(0), type));
    }
}
