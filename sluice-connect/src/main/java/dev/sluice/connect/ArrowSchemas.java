package dev.sluice.connect;

import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/// Arrow's types in the engine's, as Spark takes them (`ArrowUtils`): times and waits in microseconds alone, and no
/// number without a sign.
final class ArrowSchemas {

    private ArrowSchemas() {}

    static DataType.Struct read(Schema schema) {
        return struct(schema.getFields());
    }

    private static DataType.Struct struct(List<Field> fields) {
        return new DataType.Struct(fields.stream()
                .map(field -> new dev.sluice.type.Field(field.getName(), type(field), field.isNullable()))
                .toList());
    }

    private static DataType type(Field field) {
        List<Field> children = field.getChildren();
        return switch (field.getType()) {
            case ArrowType.Null _ -> Atomic.NULL;
            case ArrowType.Bool _ -> Atomic.BOOLEAN;
            case ArrowType.Int number
            when number.getIsSigned() ->
                switch (number.getBitWidth()) {
                    case 8 -> Atomic.BYTE;
                    case 16 -> Atomic.SHORT;
                    case 32 -> Atomic.INT;
                    default -> Atomic.LONG;
                };
            case ArrowType.FloatingPoint number
            when number.getPrecision() == FloatingPointPrecision.SINGLE -> Atomic.FLOAT;
            case ArrowType.FloatingPoint number
            when number.getPrecision() == FloatingPointPrecision.DOUBLE -> Atomic.DOUBLE;
            case ArrowType.Utf8 _, ArrowType.LargeUtf8 _ -> Atomic.STRING;
            case ArrowType.Binary _, ArrowType.LargeBinary _ -> Atomic.BINARY;
            case ArrowType.Decimal decimal -> new DataType.Decimal(decimal.getPrecision(), decimal.getScale());
            case ArrowType.Date date when date.getUnit() == DateUnit.DAY -> Atomic.DATE;
            case ArrowType.Timestamp time
            when time.getUnit() == TimeUnit.MICROSECOND ->
                time.getTimezone() == null ? Atomic.TIMESTAMP_NTZ : Atomic.TIMESTAMP;
            case ArrowType.Interval interval
            when interval.getUnit() == IntervalUnit.MONTH_DAY_NANO -> Atomic.CALENDAR_INTERVAL;
            case ArrowType.Interval interval
            when interval.getUnit() == IntervalUnit.YEAR_MONTH -> DataType.YearMonthInterval.YEAR_TO_MONTH;
            case ArrowType.Duration wait
            when wait.getUnit() == TimeUnit.MICROSECOND -> new DataType.DayTimeInterval(0, 3);
            case ArrowType.Struct _ -> struct(children);
            case ArrowType.List _ ->
                new DataType.Array(
                        type(children.getFirst()), children.getFirst().isNullable());
            case ArrowType.Map _ -> {
                List<Field> entry = children.getFirst().getChildren();
                yield new DataType.Map(
                        type(entry.get(0)), type(entry.get(1)), entry.get(1).isNullable());
            }
            default ->
                throw ErrorCondition.UNSUPPORTED_ARROWTYPE
                        .error()
                        .with("typeName", field.getType())
                        .hint("say the unit or the type before the rows are sent, as in .astype(\"datetime64[us]\").")
                        .build();
        };
    }
}
