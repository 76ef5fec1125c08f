package dev.sluice.connect.client;

import com.google.protobuf.ByteString;
import dev.sluice.connect.ProtoTypes;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.spark.connect.proto.Expression.Literal;
import org.jspecify.annotations.Nullable;

/// Values of the engine as constants of the protocol.
public final class SaidLiterals {

    private SaidLiterals() {}

    /// @param value in the form of [dev.sluice.vector.Values]
    public static Literal write(@Nullable Object value, DataType type) {
        var literal = Literal.newBuilder();
        if (value == null) return literal.setNull(ProtoTypes.write(type)).build();
        switch (type) {
            case Atomic atomic -> write(value, atomic, literal);
            case DataType.Decimal(int precision, int scale) ->
                literal.getDecimalBuilder()
                        .setValue(((BigDecimal) value).toPlainString())
                        .setPrecision(precision)
                        .setScale(scale);
            case DataType.YearMonthInterval _ -> literal.setYearMonthInterval((Integer) value);
            case DataType.DayTimeInterval _ -> literal.setDayTimeInterval((Long) value);
            case DataType.Array(DataType element, _) ->
                literal.setDataType(ProtoTypes.write(type))
                        .getArrayBuilder()
                        .addAllElements(all((List<?>) value, element));
            case DataType.Map(DataType key, DataType item, _) -> {
                Map<?, ?> map = (Map<?, ?>) value;
                literal.setDataType(ProtoTypes.write(type))
                        .getMapBuilder()
                        .addAllKeys(all(map.keySet(), key))
                        .addAllValues(all(map.values(), item));
            }
            case DataType.Struct struct -> {
                var fields = literal.setDataType(ProtoTypes.write(type)).getStructBuilder();
                List<?> values = (List<?>) value;
                for (int i = 0; i < struct.size(); i++) {
                    fields.addElements(write(values.get(i), struct.field(i).type()));
                }
            }
        }
        return literal.build();
    }

    private static List<Literal> all(Collection<?> values, DataType type) {
        return values.stream().map(value -> write(value, type)).toList();
    }

    private static void write(Object value, Atomic type, Literal.Builder literal) {
        switch (type) {
            case BOOLEAN -> literal.setBoolean((Boolean) value);
            case BYTE -> literal.setByte((Integer) value);
            case SHORT -> literal.setShort((Integer) value);
            case INT -> literal.setInteger((Integer) value);
            case LONG -> literal.setLong((Long) value);
            case FLOAT -> literal.setFloat((Float) value);
            case DOUBLE -> literal.setDouble((Double) value);
            case STRING -> literal.setString((String) value);
            case BINARY -> literal.setBinary(ByteString.copyFrom((byte[]) value));
            case DATE -> literal.setDate((Integer) value);
            case TIMESTAMP -> literal.setTimestamp((Long) value);
            case TIMESTAMP_NTZ -> literal.setTimestampNtz((Long) value);
            case CALENDAR_INTERVAL -> {
                var interval = (CalendarInterval) value;
                literal.getCalendarIntervalBuilder()
                        .setMonths(interval.months())
                        .setDays(interval.days())
                        .setMicroseconds(interval.microseconds());
            }
            case NULL -> literal.setNull(ProtoTypes.write(type));
        }
    }
}
