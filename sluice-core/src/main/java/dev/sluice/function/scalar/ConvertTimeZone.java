package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.RowKernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Times;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.time.ZoneId;

/// `convert_timezone(from, to, t)`; from the session's zone if only one is said.
public final class ConvertTimeZone {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("convert_timezone")
            .summary("Gives what a clock in one time zone shows when one in another shows the timestamp.")
            .example(
                    "convert_timezone('Europe/Brussels', 'America/Los_Angeles', TIMESTAMP_NTZ'2021-12-06 00:00:00')",
                    "2021-12-05 15:00:00")
            .example("convert_timezone(NULL, 'UTC', TIMESTAMP_NTZ'2021-12-06 00:00:00')", null)
            .overload(
                    "(STRING, TIMESTAMP_NTZ) -> TIMESTAMP_NTZ",
                    DatetimeCalls.of(
                            kernel((row, out) -> out.append(
                                    moved(row.longAt(1), row.context().zone(), Zones.of(row.textAt(0))))),
                            Atomic.TIMESTAMP_NTZ,
                            Atomic.STRING,
                            Atomic.TIMESTAMP_NTZ))
            .overload(
                    "(STRING, STRING, TIMESTAMP_NTZ) -> TIMESTAMP_NTZ",
                    DatetimeCalls.of(
                            kernel((row, out) ->
                                    out.append(moved(row.longAt(2), Zones.of(row.textAt(0)), Zones.of(row.textAt(1))))),
                            Atomic.TIMESTAMP_NTZ,
                            Atomic.STRING,
                            Atomic.STRING,
                            Atomic.TIMESTAMP_NTZ))
            .build();

    private ConvertTimeZone() {}

    private static Kernel kernel(RowKernel<VectorBuilder.Longs> kernel) {
        return Kernels.rowsTo(Atomic.TIMESTAMP_NTZ, VectorBuilder.Longs.class, kernel);
    }

    private static long moved(long local, ZoneId from, ZoneId to) {
        return Times.toLocal(Times.toInstant(local, from), to);
    }
}
