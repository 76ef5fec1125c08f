package dev.sluice.function.aggregate;

import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Optional;

/// `sum(a)`.
public final class Sum {

    private static final Accumulator LONGS = new LongSum(Long.SIZE, () -> ValueErrors.overflowInstead("try_add"));
    private static final Accumulator MONTHS = new LongSum(Integer.SIZE, () -> ValueErrors.intervalOverflow("try_add"));
    private static final Accumulator MICROS = new LongSum(Long.SIZE, () -> ValueErrors.intervalOverflow("try_add"));

    public static final AggregateFunction FUNCTION = AggregateFunction.named("sum")
            .summary("Adds up numbers or intervals; NULL if there is none.")
            .example("SELECT sum(a) FROM VALUES (5), (10), (NULL) AS t(a)", 15)
            .example("SELECT sum(a) FROM VALUES (1.25), (2.5) AS t(a)", "3.75")
            .example("SELECT sum(a) FROM VALUES (CAST(NULL AS INT)) AS t(a)", null)
            .overload("(DOUBLE) -> DOUBLE", _ -> new Collecting(List.of(Atomic.DOUBLE), new DoubleSum()))
            .overload("(INT) -> BIGINT", _ -> new Collecting(List.of(Atomic.LONG), LONGS))
            .overload("(BIGINT) -> BIGINT", _ -> new Collecting(List.of(Atomic.LONG), LONGS))
            .binding("(DECIMAL) -> DECIMAL", Sum::ofDecimals)
            .binding("(interval) -> interval", Sum::ofIntervals)
            .build();

    private Sum() {}

    private static Optional<Candidate> ofDecimals(List<DataType> types) {
        if (types.size() != 1 || !(types.getFirst() instanceof DataType.Decimal summand)) return Optional.empty();
        DataType.Decimal type = DecimalSum.typeFor(summand);
        return Optional.of(new Candidate(types, type, true, List.of(type), false, 0, new DecimalSum(type)));
    }

    private static Optional<Candidate> ofIntervals(List<DataType> types) {
        if (types.size() != 1) return Optional.empty();
        return switch (types.getFirst()) {
            case DataType.YearMonthInterval _ ->
                Optional.of(new Candidate(types, types.getFirst(), true, types, false, 0, MONTHS));
            case DataType.DayTimeInterval _ ->
                Optional.of(new Candidate(types, types.getFirst(), true, types, false, 0, MICROS));
            case Atomic _, DataType.Decimal _, DataType.Array _, DataType.Map _, DataType.Struct _ -> Optional.empty();
        };
    }
}
