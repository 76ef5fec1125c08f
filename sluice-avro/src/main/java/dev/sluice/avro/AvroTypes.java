package dev.sluice.avro;

import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;

/// Which type of Avro is which of ours, as Spark's `SchemaConverters` has it.
final class AvroTypes {

    /// What Spark notes at a type that Avro has no word for.
    private static final String NOTED = "spark.sql.catalyst.type";

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");

    private AvroTypes() {}

    // ---- to be written

    /// @param recordName of a struct; structs within are named by their fields
    static Schema schema(DataType type, boolean nullable, String recordName, String namespace) {
        Schema schema = plain(type, recordName, namespace);
        return nullable && type != Atomic.NULL ? Schema.createUnion(schema, Schema.create(Schema.Type.NULL)) : schema;
    }

    private static Schema plain(DataType type, String recordName, String namespace) {
        return switch (type) {
            case Atomic atomic -> atomic(atomic);
            case DataType.YearMonthInterval _ -> noted(Schema.Type.INT, type);
            case DataType.DayTimeInterval _ -> noted(Schema.Type.LONG, type);
            case DataType.Decimal(int precision, int scale) -> {
                String name = namespace.isEmpty() ? recordName + ".fixed" : namespace + "." + recordName + ".fixed";
                int bytes = BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
                yield LogicalTypes.decimal(precision, scale).addToSchema(Schema.createFixed(name, null, null, bytes));
            }
            case DataType.Array(DataType element, boolean containsNull) ->
                Schema.createArray(schema(element, containsNull, recordName, namespace));
            case DataType.Map(DataType key, DataType value, boolean valueContainsNull) -> {
                if (key != Atomic.STRING) throw unsupported(Field.of("key", type));
                yield Schema.createMap(schema(value, valueContainsNull, recordName, namespace));
            }
            case DataType.Struct struct -> {
                String inner = namespace.isEmpty() ? recordName : namespace + "." + recordName;
                List<Schema.Field> fields = new ArrayList<>();
                for (Field field : struct.fields()) {
                    Schema schema = schema(field.type(), field.nullable(), field.name(), inner);
                    fields.add(new Schema.Field(field.name(), schema));
                }
                yield Schema.createRecord(recordName, null, namespace, false, fields);
            }
        };
    }

    private static Schema atomic(Atomic type) {
        return switch (type) {
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case BYTE, SHORT, INT -> Schema.create(Schema.Type.INT);
            case LONG -> Schema.create(Schema.Type.LONG);
            case FLOAT -> Schema.create(Schema.Type.FLOAT);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case STRING -> Schema.create(Schema.Type.STRING);
            case BINARY -> Schema.create(Schema.Type.BYTES);
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case TIMESTAMP -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case TIMESTAMP_NTZ -> LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case NULL -> Schema.create(Schema.Type.NULL);
            case CALENDAR_INTERVAL -> throw unsupported(Field.of("value", type));
        };
    }

    private static Schema noted(Schema.Type form, DataType type) {
        Schema schema = Schema.create(form);
        schema.addProp(NOTED, type.simpleString());
        return schema;
    }

    /// Refuses what Avro can't hold: maps whose keys are not text, and calendar intervals.
    static void check(DataType.Struct schema) {
        for (Field field : schema.fields()) {
            if (!fits(field.type())) throw unsupported(field);
        }
    }

    /// Refuses names that the fields of a record can't have.
    static void checkNames(DataType type) {
        switch (type) {
            case Atomic _, DataType.Decimal _, DataType.Interval _ -> {}
            case DataType.Array array -> checkNames(array.element());
            case DataType.Map map -> checkNames(map.value());
            case DataType.Struct struct -> {
                for (Field field : struct.fields()) {
                    if (!NAME.matcher(field.name()).matches()) throw refused(field);
                    checkNames(field.type());
                }
            }
        }
    }

    private static RuntimeException refused(Field field) {
        return ErrorCondition.INVALID_COLUMN_NAME_AS_PATH
                .error()
                .with("datasource", "Avro")
                .with("columnName", Field.quote(field.name()))
                .build();
    }

    private static boolean fits(DataType type) {
        return switch (type) {
            case Atomic atomic -> atomic != Atomic.CALENDAR_INTERVAL;
            case DataType.Decimal _, DataType.Interval _ -> true;
            case DataType.Array array -> fits(array.element());
            case DataType.Map map -> map.key() == Atomic.STRING && fits(map.value());
            case DataType.Struct struct -> struct.fields().stream().allMatch(field -> fits(field.type()));
        };
    }

    private static RuntimeException unsupported(Field field) {
        return ErrorCondition.UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE
                .error()
                .with("format", "Avro")
                .with("columnName", Field.quote(field.name()))
                .with("columnType", "\"" + field.type().sql() + "\"")
                .build();
    }

    // ---- as it was read

    /// The columns of a record, all of which may be null.
    static DataType.Struct struct(Schema record) {
        if (record.getType() != Schema.Type.RECORD) {
            throw ErrorCondition.AVRO_INCOMPATIBLE_READ_TYPE
                    .error()
                    .with("avroPath", "top-level record")
                    .with("sqlPath", "top-level record")
                    .with("avroType", record.getType().getName())
                    .with("sqlType", "\"STRUCT\"")
                    .build();
        }
        return record(record, Set.of()).asNullable();
    }

    /// The record with those fields alone that go to wanted columns: the library passes over the others.
    static Schema only(Schema record, DataType.Struct columns, boolean[] wanted) {
        List<Schema.Field> fields = new ArrayList<>();
        int[] places = AvroDecodings.columns(record.getFields(), columns);
        for (int i = 0; i < places.length; i++) {
            Schema.Field field = record.getFields().get(i);
            if (places[i] >= 0 && wanted[places[i]]) fields.add(new Schema.Field(field, field.schema()));
        }
        Schema only = Schema.createRecord(record.getName(), null, record.getNamespace(), false, fields);
        record.getAliases().forEach(only::addAlias);
        return only;
    }

    /// A decoder of values of one schema by another, whose fields may have other names for the first one's.
    static ResolvingDecoder resolving(Schema written, Schema read, Decoder in) throws IOException {
        return DecoderFactory.get().resolvingDecoder(Schema.applyAliases(written, read), read, in);
    }

    static DataType type(Schema schema) {
        return type(schema, Set.of());
    }

    private static DataType.Struct record(Schema record, Set<String> around) {
        if (around.contains(record.getFullName())) {
            throw ErrorCondition.AVRO_RECURSIVE_SCHEMA
                    .error()
                    .with("schema", record.getFullName())
                    .build();
        }
        var inner = new java.util.HashSet<>(around);
        inner.add(record.getFullName());
        List<Field> fields = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            fields.add(new Field(field.name(), type(field.schema(), inner), isNullable(field.schema())));
        }
        return new DataType.Struct(fields);
    }

    private static boolean isNullable(Schema schema) {
        return schema.getType() == Schema.Type.NULL || schema.isNullable();
    }

    private static DataType type(Schema schema, Set<String> around) {
        LogicalType meaning = schema.getLogicalType();
        return switch (schema.getType()) {
            case NULL -> Atomic.NULL;
            case BOOLEAN -> Atomic.BOOLEAN;
            case FLOAT -> Atomic.FLOAT;
            case DOUBLE -> Atomic.DOUBLE;
            case STRING, ENUM -> Atomic.STRING;
            case INT -> {
                if (meaning instanceof LogicalTypes.Date) yield Atomic.DATE;
                yield noted(schema, Atomic.INT);
            }
            case LONG ->
                switch (meaning) {
                    case LogicalTypes.TimestampMillis _ -> Atomic.TIMESTAMP;
                    case LogicalTypes.TimestampMicros _ -> Atomic.TIMESTAMP;
                    case LogicalTypes.LocalTimestampMillis _ -> Atomic.TIMESTAMP_NTZ;
                    case LogicalTypes.LocalTimestampMicros _ -> Atomic.TIMESTAMP_NTZ;
                    case null, default -> noted(schema, Atomic.LONG);
                };
            case BYTES, FIXED ->
                meaning instanceof LogicalTypes.Decimal decimal
                        ? new DataType.Decimal(decimal.getPrecision(), decimal.getScale())
                        : Atomic.BINARY;
            case RECORD -> record(schema, around);
            case ARRAY ->
                new DataType.Array(type(schema.getElementType(), around), isNullable(schema.getElementType()));
            case MAP ->
                new DataType.Map(Atomic.STRING, type(schema.getValueType(), around), isNullable(schema.getValueType()));
            case UNION -> union(schema, around);
        };
    }

    /// The interval that a number is noted to be, or the number it is.
    private static DataType noted(Schema schema, Atomic number) {
        String type = schema.getProp(NOTED);
        return type == null
                ? number
                : DataType.Interval.named(type).<DataType>map(i -> i).orElse(number);
    }

    /// One type or null is that type; numbers of two sizes are the larger; else a struct with a field a branch.
    private static DataType union(Schema union, Set<String> around) {
        List<Schema> branches = branches(union);
        if (branches.isEmpty()) return Atomic.NULL;
        if (branches.size() == 1) return type(branches.getFirst(), around);
        Set<Schema.Type> forms = EnumSet.noneOf(Schema.Type.class);
        branches.forEach(branch -> forms.add(branch.getType()));
        if (forms.equals(EnumSet.of(Schema.Type.INT, Schema.Type.LONG))) return Atomic.LONG;
        if (forms.equals(EnumSet.of(Schema.Type.FLOAT, Schema.Type.DOUBLE))) return Atomic.DOUBLE;
        List<Field> members = new ArrayList<>();
        for (Schema branch : branches) members.add(Field.of("member" + members.size(), type(branch, around)));
        return new DataType.Struct(members);
    }

    /// A union without its null.
    static List<Schema> branches(Schema union) {
        return union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
    }
}
