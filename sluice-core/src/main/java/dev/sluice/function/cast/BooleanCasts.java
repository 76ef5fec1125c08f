package dev.sluice.function.cast;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// To BOOLEAN: zero is false, and the words people use.
final class BooleanCasts {

    private static final Set<String> TRUE = Set.of("t", "true", "y", "yes", "1");
    private static final Set<String> FALSE = Set.of("f", "false", "n", "no", "0");

    private BooleanCasts() {}

    static Optional<Kernel> to(Conversion conversion) {
        return switch (conversion.from()) {
            case Atomic from ->
                switch (from) {
                    case BYTE, SHORT, INT ->
                        Optional.of(Kernels.rowsToBoolean((row, out) -> out.append(row.intAt(0) != 0)));
                    case LONG -> Optional.of(Kernels.rowsToBoolean((row, out) -> out.append(row.longAt(0) != 0)));
                    case FLOAT -> Optional.of(Kernels.rowsToBoolean((row, out) -> out.append(row.floatAt(0) != 0)));
                    case DOUBLE -> Optional.of(Kernels.doubleToBoolean(value -> value != 0));
                    case STRING -> Optional.of(ofText(conversion));
                    case BOOLEAN, BINARY, DATE, TIMESTAMP, TIMESTAMP_NTZ, CALENDAR_INTERVAL, NULL -> Optional.empty();
                };
            case DataType.Decimal _ ->
                Optional.of(Kernels.rowsToBoolean(
                        (row, out) -> out.append(row.decimalAt(0).signum() != 0)));
            case DataType.Interval _, DataType.Array _, DataType.Map _, DataType.Struct _ -> Optional.empty();
        };
    }

    private static Kernel ofText(Conversion conversion) {
        return Kernels.rowsToBoolean((row, out) -> {
            String word = NumberText.trim(row.textAt(0)).toLowerCase(Locale.ROOT);
            if (TRUE.contains(word)) {
                out.append(true);
            } else if (FALSE.contains(word)) {
                out.append(false);
            } else {
                conversion.malformed(row, out);
            }
        });
    }
}
