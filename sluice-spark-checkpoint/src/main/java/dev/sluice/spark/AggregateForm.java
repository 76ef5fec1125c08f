package dev.sluice.spark;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What one call of an aggregate function keeps for a group, here and in Spark.
///
/// Here a column is null before the first value; in Spark numbers that are added up begin with 0, and must not be null.
///
/// @param ours how many columns it has here
/// @param columns those in Spark, by Spark's names
/// @param toSpark from the values here to those there
/// @param fromSpark the other way
record AggregateForm(
        int ours,
        List<Field> columns,
        UnaryOperator<List<@Nullable Object>> toSpark,
        UnaryOperator<List<@Nullable Object>> fromSpark) {

    /// @param call as the log says it: `avg(cast(v as double))`
    /// @param types of the columns here
    /// @return nothing if there is no such form
    static Optional<AggregateForm> of(String call, List<DataType> types) {
        if (call.contains("DISTINCT") || call.indexOf('(') < 0) return Optional.empty();
        return switch (call.substring(0, call.indexOf('('))) {
            case "count", "count_if" -> Optional.of(number(types, "count", 0L));
            case "sum" -> sum(types.getFirst());
            case "avg", "mean" -> average(types);
            case "min", "bool_and", "every" -> Optional.of(extreme(types.getFirst(), "min"));
            case "max", "bool_or", "some", "any" -> Optional.of(extreme(types.getFirst(), "max"));
            case "first", "first_value", "any_value" -> Optional.of(chosen(types, "first"));
            case "last", "last_value" -> Optional.of(chosen(types, "last"));
            case "stddev", "std", "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop" ->
                Optional.of(spread(types));
            default -> Optional.empty();
        };
    }

    private static AggregateForm same(List<DataType> types, String name) {
        return new AggregateForm(
                1, List.of(Field.of(name, types.getFirst())), UnaryOperator.identity(), UnaryOperator.identity());
    }

    /// Text is held as bytes here. Bytes that were no text look alike; Spark then says that the types differ.
    private static AggregateForm extreme(DataType type, String name) {
        return type == Atomic.BINARY
                ? new AggregateForm(
                        1,
                        List.of(Field.of(name, Atomic.STRING)),
                        UnaryOperator.identity(),
                        values -> Collections.singletonList(bytes(values.getFirst())))
                : same(List.of(type), name);
    }

    private static @Nullable Object bytes(@Nullable Object text) {
        return text == null ? null : ((String) text).getBytes(StandardCharsets.UTF_8);
    }

    private static AggregateForm number(List<DataType> types, String name, Object zero) {
        return new AggregateForm(
                1,
                List.of(Field.of(name, types.getFirst())),
                values -> List.of(orElse(values.getFirst(), zero)),
                UnaryOperator.identity());
    }

    private static Optional<AggregateForm> sum(DataType type) {
        return switch (type) {
            case Atomic _, DataType.Interval _ -> Optional.of(same(List.of(type), "sum"));
            case DataType.Decimal decimal ->
                Optional.of(decimal.precision() > UnsafeRows.MOST_DIGITS_OF_A_WORD ? sum(decimal) : shortSum(decimal));
            case DataType.Array _, DataType.Map _, DataType.Struct _ -> Optional.empty();
        };
    }

    private static AggregateForm sum(DataType.Decimal type) {
        return new AggregateForm(
                1,
                List.of(Field.of("sum", type), Field.of("isEmpty", Atomic.BOOLEAN)),
                values -> List.of(orElse(values.getFirst(), zero(type)), values.getFirst() == null),
                AggregateForm::sumOfDecimals);
    }

    /// Spark adds up decimals as whole numbers where they have room in them.
    private static AggregateForm shortSum(DataType.Decimal type) {
        return new AggregateForm(
                1,
                List.of(Field.of("sum", Atomic.LONG)),
                values -> Arrays.asList(
                        values.getFirst() instanceof BigDecimal sum
                                ? sum.setScale(type.scale()).unscaledValue().longValueExact()
                                : null),
                values -> Arrays.asList(
                        values.getFirst() instanceof Long sum ? BigDecimal.valueOf(sum, type.scale()) : null));
    }

    private static List<@Nullable Object> sumOfDecimals(List<@Nullable Object> values) {
        if (Boolean.TRUE.equals(values.get(1))) return Arrays.asList((Object) null);
        if (values.getFirst() == null) throw new IllegalArgumentException("a sum of decimals that has no room");
        return values.subList(0, 1);
    }

    private static Optional<AggregateForm> average(List<DataType> types) {
        // Of decimals Spark adds up doubles or decimals, as their digits want it.
        if (types.getFirst() != Atomic.DOUBLE) return Optional.empty();
        return Optional.of(new AggregateForm(
                2,
                List.of(Field.of("sum", Atomic.DOUBLE), Field.of("count", Atomic.LONG)),
                values -> List.of(orElse(values.get(0), 0.0), orElse(values.get(1), 0L)),
                values -> Long.valueOf(0).equals(values.get(1)) ? Arrays.asList(null, 0L) : values));
    }

    private static AggregateForm chosen(List<DataType> types, String name) {
        return new AggregateForm(
                2,
                List.of(Field.of(name, types.getFirst()), Field.of("valueSet", Atomic.BOOLEAN)),
                values -> Arrays.asList(values.get(0), orElse(values.get(1), false)),
                values -> Arrays.asList(values.get(0), Boolean.TRUE.equals(values.get(1)) ? true : null));
    }

    private static AggregateForm spread(List<DataType> types) {
        return new AggregateForm(
                types.size(),
                List.of(Field.of("n", Atomic.DOUBLE), Field.of("avg", Atomic.DOUBLE), Field.of("m2", Atomic.DOUBLE)),
                values -> List.of(
                        ((Long) orElse(values.get(0), 0L)).doubleValue(),
                        orElse(values.get(1), 0.0),
                        orElse(values.get(2), 0.0)),
                AggregateForm::spreadFromSpark);
    }

    private static List<@Nullable Object> spreadFromSpark(List<@Nullable Object> values) {
        long count = ((Double) orElse(values.getFirst(), 0.0)).longValue();
        return count == 0 ? Arrays.asList(null, null, null) : Arrays.asList(count, values.get(1), values.get(2));
    }

    private static BigDecimal zero(DataType.Decimal type) {
        return BigDecimal.ZERO.setScale(type.scale());
    }

    private static Object orElse(@Nullable Object value, Object otherwise) {
        return value == null ? otherwise : value;
    }
}
