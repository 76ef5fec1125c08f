package dev.sluice.function.scalar;

import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `window(time, duration, slide, start)`: the windows that a time lies in.
///
/// The analyzer turns lengths of time into constants in microseconds and makes a column of the call, since one time may
/// lie in several windows. Where windows follow each other without overlap, the value is the one window; otherwise the
/// list of all windows, the latest first. The numbers are those of Spark's rule `TimeWindowing`.
///
/// @param duration of each window
/// @param slide from the start of a window to the start of the next; not longer than they last
/// @param start of one of the windows, counted from 1970
public record TimeWindow(long duration, long slide, long start) {

    private static final int CONSTANTS = 3;

    public static final ScalarFunction FUNCTION = ScalarFunction.named("window")
            .summary(
                    "Gives the windows of equal length that a time lies in. With a slide shorter than the windows they "
                            + "overlap, and each window makes a row. Stands in a select list, WHERE or GROUP BY; its column is "
                            + "named `window`.")
            .example(
                    "window(TIMESTAMP'2024-01-01 12:03:00', '5 minutes')", "{2024-01-01 12:00:00, 2024-01-01 12:05:00}")
            .example("window(TIMESTAMP'2024-01-01 12:03:00', '1 day', '1 day', '6 hours').start", "2024-01-01 06:00:00")
            .overload("(TIMESTAMP, STRING) -> STRUCT<start: TIMESTAMP, end: TIMESTAMP>", TimeWindow::bind)
            .overload("(TIMESTAMP, STRING, STRING) -> STRUCT<start: TIMESTAMP, end: TIMESTAMP>", _ -> Optional.empty())
            .overload(
                    "(TIMESTAMP, STRING, STRING, STRING) -> STRUCT<start: TIMESTAMP, end: TIMESTAMP>",
                    _ -> Optional.empty())
            .build();

    /// The type of windows over times of a type.
    static DataType.Struct type(DataType time) {
        return DataType.Struct.of(Field.of("start", time), Field.of("end", time));
    }

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != CONSTANTS + 1) return Optional.empty();
        long[] micros = new long[CONSTANTS];
        for (int i = 0; i < CONSTANTS; i++) {
            if (!(arguments.get(i + 1).value() instanceof Long constant)) return Optional.empty();
            micros[i] = constant;
        }
        DataType time = arguments.getFirst().type();
        var window = new TimeWindow(micros[0], micros[1], micros[2]);
        List<DataType> parameters = List.of(time, Atomic.LONG, Atomic.LONG, Atomic.LONG);
        Candidate candidate = window.isTumbling()
                ? new Candidate(parameters, type(time), 0, window.one())
                : new Candidate(parameters, new DataType.Array(type(time), false), 0, window.all());
        return Optional.of(candidate);
    }

    private boolean isTumbling() {
        return duration == slide;
    }

    private Kernel one() {
        return Kernels.overFlat((arguments, rows, size, _) -> {
            boolean[] nulls = Columns.nulls(arguments[0], size);
            long[] starts = new long[size];
            long[] ends = new long[size];
            fill(Columns.longs(arguments[0]), nulls, rows, starts, ends);
            return windows(starts, ends, nulls, size);
        });
    }

    private void fill(long[] times, boolean @Nullable [] nulls, Selection rows, long[] starts, long[] ends) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls != null && nulls[row]) continue;
            long first = lastStart(times[row]);
            starts[row] = first;
            ends[row] = plus(first, duration);
        }
    }

    private Kernel all() {
        return Kernels.overFlat((arguments, rows, size, _) -> {
            boolean[] nulls = Columns.nulls(arguments[0], size);
            int most = Math.toIntExact(Math.ceilDiv(duration, slide));
            long[] starts = new long[Math.multiplyExact(rows.size(), most)];
            long[] ends = new long[starts.length];
            int[] offsets = new int[size];
            int[] lengths = new int[size];
            int count = fill(Columns.longs(arguments[0]), nulls, rows, starts, ends, offsets, lengths);
            Vector windows = windows(Arrays.copyOf(starts, count), Arrays.copyOf(ends, count), null, count);
            return new ArrayVector(offsets, lengths, windows, nulls, size);
        });
    }

    private int fill(
            long[] times,
            boolean @Nullable [] nulls,
            Selection rows,
            long[] starts,
            long[] ends,
            int[] offsets,
            int[] lengths) {
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls != null && nulls[row]) continue;
            offsets[row] = count;
            long from = lastStart(times[row]);
            long to = plus(from, duration);
            while (to > times[row]) {
                starts[count] = from;
                ends[count++] = to;
                from = minus(from, slide);
                to = minus(to, slide);
            }
            lengths[row] = count - offsets[row];
        }
        return count;
    }

    private static Vector windows(long[] starts, long[] ends, boolean @Nullable [] nulls, int size) {
        Vector[] fields = {new LongVector(starts, null, size), new LongVector(ends, null, size)};
        return new StructVector(fields, nulls, size);
    }

    /// The start of the latest window that has begun by a time.
    private long lastStart(long time) {
        return minus(time, Math.floorMod(minus(time, start), slide));
    }

    /// Spark's error says nothing of windows.
    private static SluiceException beyondTime(String tolerant) {
        return ValueErrors.overflowInstead(
                "overflow",
                tolerant,
                "a window of this time would begin or end beyond what a timestamp can be: keep such times back with WHERE "
                        + "before they come to window().");
    }

    private static long plus(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) throw beyondTime("try_add");
        return sum;
    }

    private static long minus(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) throw beyondTime("try_subtract");
        return difference;
    }
}
