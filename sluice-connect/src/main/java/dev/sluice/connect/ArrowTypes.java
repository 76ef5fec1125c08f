package dev.sluice.connect;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/// The engine's types in Arrow's, as Spark maps its own (`ArrowUtils`).
final class ArrowTypes {

    private ArrowTypes() {}

    /// @param zone of timestamps: the session's
    static Schema schema(DataType.Struct rows, String zone) {
        return new Schema(rows.fields().stream()
                .map(field -> field(field.name(), field.type(), field.nullable(), zone))
                .toList());
    }

    private static Field field(String name, DataType type, boolean nullable, String zone) {
        return new Field(name, new FieldType(nullable, type(type, zone), null), children(type, zone));
    }

    private static List<Field> children(DataType type, String zone) {
        return switch (type) {
            case DataType.Array(DataType element, boolean containsNull) ->
                List.of(field("element", element, containsNull, zone));
            case DataType.Struct struct -> fields(struct, zone);
            case DataType.Map(DataType key, DataType value, boolean containsNull) ->
                List.of(new Field(
                        "entries",
                        new FieldType(false, ArrowType.Struct.INSTANCE, null),
                        List.of(field("key", key, false, zone), field("value", value, containsNull, zone))));
            default -> List.of();
        };
    }

    /// Fields of one name are numbered, as Spark does: clients look them up by it.
    private static List<Field> fields(DataType.Struct struct, String zone) {
        Map<String, Integer> seen = new HashMap<>();
        List<Field> fields = new ArrayList<>();
        for (dev.sluice.type.Field field : struct.fields()) {
            String name = field.name();
            boolean alone = Collections.frequency(struct.names(), name) == 1;
            String given = alone ? name : name + "_" + (seen.merge(name, 1, Integer::sum) - 1);
            fields.add(field(given, field.type(), field.nullable(), zone));
        }
        return fields;
    }

    private static ArrowType type(DataType type, String zone) {
        return switch (type) {
            case Atomic atomic -> type(atomic, zone);
            case DataType.YearMonthInterval _ -> new ArrowType.Interval(IntervalUnit.YEAR_MONTH);
            case DataType.DayTimeInterval _ -> new ArrowType.Duration(TimeUnit.MICROSECOND);
            case DataType.Decimal(int precision, int scale) -> new ArrowType.Decimal(precision, scale, 128);
            case DataType.Array _ -> ArrowType.List.INSTANCE;
            case DataType.Map _ -> new ArrowType.Map(false);
            case DataType.Struct _ -> ArrowType.Struct.INSTANCE;
        };
    }

    private static ArrowType type(Atomic type, String zone) {
        return switch (type) {
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case BYTE -> new ArrowType.Int(8, true);
            case SHORT -> new ArrowType.Int(16, true);
            case INT -> new ArrowType.Int(32, true);
            case LONG -> new ArrowType.Int(64, true);
            case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case STRING -> ArrowType.Utf8.INSTANCE;
            case BINARY -> ArrowType.Binary.INSTANCE;
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, zone);
            case TIMESTAMP_NTZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
            case CALENDAR_INTERVAL -> new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO);
            case NULL -> ArrowType.Null.INSTANCE;
        };
    }
}
