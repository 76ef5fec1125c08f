package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.Optional;

/// `window_time(window)`: the last moment in a window, so that windows can be put into longer windows.
///
/// Windows are half-open; the moment is a microsecond before the end. That its argument is a window, and not a struct
/// that looks like one, is asked by the analyzer.
public final class WindowTime {

    private static final Kernel KERNEL = Kernels.overFlat((arguments, _, size, _) -> {
        var windows = (StructVector) Columns.flat(arguments[0]);
        Vector ends = Vectors.flatten(windows.fields()[1]);
        boolean[] nulls = Columns.anyNull(new Vector[] {windows, ends}, size);
        return new LongVector(before(Columns.longs(ends), size), nulls, size);
    });

    public static final ScalarFunction FUNCTION = ScalarFunction.named("window_time")
            .summary("Gives the last moment in a window: the time by which it counts as an event.")
            .example("window_time(window(TIMESTAMP'2024-01-01 12:03:00', '5 minutes'))", "2024-01-01 12:04:59.999999")
            .example(
                    "window_time(session_window(TIMESTAMP'2024-01-01 12:03:00', '5 minutes'))",
                    "2024-01-01 12:07:59.999999")
            .nullability(Nullability.ALWAYS)
            .overload("(STRUCT<start: TIMESTAMP, end: TIMESTAMP>) -> TIMESTAMP", WindowTime::bind)
            .build();

    private WindowTime() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        DataType type = arguments.getFirst().type();
        for (DataType time : List.of(Atomic.TIMESTAMP, Atomic.TIMESTAMP_NTZ)) {
            if (DataType.sameIgnoringNullability(type, TimeWindow.type(time))) {
                return Optional.of(new Candidate(List.of(type), time, 0, KERNEL));
            }
        }
        return Optional.empty();
    }

    private static long[] before(long[] ends, int size) {
        long[] moments = new long[size];
        for (int i = 0; i < size; i++) moments[i] = ends[i] - 1;
        return moments;
    }
}
