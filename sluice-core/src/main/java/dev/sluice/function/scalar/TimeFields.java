package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The parts of a time of day: `hour(t)`, `minute(t)`, `second(t)`.
public final class TimeFields {

    public static final ScalarFunction HOUR = ScalarFunction.named("hour")
            .summary("Gives the hour of a timestamp.")
            .example("hour('2009-07-30 12:58:59')", 12)
            .example("hour(NULL)", null)
            .overload("(TIMESTAMP) -> INT", of(Times.MICROS_PER_HOUR, 24))
            .build();

    public static final ScalarFunction MINUTE = ScalarFunction.named("minute")
            .summary("Gives the minute of a timestamp.")
            .example("minute('2009-07-30 12:58:59')", 58)
            .example("minute(NULL)", null)
            .overload("(TIMESTAMP) -> INT", of(Times.MICROS_PER_MINUTE, 60))
            .build();

    public static final ScalarFunction SECOND = ScalarFunction.named("second")
            .summary("Gives the second of a timestamp, without its fraction.")
            .example("second('2009-07-30 12:58:59.9')", 59)
            .example("second(NULL)", null)
            .overload("(TIMESTAMP) -> INT", of(Times.MICROS_PER_SECOND, 60))
            .build();

    private TimeFields() {}

    private static Function<List<Argument>, Optional<Candidate>> of(long unitMicros, int modulus) {
        Kernel zoned = Kernels.rowsTo(
                Atomic.INT,
                VectorBuilder.Ints.class,
                (row, out) -> out.append(
                        field(Times.toLocal(row.longAt(0), row.context().zone()), unitMicros, modulus)));
        Kernel local = Kernels.longToInt(micros -> field(micros, unitMicros, modulus));
        return DatetimeCalls.ofTime(zoned, local, Atomic.INT);
    }

    private static int field(long localMicros, long unitMicros, int modulus) {
        return (int) Math.floorMod(Math.floorDiv(localMicros, unitMicros), (long) modulus);
    }
}
