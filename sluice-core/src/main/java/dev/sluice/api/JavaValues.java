package dev.sluice.api;

import dev.sluice.encoder.SqlTimes;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns values as users have them into values as vectors give them, and back.
final class JavaValues {

    private JavaValues() {}

    static Row row(List<? extends @Nullable Object> values, DataType.Struct schema) {
        List<@Nullable Object> external = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            external.add(toJava(values.get(i), schema.field(i).type()));
        }
        return new Row(external, schema);
    }

    static @Nullable Object toJava(@Nullable Object value, DataType type) {
        if (value == null) return null;
        return switch (type) {
            case Atomic atomic -> atomicToJava(value, atomic);
            case DataType.YearMonthInterval _ ->
                Period.ofMonths((Integer) value).normalized();
            case DataType.DayTimeInterval _ -> Duration.of((Long) value, ChronoUnit.MICROS);
            case DataType.Decimal _ -> value;
            case DataType.Array(DataType element, _) -> {
                List<@Nullable Object> list = new ArrayList<>();
                ((List<?>) value).forEach(item -> list.add(toJava(item, element)));
                yield list;
            }
            case DataType.Map(DataType key, DataType mapped, _) -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                ((Map<?, ?>) value).forEach((k, v) -> map.put(toJava(k, key), toJava(v, mapped)));
                yield map;
            }
            case DataType.Struct struct -> row((List<?>) value, struct);
        };
    }

    private static Object atomicToJava(Object value, Atomic type) {
        return switch (type) {
            case BYTE -> ((Integer) value).byteValue();
            case SHORT -> ((Integer) value).shortValue();
            case DATE -> LocalDate.ofEpochDay((Integer) value);
            case TIMESTAMP -> Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
            case TIMESTAMP_NTZ ->
                LocalDateTime.ofInstant(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS), ZoneOffset.UTC);
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BINARY, CALENDAR_INTERVAL, NULL -> value;
        };
    }

    /// @throws dev.sluice.error.SluiceException if the value is not of the type
    static @Nullable Object fromJava(@Nullable Object value, DataType type) {
        if (value == null) return null;
        try {
            return switch (type) {
                case Atomic atomic -> atomicFromJava(value, atomic);
                case DataType.YearMonthInterval _ -> Math.toIntExact(((Period) value).toTotalMonths());
                case DataType.DayTimeInterval _ -> ((Duration) value).toNanos() / 1_000;
                case DataType.Decimal(_, int scale) -> ((BigDecimal) value).setScale(scale, RoundingMode.HALF_UP);
                case DataType.Array(DataType element, _) -> {
                    List<@Nullable Object> list = new ArrayList<>();
                    ((List<?>) value).forEach(item -> list.add(fromJava(item, element)));
                    yield list;
                }
                case DataType.Map(DataType key, DataType mapped, _) -> {
                    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                    ((Map<?, ?>) value).forEach((k, v) -> map.put(fromJava(k, key), fromJava(v, mapped)));
                    yield map;
                }
                case DataType.Struct struct -> fromRow((Row) value, struct);
            };
        } catch (ClassCastException e) {
            throw ErrorCondition.UNEXPECTED_JAVA_VALUE
                    .error()
                    .with("value", value)
                    .with("class", value.getClass().getName())
                    .with("type", type.sql())
                    .cause(e)
                    .build();
        }
    }

    static LocalDate localDate(Object value) {
        return value instanceof java.sql.Date date ? SqlTimes.localDate(date) : (LocalDate) value;
    }

    static Instant instant(Object value) {
        return value instanceof Timestamp timestamp ? SqlTimes.instant(timestamp) : (Instant) value;
    }

    static List<@Nullable Object> fromRow(Row row, DataType.Struct schema) {
        if (row.size() != schema.size()) {
            throw ErrorCondition.ROW_SIZE_MISMATCH
                    .error()
                    .with("row", row)
                    .with("size", row.size())
                    .with("columns", schema.size())
                    .build();
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++)
            values.add(fromJava(row.get(i), schema.field(i).type()));
        return values;
    }

    private static Object atomicFromJava(Object value, Atomic type) {
        return switch (type) {
            case BYTE, SHORT, INT -> ((Number) value).intValue();
            case LONG -> ((Number) value).longValue();
            case FLOAT -> ((Number) value).floatValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case DATE -> Math.toIntExact(localDate(value).toEpochDay());
            case TIMESTAMP -> ChronoUnit.MICROS.between(Instant.EPOCH, instant(value));
            case TIMESTAMP_NTZ ->
                ChronoUnit.MICROS.between(Instant.EPOCH, ((LocalDateTime) value).toInstant(ZoneOffset.UTC));
            case BOOLEAN -> (Boolean) value;
            case STRING -> ((CharSequence) value).toString();
            case BINARY -> (byte[]) value;
            case CALENDAR_INTERVAL -> (CalendarInterval) value;
            case NULL -> value;
        };
    }
}
