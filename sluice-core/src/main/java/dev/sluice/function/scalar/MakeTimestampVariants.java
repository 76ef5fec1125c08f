package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `make_timestamp_ltz`, `make_timestamp_ntz`, and all three with `try_`, which give NULL where there is no such time.
public final class MakeTimestampVariants {

    public static final ScalarFunction LTZ = ScalarFunction.named("make_timestamp_ltz")
            .summary("Makes a timestamp of its parts, in the session's time zone or the one given.")
            .example("make_timestamp_ltz(2014, 12, 28, 6, 30, 45.887)", "2014-12-28 06:30:45.887")
            .example("make_timestamp_ltz(NULL, 7, 22, 15, 30, 0)", null)
            .overload("(INT, INT, INT, INT, INT, DECIMAL(16,6)) -> TIMESTAMP", zoned(6))
            .overload("(INT, INT, INT, INT, INT, DECIMAL(16,6), STRING) -> TIMESTAMP", zoned(7))
            .build();

    public static final ScalarFunction NTZ = ScalarFunction.named("make_timestamp_ntz")
            .summary("Makes a timestamp without time zone of its parts.")
            .example("make_timestamp_ntz(2014, 12, 28, 6, 30, 45.887)", "2014-12-28 06:30:45.887")
            .example("make_timestamp_ntz(NULL, 7, 22, 15, 30, 0)", null)
            .overload("(INT, INT, INT, INT, INT, DECIMAL(16,6)) -> TIMESTAMP_NTZ", MakeTimestamp::bindLocal)
            .build();

    public static final ScalarFunction TRY = ScalarFunction.named("try_make_timestamp")
            .summary("Makes a timestamp as make_timestamp does, and gives NULL where there is no such time.")
            .example("try_make_timestamp(2014, 12, 28, 6, 30, 45.887)", "2014-12-28 06:30:45.887")
            .example("try_make_timestamp(2024, 13, 22, 15, 30, 0)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(INT, INT, INT, INT, INT, DECIMAL(16,6)) -> TIMESTAMP", tolerant(zoned(6)))
            .overload("(INT, INT, INT, INT, INT, DECIMAL(16,6), STRING) -> TIMESTAMP", tolerant(zoned(7)))
            .build();

    public static final ScalarFunction TRY_LTZ = ScalarFunction.named("try_make_timestamp_ltz")
            .summary("Makes a timestamp as make_timestamp_ltz does, and gives NULL where there is no such time.")
            .example("try_make_timestamp_ltz(2024, 2, 29, 0, 0, 0)", "2024-02-29 00:00:00")
            .example("try_make_timestamp_ltz(2024, 2, 30, 0, 0, 0)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(INT, INT, INT, INT, INT, DECIMAL(16,6)) -> TIMESTAMP", tolerant(zoned(6)))
            .overload("(INT, INT, INT, INT, INT, DECIMAL(16,6), STRING) -> TIMESTAMP", tolerant(zoned(7)))
            .build();

    public static final ScalarFunction TRY_NTZ = ScalarFunction.named("try_make_timestamp_ntz")
            .summary("Makes a timestamp as make_timestamp_ntz does, and gives NULL where there is no such time.")
            .example("try_make_timestamp_ntz(2024, 2, 29, 0, 0, 0)", "2024-02-29 00:00:00")
            .example("try_make_timestamp_ntz(2024, 2, 30, 0, 0, 0)", null)
            .nullability(Nullability.ALWAYS)
            .overload("(INT, INT, INT, INT, INT, DECIMAL(16,6)) -> TIMESTAMP_NTZ", tolerant(MakeTimestamp::bindLocal))
            .build();

    private MakeTimestampVariants() {}

    private static Function<List<Argument>, Optional<Candidate>> zoned(int count) {
        return arguments -> MakeTimestamp.bind(arguments, count);
    }

    private static Function<List<Argument>, Optional<Candidate>> tolerant(
            Function<List<Argument>, Optional<Candidate>> strict) {
        return arguments -> strict.apply(arguments).map(Tolerant::of);
    }
}
