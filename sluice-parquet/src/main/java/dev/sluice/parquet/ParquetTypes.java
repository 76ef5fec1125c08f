package dev.sluice.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT96;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/// Which type of Parquet is which of ours, as Spark has it.
///
/// What is written may be null everywhere, as what is read is.
final class ParquetTypes {

    /// How TIMESTAMP is written.
    enum Timestamps {
        INT96,
        TIMESTAMP_MICROS,
        TIMESTAMP_MILLIS
    }

    private ParquetTypes() {}

    // ---- to be written

    static MessageType message(DataType.Struct schema, Timestamps timestamps) {
        List<Type> fields = new ArrayList<>();
        schema.fields().forEach(field -> fields.add(type(field.name(), field.type(), Repetition.OPTIONAL, timestamps)));
        return new MessageType("spark_schema", fields);
    }

    private static Type type(String name, DataType type, Repetition repetition, Timestamps timestamps) {
        return switch (type) {
            case Atomic atomic -> atomic(name, atomic, repetition, timestamps);
            case DataType.YearMonthInterval _ ->
                Types.primitive(INT32, repetition).named(name);
            case DataType.DayTimeInterval _ ->
                Types.primitive(INT64, repetition).named(name);
            case DataType.Decimal(int precision, int scale) -> {
                var meaning = LogicalTypeAnnotation.decimalType(scale, precision);
                if (precision <= 9)
                    yield Types.primitive(INT32, repetition).as(meaning).named(name);
                if (precision <= 18)
                    yield Types.primitive(INT64, repetition).as(meaning).named(name);
                yield Types.primitive(FIXED_LEN_BYTE_ARRAY, repetition)
                        .length(BigInteger.TEN.pow(precision).bitLength() / 8 + 1)
                        .as(meaning)
                        .named(name);
            }
            case DataType.Array(DataType element, _) ->
                Types.buildGroup(repetition)
                        .as(LogicalTypeAnnotation.listType())
                        .addField(new GroupType(
                                Repetition.REPEATED, "list", type("element", element, Repetition.OPTIONAL, timestamps)))
                        .named(name);
            case DataType.Map(DataType key, DataType value, _) ->
                Types.buildGroup(repetition)
                        .as(LogicalTypeAnnotation.mapType())
                        .addField(new GroupType(
                                Repetition.REPEATED,
                                "key_value",
                                type("key", key, Repetition.REQUIRED, timestamps),
                                type("value", value, Repetition.OPTIONAL, timestamps)))
                        .named(name);
            case DataType.Struct struct -> {
                List<Type> fields = new ArrayList<>();
                struct.fields()
                        .forEach(
                                field -> fields.add(type(field.name(), field.type(), Repetition.OPTIONAL, timestamps)));
                yield new GroupType(repetition, name, fields);
            }
        };
    }

    private static Type atomic(String name, Atomic type, Repetition repetition, Timestamps timestamps) {
        return switch (type) {
            case BOOLEAN -> Types.primitive(BOOLEAN, repetition).named(name);
            case BYTE -> ints(name, repetition, 8);
            case SHORT -> ints(name, repetition, 16);
            case INT -> Types.primitive(INT32, repetition).named(name);
            case LONG -> Types.primitive(INT64, repetition).named(name);
            case FLOAT -> Types.primitive(FLOAT, repetition).named(name);
            case DOUBLE -> Types.primitive(DOUBLE, repetition).named(name);
            case STRING ->
                Types.primitive(BINARY, repetition)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            case BINARY -> Types.primitive(BINARY, repetition).named(name);
            case DATE ->
                Types.primitive(INT32, repetition)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(name);
            case TIMESTAMP ->
                switch (timestamps) {
                    case INT96 -> Types.primitive(INT96, repetition).named(name);
                    case TIMESTAMP_MICROS -> timestamp(name, repetition, true, TimeUnit.MICROS);
                    case TIMESTAMP_MILLIS -> timestamp(name, repetition, true, TimeUnit.MILLIS);
                };
            case TIMESTAMP_NTZ -> timestamp(name, repetition, false, TimeUnit.MICROS);
            case CALENDAR_INTERVAL, NULL -> throw unsupported(Field.of(name, type));
        };
    }

    private static Type ints(String name, Repetition repetition, int bits) {
        return Types.primitive(INT32, repetition)
                .as(LogicalTypeAnnotation.intType(bits, true))
                .named(name);
    }

    private static Type timestamp(String name, Repetition repetition, boolean adjusted, TimeUnit unit) {
        return Types.primitive(INT64, repetition)
                .as(LogicalTypeAnnotation.timestampType(adjusted, unit))
                .named(name);
    }

    /// Refuses what files of Parquet can't hold.
    static void check(DataType.Struct schema) {
        for (Field field : schema.fields()) {
            DataType type = field.type();
            if (type.hasCalendarInterval() || type.contains(part -> part == Atomic.NULL)) throw unsupported(field);
        }
    }

    private static SluiceException unsupported(Field field) {
        return ErrorCondition.UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE
                .error()
                .with("format", "Parquet")
                .with("columnName", Field.quote(field.name()))
                .with("columnType", "\"" + field.type().sql() + "\"")
                .build();
    }

    // ---- as it was read

    static DataType.Struct struct(GroupType group) {
        List<Field> fields = new ArrayList<>();
        for (Type field : group.getFields()) {
            DataType type = type(field);
            fields.add(Field.of(
                    field.getName(), field.isRepetition(Repetition.REPEATED) ? new DataType.Array(type, true) : type));
        }
        return new DataType.Struct(fields);
    }

    /// The type without regard to whether it is repeated.
    private static DataType type(Type type) {
        if (type.isPrimitive()) return primitive(type.asPrimitiveType());
        GroupType group = type.asGroupType();
        return switch (group.getLogicalTypeAnnotation()) {
            case LogicalTypeAnnotation.ListLogicalTypeAnnotation _ -> {
                Type element = element(group);
                yield new DataType.Array(
                        element.isRepetition(Repetition.REPEATED) && !isElement(group)
                                ? new DataType.Array(type(element), true)
                                : type(element),
                        true);
            }
            case LogicalTypeAnnotation.MapLogicalTypeAnnotation _ -> map(group);
            case LogicalTypeAnnotation.MapKeyValueTypeAnnotation _ -> map(group);
            case null, default -> struct(group);
        };
    }

    private static DataType map(GroupType group) {
        GroupType entry = group.getType(0).asGroupType();
        return new DataType.Map(type(entry.getType(0)), type(entry.getType(1)), true);
    }

    /// What a list has: below its repeated group in the usual form of three levels, that group itself in older ones.
    static Type element(GroupType list) {
        Type repeated = list.getType(0);
        return isElement(list) ? repeated : repeated.asGroupType().getType(0);
    }

    /// Whether a list's repeated field is its element already. The names are those that writers of old gave.
    static boolean isElement(GroupType list) {
        Type repeated = list.getType(0);
        return repeated.isPrimitive()
                || repeated.asGroupType().getFieldCount() > 1
                || repeated.getName().equals("array")
                || repeated.getName().equals(list.getName() + "_tuple");
    }

    private static DataType primitive(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return new DataType.Decimal(decimal.getPrecision(), decimal.getScale());
        }
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> Atomic.BOOLEAN;
            case FLOAT -> Atomic.FLOAT;
            case DOUBLE -> Atomic.DOUBLE;
            case INT96 -> Atomic.TIMESTAMP;
            case INT32 ->
                switch (meaning) {
                    case null -> Atomic.INT;
                    case LogicalTypeAnnotation.DateLogicalTypeAnnotation _ -> Atomic.DATE;
                    case LogicalTypeAnnotation.IntLogicalTypeAnnotation ints -> integer(ints);
                    default -> throw illegal(type);
                };
            case INT64 ->
                switch (meaning) {
                    case null -> Atomic.LONG;
                    case LogicalTypeAnnotation.IntLogicalTypeAnnotation ints -> integer(ints);
                    case LogicalTypeAnnotation.TimestampLogicalTypeAnnotation timestamp
                    when timestamp.getUnit() != TimeUnit.NANOS ->
                        timestamp.isAdjustedToUTC() ? Atomic.TIMESTAMP : Atomic.TIMESTAMP_NTZ;
                    default -> throw illegal(type);
                };
            case BINARY ->
                switch (meaning) {
                    case LogicalTypeAnnotation.StringLogicalTypeAnnotation _ -> Atomic.STRING;
                    case LogicalTypeAnnotation.EnumLogicalTypeAnnotation _ -> Atomic.STRING;
                    case LogicalTypeAnnotation.JsonLogicalTypeAnnotation _ -> Atomic.STRING;
                    case LogicalTypeAnnotation.BsonLogicalTypeAnnotation _ -> Atomic.BINARY;
                    case null -> Atomic.BINARY;
                    default -> throw illegal(type);
                };
            case FIXED_LEN_BYTE_ARRAY -> {
                if (meaning != null) throw illegal(type);
                yield Atomic.BINARY;
            }
        };
    }

    private static DataType integer(LogicalTypeAnnotation.IntLogicalTypeAnnotation ints) {
        return switch (ints.getBitWidth()) {
            case 8 -> ints.isSigned() ? Atomic.BYTE : Atomic.SHORT;
            case 16 -> ints.isSigned() ? Atomic.SHORT : Atomic.INT;
            case 32 -> ints.isSigned() ? Atomic.INT : Atomic.LONG;
            default -> ints.isSigned() ? Atomic.LONG : new DataType.Decimal(20, 0);
        };
    }

    private static SluiceException illegal(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        String said = type.getPrimitiveTypeName() + (meaning == null ? "" : " (" + meaning + ")");
        return ErrorCondition.PARQUET_TYPE_ILLEGAL
                .error()
                .with("parquetType", said)
                .build();
    }
}
