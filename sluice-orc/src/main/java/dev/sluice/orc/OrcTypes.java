package dev.sluice.orc;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FieldNames;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.orc.TypeDescription;
import org.jspecify.annotations.Nullable;

/// Which type of ORC is which of ours, as Spark has it.
final class OrcTypes {

    /// What Spark notes at a type that ORC has no word for.
    private static final String NOTED = "spark.sql.catalyst.type";

    private static final String WALL_CLOCK = "timestamp_ntz";

    private OrcTypes() {}

    // ---- to be written

    static TypeDescription written(DataType type) {
        return switch (type) {
            case Atomic atomic ->
                switch (atomic) {
                    case BOOLEAN -> TypeDescription.createBoolean();
                    case BYTE -> TypeDescription.createByte();
                    case SHORT -> TypeDescription.createShort();
                    case INT -> TypeDescription.createInt();
                    case LONG -> TypeDescription.createLong();
                    case FLOAT -> TypeDescription.createFloat();
                    case DOUBLE -> TypeDescription.createDouble();
                    case STRING -> TypeDescription.createString();
                    case BINARY -> TypeDescription.createBinary();
                    case DATE -> TypeDescription.createDate();
                    // The other kind is a clock on a wall, of which readers must guess where it hangs.
                    case TIMESTAMP -> TypeDescription.createTimestampInstant();
                    case TIMESTAMP_NTZ -> TypeDescription.createLong().setAttribute(NOTED, WALL_CLOCK);
                    case CALENDAR_INTERVAL, NULL -> throw new IllegalArgumentException("not written: " + type.sql());
                };
            case DataType.YearMonthInterval _ -> TypeDescription.createInt().setAttribute(NOTED, type.simpleString());
            case DataType.DayTimeInterval _ -> TypeDescription.createLong().setAttribute(NOTED, type.simpleString());
            case DataType.Decimal(int precision, int scale) -> {
                // In this order: the library looks at the scale while it takes the precision.
                yield TypeDescription.createDecimal().withScale(scale).withPrecision(precision);
            }
            case DataType.Array array -> TypeDescription.createList(written(array.element()));
            case DataType.Map map -> TypeDescription.createMap(written(map.key()), written(map.value()));
            case DataType.Struct struct -> {
                TypeDescription fields = TypeDescription.createStruct();
                struct.fields().forEach(field -> fields.addField(field.name(), written(field.type())));
                yield fields;
            }
        };
    }

    /// Refuses what files of ORC can't hold.
    static void check(DataType.Struct schema) {
        for (Field field : schema.fields()) {
            if (!fits(field.type())) {
                throw ErrorCondition.UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE
                        .error()
                        .with("format", "ORC")
                        .with("columnName", Field.quote(field.name()))
                        .with("columnType", "\"" + field.type().sql() + "\"")
                        .build();
            }
        }
    }

    private static boolean fits(DataType type) {
        return switch (type) {
            case Atomic atomic -> atomic != Atomic.NULL && atomic != Atomic.CALENDAR_INTERVAL;
            case DataType.Decimal _, DataType.Interval _ -> true;
            case DataType.Array array -> fits(array.element());
            case DataType.Map map -> fits(map.key()) && fits(map.value());
            case DataType.Struct struct -> struct.fields().stream().allMatch(field -> fits(field.type()));
        };
    }

    // ---- as it was read

    static DataType.Struct struct(TypeDescription type) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < type.getFieldNames().size(); i++) {
            fields.add(Field.of(
                    type.getFieldNames().get(i), type(type.getChildren().get(i))));
        }
        return new DataType.Struct(fields);
    }

    private static DataType type(TypeDescription type) {
        String noted = type.getAttributeValue(NOTED);
        return switch (type.getCategory()) {
            case BOOLEAN -> Atomic.BOOLEAN;
            case BYTE -> Atomic.BYTE;
            case SHORT -> Atomic.SHORT;
            case INT -> interval(noted, Atomic.INT);
            case LONG -> WALL_CLOCK.equals(noted) ? Atomic.TIMESTAMP_NTZ : interval(noted, Atomic.LONG);
            case FLOAT -> Atomic.FLOAT;
            case DOUBLE -> Atomic.DOUBLE;
            case STRING, VARCHAR, CHAR -> Atomic.STRING;
            case BINARY -> Atomic.BINARY;
            case DATE -> Atomic.DATE;
            case TIMESTAMP, TIMESTAMP_INSTANT -> Atomic.TIMESTAMP;
            case DECIMAL -> new DataType.Decimal(type.getPrecision(), type.getScale());
            case LIST -> new DataType.Array(type(type.getChildren().getFirst()), true);
            case MAP ->
                new DataType.Map(
                        type(type.getChildren().get(0)), type(type.getChildren().get(1)), true);
            case STRUCT -> struct(type);
            default ->
                throw ErrorCondition.UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE
                        .error()
                        .with("format", "ORC")
                        .with("columnName", Field.quote(type.getFullFieldName()))
                        .with("columnType", "\"" + type + "\"")
                        .build();
        };
    }

    /// The interval that a number is noted to be, or the number it is.
    private static DataType interval(@Nullable String noted, Atomic number) {
        return noted == null
                ? number
                : DataType.Interval.named(noted).<DataType>map(i -> i).orElse(number);
    }

    // ---- as it is to be read

    /// What the library is asked for, so that it gives columns of a type out of a file: with the file's own names,
    /// which may differ in case, and its own kind of timestamps.
    static TypeDescription asked(DataType type, @Nullable TypeDescription inFile) {
        return switch (type) {
            case DataType.Struct struct -> {
                TypeDescription fields = TypeDescription.createStruct();
                boolean nameless = inFile != null && isNameless(inFile, struct);
                for (int i = 0; i < struct.size(); i++) {
                    Field field = struct.field(i);
                    int place = inFile == null ? -1 : place(inFile, field.name(), nameless ? i : -1);
                    TypeDescription there = place < 0 || inFile == null
                            ? null
                            : inFile.getChildren().get(place);
                    String name = place < 0 || inFile == null
                            ? field.name()
                            : inFile.getFieldNames().get(place);
                    fields.addField(name, asked(field.type(), there));
                }
                yield fields;
            }
            case DataType.Array array -> TypeDescription.createList(asked(array.element(), child(inFile, 0)));
            case DataType.Map map ->
                TypeDescription.createMap(asked(map.key(), child(inFile, 0)), asked(map.value(), child(inFile, 1)));
            case Atomic atomic
            when (atomic == Atomic.TIMESTAMP || atomic == Atomic.TIMESTAMP_NTZ) && inFile != null ->
                switch (inFile.getCategory()) {
                    case TIMESTAMP -> TypeDescription.createTimestamp();
                    case TIMESTAMP_INSTANT -> TypeDescription.createTimestampInstant();
                    // The library would take microseconds for seconds.
                    case LONG -> {
                        if (atomic == Atomic.TIMESTAMP) throw cast(type(inFile), type);
                        yield written(type);
                    }
                    // What it makes of a text or a date is a clock on the wall.
                    default -> atomic == Atomic.TIMESTAMP ? TypeDescription.createTimestamp() : written(type);
                };
            case Atomic _, DataType.Decimal _, DataType.Interval _ -> written(type);
        };
    }

    private static @Nullable TypeDescription child(@Nullable TypeDescription type, int place) {
        List<TypeDescription> children = type == null ? null : type.getChildren();
        return children == null || children.size() <= place ? null : children.get(place);
    }

    private static int place(TypeDescription struct, String name, int byPlace) {
        List<String> names = struct.getFieldNames();
        if (names == null) return -1;
        if (byPlace >= 0) return byPlace < names.size() ? byPlace : -1;
        return FieldNames.indexOf(names, name);
    }

    /// Whether it is the root of a file of Hive's that knew no names, and none of its columns is asked for by name:
    /// then columns are found by their places.
    private static boolean isNameless(TypeDescription inFile, DataType.Struct asked) {
        List<String> names = inFile.getFieldNames();
        return names != null
                && inFile.getId() == 0
                && IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals("_col" + i))
                && asked.names().stream().noneMatch(names::contains);
    }

    private static SluiceException cast(DataType inFile, DataType asked) {
        return ErrorCondition.ORC_TYPE_CAST
                .error()
                .with("orcType", inFile.simpleString())
                .with("toType", "\"" + asked.sql() + "\"")
                .build();
    }
}
