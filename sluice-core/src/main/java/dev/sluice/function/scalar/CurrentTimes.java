package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.CallContext;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.Times;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vectors;
import java.util.function.Function;

/// The time of the query or micro-batch: `current_date()`, `now()` and so on.
public final class CurrentTimes {

    public static final ScalarFunction DATE = ScalarFunction.named("current_date", "curdate")
            .summary("Gives today's date in the session's time zone.")
            .example("current_date() = date(now())", true)
            .notFoldable()
            .nullability(Nullability.NEVER)
            .overload("() -> DATE", of(Atomic.DATE, context -> Times.dayOf(local(context))))
            .build();

    public static final ScalarFunction TIMESTAMP = ScalarFunction.named("current_timestamp", "now")
            .summary("Gives the time at which the query or micro-batch began.")
            .example("now() = current_timestamp()", true)
            .notFoldable()
            .nullability(Nullability.NEVER)
            .overload("() -> TIMESTAMP", of(Atomic.TIMESTAMP, CallContext::timestampMicros))
            .build();

    public static final ScalarFunction LOCAL_TIMESTAMP = ScalarFunction.named("localtimestamp")
            .summary("Gives the time at which the query or micro-batch began, without time zone.")
            .example("localtimestamp() = CAST(now() AS TIMESTAMP_NTZ)", true)
            .notFoldable()
            .nullability(Nullability.NEVER)
            .overload("() -> TIMESTAMP_NTZ", of(Atomic.TIMESTAMP_NTZ, CurrentTimes::local))
            .build();

    public static final ScalarFunction ZONE = ScalarFunction.named("current_timezone")
            .summary("Gives the name of the session's time zone.")
            .example("length(current_timezone()) > 0", true)
            .notFoldable()
            .nullability(Nullability.NEVER)
            .overload(
                    "() -> STRING", of(Atomic.STRING, context -> context.zone().getId()))
            .build();

    private CurrentTimes() {}

    private static Kernel of(DataType type, Function<CallContext, Object> value) {
        return (_, _, size, context) -> new ConstantVector(Vectors.single(type, value.apply(context)), size);
    }

    private static long local(CallContext context) {
        return Times.toLocal(context.timestampMicros(), context.zone());
    }
}
