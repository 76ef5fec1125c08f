package dev.sluice.function.scalar;

import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.cast.Casts;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.time.ZoneOffset;

/// `to_timestamp_ltz(s, pattern)` and `to_timestamp_ntz(s, pattern)`.
public final class ToTimestampVariants {

    private static final Kernel SAME = (arguments, _, _, _) -> arguments[0];
    private static final Kernel LOCAL_OF_TEXT =
            Casts.kernel(Atomic.STRING, Atomic.TIMESTAMP_NTZ, false).orElseThrow();
    private static final Memo<DatetimePattern> PATTERNS = DatetimePattern.forReading();

    public static final ScalarFunction LTZ = ScalarFunction.named("to_timestamp_ltz")
            .summary("Reads a timestamp, by a pattern if one is given.")
            .example("to_timestamp_ltz('2016-12-31 00:12:00')", "2016-12-31 00:12:00")
            .example("to_timestamp_ltz(NULL)", null)
            .overload("(TIMESTAMP) -> TIMESTAMP", DatetimeCalls.of(SAME, Atomic.TIMESTAMP, Atomic.TIMESTAMP))
            .overload("(NUMERIC) -> TIMESTAMP", DatetimeCalls.ofSeconds())
            .overload("(STRING) -> TIMESTAMP", DatetimeCalls.otherwise(ToTimestamp.OF_TEXT, Atomic.TIMESTAMP))
            .overload("(TIMESTAMP, STRING) -> TIMESTAMP", DatetimeCalls.whateverPattern(Atomic.TIMESTAMP))
            .overload("(STRING, STRING) -> TIMESTAMP", ToTimestamp.BY_PATTERN)
            .build();

    public static final ScalarFunction NTZ = ScalarFunction.named("to_timestamp_ntz")
            .summary("Reads a timestamp without time zone, by a pattern if one is given.")
            .example("to_timestamp_ntz('2016-12-31 00:12:00')", "2016-12-31 00:12:00")
            .example("to_timestamp_ntz(NULL)", null)
            .overload(
                    "(TIMESTAMP_NTZ) -> TIMESTAMP_NTZ",
                    DatetimeCalls.of(SAME, Atomic.TIMESTAMP_NTZ, Atomic.TIMESTAMP_NTZ))
            .overload("(STRING) -> TIMESTAMP_NTZ", DatetimeCalls.otherwise(LOCAL_OF_TEXT, Atomic.TIMESTAMP_NTZ))
            .overload("(TIMESTAMP_NTZ, STRING) -> TIMESTAMP_NTZ", DatetimeCalls.whateverPattern(Atomic.TIMESTAMP_NTZ))
            .overload(
                    "(STRING, STRING) -> TIMESTAMP_NTZ",
                    Kernels.rowsTo(
                            Atomic.TIMESTAMP_NTZ,
                            VectorBuilder.Longs.class,
                            (row, out) ->
                                    out.append(PATTERNS.of(row.textAt(1)).timestamp(row.textAt(0), ZoneOffset.UTC))))
            .build();

    private ToTimestampVariants() {}
}
