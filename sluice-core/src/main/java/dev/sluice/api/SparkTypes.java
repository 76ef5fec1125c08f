package dev.sluice.api;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.stream.Collectors;

/// What types are called by Spark's classes: `ArrayType(IntegerType,true)`.
final class SparkTypes {

    private SparkTypes() {}

    static String name(DataType type) {
        return switch (type) {
            case Atomic atomic ->
                switch (atomic) {
                    case NULL -> "NullType";
                    case BOOLEAN -> "BooleanType";
                    case BYTE -> "ByteType";
                    case SHORT -> "ShortType";
                    case INT -> "IntegerType";
                    case LONG -> "LongType";
                    case FLOAT -> "FloatType";
                    case DOUBLE -> "DoubleType";
                    case STRING -> "StringType";
                    case BINARY -> "BinaryType";
                    case DATE -> "DateType";
                    case TIMESTAMP -> "TimestampType";
                    case TIMESTAMP_NTZ -> "TimestampNTZType";
                    case CALENDAR_INTERVAL -> "CalendarIntervalType";
                };
            case DataType.Decimal(int precision, int scale) -> "DecimalType(" + precision + "," + scale + ")";
            case DataType.DayTimeInterval(int from, int to) -> "DayTimeIntervalType(" + from + "," + to + ")";
            case DataType.YearMonthInterval(int from, int to) -> "YearMonthIntervalType(" + from + "," + to + ")";
            case DataType.Array(var element, boolean nulls) -> "ArrayType(" + name(element) + "," + nulls + ")";
            case DataType.Map(var key, var value, boolean nulls) ->
                "MapType(" + name(key) + "," + name(value) + "," + nulls + ")";
            case DataType.Struct struct ->
                struct.fields().stream().map(SparkTypes::field).collect(Collectors.joining(",", "StructType(", ")"));
        };
    }

    private static String field(Field field) {
        return "StructField(" + field.name() + "," + name(field.type()) + "," + field.nullable() + ")";
    }
}
