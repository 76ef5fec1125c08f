package dev.sluice.connect;

import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.connect.proto.DataType.StructField;

/// Types as the protocol says them, and as the engine does.
public final class ProtoTypes {

    private static final int YEAR = 0;
    private static final int MONTH = 1;

    private ProtoTypes() {}

    // ---- from the protocol

    /// @throws dev.sluice.error.SluiceException if the engine has no such type
    public static DataType read(org.apache.spark.connect.proto.DataType type) {
        return switch (type.getKindCase()) {
            case NULL -> Atomic.NULL;
            case BINARY -> Atomic.BINARY;
            case BOOLEAN -> Atomic.BOOLEAN;
            case BYTE -> Atomic.BYTE;
            case SHORT -> Atomic.SHORT;
            case INTEGER -> Atomic.INT;
            case LONG -> Atomic.LONG;
            case FLOAT -> Atomic.FLOAT;
            case DOUBLE -> Atomic.DOUBLE;
            case DECIMAL -> decimal(type.getDecimal());
            case STRING, CHAR, VAR_CHAR -> Atomic.STRING;
            case DATE -> Atomic.DATE;
            case TIMESTAMP -> Atomic.TIMESTAMP;
            case TIMESTAMP_NTZ -> Atomic.TIMESTAMP_NTZ;
            case CALENDAR_INTERVAL -> Atomic.CALENDAR_INTERVAL;
            case YEAR_MONTH_INTERVAL -> yearMonth(type.getYearMonthInterval());
            case DAY_TIME_INTERVAL -> dayTime(type.getDayTimeInterval());
            case ARRAY -> {
                var array = type.getArray();
                yield new DataType.Array(read(array.getElementType()), array.getContainsNull());
            }
            case MAP -> {
                var map = type.getMap();
                yield new DataType.Map(read(map.getKeyType()), read(map.getValueType()), map.getValueContainsNull());
            }
            case STRUCT -> struct(type.getStruct().getFieldsList());
            case UNPARSED -> SqlParser.dataType(type.getUnparsed().getDataTypeString());
            case VARIANT, UDT, GEOMETRY, GEOGRAPHY, TIME, KIND_NOT_SET ->
                throw Refusals.notYet("the type " + type.getKindCase());
        };
    }

    private static DataType decimal(org.apache.spark.connect.proto.DataType.Decimal decimal) {
        return new DataType.Decimal(decimal.hasPrecision() ? decimal.getPrecision() : 10, decimal.getScale());
    }

    private static DataType yearMonth(org.apache.spark.connect.proto.DataType.YearMonthInterval units) {
        int from = units.hasStartField() ? units.getStartField() : YEAR;
        int to = units.hasEndField() ? units.getEndField() : units.hasStartField() ? from : MONTH;
        return new DataType.YearMonthInterval(from, to);
    }

    private static DataType dayTime(org.apache.spark.connect.proto.DataType.DayTimeInterval units) {
        int from = units.hasStartField() ? units.getStartField() : 0;
        int to = units.hasEndField() ? units.getEndField() : units.hasStartField() ? from : 3;
        return new DataType.DayTimeInterval(from, to);
    }

    static DataType.Struct struct(List<StructField> fields) {
        List<Field> read = new ArrayList<>();
        for (StructField field : fields) {
            read.add(new Field(field.getName(), read(field.getDataType()), field.getNullable()));
        }
        return new DataType.Struct(read);
    }

    // ---- to the protocol

    public static org.apache.spark.connect.proto.DataType write(DataType type) {
        var said = org.apache.spark.connect.proto.DataType.newBuilder();
        switch (type) {
            case Atomic atomic -> writeAtomic(atomic, said);
            case DataType.YearMonthInterval(int from, int to) ->
                said.getYearMonthIntervalBuilder().setStartField(from).setEndField(to);
            case DataType.DayTimeInterval(int from, int to) ->
                said.getDayTimeIntervalBuilder().setStartField(from).setEndField(to);
            case DataType.Decimal(int precision, int scale) ->
                said.getDecimalBuilder().setPrecision(precision).setScale(scale);
            case DataType.Array(DataType element, boolean containsNull) ->
                said.getArrayBuilder().setElementType(write(element)).setContainsNull(containsNull);
            case DataType.Map(DataType key, DataType value, boolean containsNull) ->
                said.getMapBuilder()
                        .setKeyType(write(key))
                        .setValueType(write(value))
                        .setValueContainsNull(containsNull);
            case DataType.Struct(List<Field> fields) -> {
                var struct = said.getStructBuilder();
                for (Field field : fields) {
                    struct.addFields(StructField.newBuilder()
                            .setName(field.name())
                            .setDataType(write(field.type()))
                            .setNullable(field.nullable()));
                }
            }
        }
        return said.build();
    }

    private static void writeAtomic(Atomic type, org.apache.spark.connect.proto.DataType.Builder said) {
        switch (type) {
            case BOOLEAN -> said.getBooleanBuilder();
            case BYTE -> said.getByteBuilder();
            case SHORT -> said.getShortBuilder();
            case INT -> said.getIntegerBuilder();
            case LONG -> said.getLongBuilder();
            case FLOAT -> said.getFloatBuilder();
            case DOUBLE -> said.getDoubleBuilder();
            case STRING -> said.getStringBuilder();
            case BINARY -> said.getBinaryBuilder();
            case DATE -> said.getDateBuilder();
            case TIMESTAMP -> said.getTimestampBuilder();
            case TIMESTAMP_NTZ -> said.getTimestampNtzBuilder();
            case CALENDAR_INTERVAL -> said.getCalendarIntervalBuilder();
            case NULL -> said.getNullBuilder();
        }
    }
}
