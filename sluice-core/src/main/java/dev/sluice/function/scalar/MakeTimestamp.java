package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.TimeParser;
import dev.sluice.function.Argument;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Times;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// `make_timestamp(year, month, day, hour, minute, second)`, with a time zone if it is not the session's.
public final class MakeTimestamp {

    private static final DataType.Decimal SECONDS = new DataType.Decimal(16, 6);
    private static final int WHOLE_FIELDS = 5;
    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

    private static final Kernel KERNEL = Kernels.rowsToLong((row, out) -> {
        try {
            ZoneId zone = row.argumentCount() == 7
                    ? TimeParser.zoneOf(row.textAt(6))
                    : row.context().zone();
            out.append(Times.toInstant(local(row), zone));
        } catch (DateTimeException e) {
            throw MakeDate.outOfBounds(e);
        }
    });

    private static final Kernel LOCAL_KERNEL =
            Kernels.rowsTo(Atomic.TIMESTAMP_NTZ, VectorBuilder.Longs.class, (row, out) -> {
                try {
                    out.append(local(row));
                } catch (DateTimeException e) {
                    throw MakeDate.outOfBounds(e);
                }
            });

    public static final ScalarFunction FUNCTION = ScalarFunction.named("make_timestamp")
            .summary("Makes a timestamp of its parts, in the session's time zone or the one given.")
            .example("make_timestamp(2014, 12, 28, 6, 30, 45.887)", "2014-12-28 06:30:45.887")
            .example("make_timestamp(2019, 6, 30, 23, 59, 60)", "2019-07-01 00:00:00")
            .example("make_timestamp(NULL, 7, 22, 15, 30, 0)", null)
            .overload("(INT, INT, INT, INT, INT, DECIMAL(16,6)) -> TIMESTAMP", arguments -> bind(arguments, 6))
            .overload("(INT, INT, INT, INT, INT, DECIMAL(16,6), STRING) -> TIMESTAMP", arguments -> bind(arguments, 7))
            .build();

    private MakeTimestamp() {}

    static Optional<Candidate> bind(List<Argument> arguments, int count) {
        return bind(arguments, count, Atomic.TIMESTAMP, KERNEL);
    }

    /// The same without time zone.
    static Optional<Candidate> bindLocal(List<Argument> arguments) {
        return bind(arguments, 6, Atomic.TIMESTAMP_NTZ, LOCAL_KERNEL);
    }

    private static Optional<Candidate> bind(List<Argument> arguments, int count, DataType result, Kernel kernel) {
        if (arguments.size() != count) return Optional.empty();
        for (int i = 0; i < WHOLE_FIELDS; i++) {
            if (ImplicitCasts.assignment(arguments.get(i).type(), Atomic.INT) < 0) return Optional.empty();
        }
        if (!NumberTypes.isNumberLike(arguments.get(WHOLE_FIELDS).type())) return Optional.empty();
        List<DataType> parameters = new ArrayList<>(Collections.nCopies(WHOLE_FIELDS, Atomic.INT));
        parameters.add(SECONDS);
        if (count == 7) parameters.add(Atomic.STRING);
        return Optional.of(new Candidate(parameters, result, 0, kernel));
    }

    private static long local(Row row) {
        BigDecimal seconds = row.decimalAt(WHOLE_FIELDS);
        // The sixtieth second is the next minute's first, as PostgreSQL has it too.
        boolean sixty = seconds.compareTo(SIXTY) == 0;
        if (!sixty && seconds.setScale(0, RoundingMode.DOWN).compareTo(SIXTY) == 0) {
            throw ErrorCondition.INVALID_FRACTION_OF_SECOND
                    .error()
                    .with("secAndMicros", seconds.stripTrailingZeros().toPlainString())
                    .build();
        }
        long micros = sixty ? 0 : seconds.movePointRight(6).longValueExact();
        LocalDateTime local = LocalDateTime.of(
                row.intAt(0),
                row.intAt(1),
                row.intAt(2),
                row.intAt(3),
                row.intAt(4),
                Math.toIntExact(Math.floorDiv(micros, Times.MICROS_PER_SECOND)),
                (int) Math.floorMod(micros, Times.MICROS_PER_SECOND) * 1_000);
        return Times.micros(sixty ? local.plusMinutes(1) : local);
    }
}
