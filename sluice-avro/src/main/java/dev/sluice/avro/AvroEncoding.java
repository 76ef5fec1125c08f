package dev.sluice.avro;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FieldNames;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/// Writes a value of a vector in Avro's binary form.
@FunctionalInterface
interface AvroEncoding {

    void write(Vector from, int row, Encoder out) throws IOException;

    /// @param schema what is written: of our own making, or a user's (`avroSchema`)
    /// @throws SluiceException if such values can't be written so
    static AvroEncoding of(DataType type, Schema schema, String name) {
        if (schema.getType() == Schema.Type.UNION) return union(type, schema, name);
        AvroEncoding encoding = value(type, schema, name);
        if (encoding == null) throw mismatch(type, schema, name);
        AvroEncoding flat = (from, row, out) -> {
            if (from.isNull(row)) {
                throw ErrorCondition.AVRO_CANNOT_WRITE_NULL_FIELD
                        .error()
                        .with("name", name)
                        .with("dataType", schema.getType().getName())
                        .build();
            }
            encoding.write(from, row, out);
        };
        return schema.getType() == Schema.Type.NULL ? encoding : laidFlat(flat);
    }

    private static SluiceException mismatch(DataType type, Schema schema, String name) {
        return ErrorCondition.AVRO_INCOMPATIBLE_WRITE_TYPE
                .error()
                .with("name", name)
                .with("sqlType", "\"" + type.sql() + "\"")
                .with("avroType", schema.toString())
                .build();
    }

    /// For a value that such a type has no room for.
    private static SluiceException unfit(String value, DataType type, Schema schema, String name) {
        return ErrorCondition.AVRO_INCOMPATIBLE_WRITE_TYPE
                .error()
                .with("name", name)
                .with("sqlType", "\"" + type.sql() + "\" with " + value)
                .with("avroType", schema.toString())
                .build();
    }

    private static AvroEncoding laidFlat(AvroEncoding encoding) {
        return (from, row, out) -> {
            switch (from) {
                case ConstantVector(Vector value, _) -> encoding.write(value, 0, out);
                case DictionaryVector(Vector dictionary, int[] ids, _) -> encoding.write(dictionary, ids[row], out);
                default -> encoding.write(from, row, out);
            }
        };
    }

    private static AvroEncoding union(DataType type, Schema union, String name) {
        List<Schema> branches = union.getTypes();
        int none = -1;
        int branch = -1;
        AvroEncoding found = null;
        for (int i = 0; i < branches.size(); i++) {
            if (branches.get(i).getType() == Schema.Type.NULL) {
                none = i;
            } else if (found == null) {
                found = value(type, branches.get(i), name);
                branch = i;
            }
        }
        if (found == null && type != Atomic.NULL) throw mismatch(type, union, name);
        int nullBranch = none;
        int valueBranch = branch;
        AvroEncoding encoding = found;
        return laidFlat((from, row, out) -> {
            if (encoding == null || from.isNull(row)) {
                if (nullBranch < 0) {
                    throw ErrorCondition.AVRO_CANNOT_WRITE_NULL_FIELD
                            .error()
                            .with("name", name)
                            .with("dataType", "union")
                            .build();
                }
                out.writeIndex(nullBranch);
                out.writeNull();
            } else {
                out.writeIndex(valueBranch);
                encoding.write(from, row, out);
            }
        });
    }

    private static @Nullable AvroEncoding value(DataType type, Schema schema, String name) {
        Schema.Type form = schema.getType();
        return switch (type) {
            case Atomic atomic -> atomic(atomic, schema, name);
            case DataType.YearMonthInterval _ -> form == Schema.Type.INT ? AvroEncoding::ints : null;
            case DataType.DayTimeInterval _ -> form == Schema.Type.LONG ? AvroEncoding::longs : null;
            case DataType.Decimal decimal -> decimal(decimal, schema, name);
            case DataType.Array(DataType element, _) -> {
                if (form != Schema.Type.ARRAY) yield null;
                AvroEncoding each = of(element, schema.getElementType(), name);
                yield (from, row, out) -> {
                    var list = (ArrayVector) from;
                    int count = list.lengths()[row];
                    out.writeArrayStart();
                    out.setItemCount(count);
                    for (int i = 0; i < count; i++) {
                        out.startItem();
                        each.write(list.elements(), list.offsets()[row] + i, out);
                    }
                    out.writeArrayEnd();
                };
            }
            case DataType.Map(DataType key, DataType value, _) -> {
                if (form != Schema.Type.MAP || key != Atomic.STRING) yield null;
                AvroEncoding each = of(value, schema.getValueType(), name);
                AvroEncoding text = laidFlat(AvroEncoding::bytes);
                yield (from, row, out) -> {
                    var map = (MapVector) from;
                    int count = map.lengths()[row];
                    out.writeMapStart();
                    out.setItemCount(count);
                    for (int i = 0; i < count; i++) {
                        out.startItem();
                        text.write(map.keys(), map.offsets()[row] + i, out);
                        each.write(map.values(), map.offsets()[row] + i, out);
                    }
                    out.writeMapEnd();
                };
            }
            case DataType.Struct struct -> {
                if (form != Schema.Type.RECORD) yield null;
                OfRecord fields = record(struct, schema, name);
                yield (from, row, out) -> fields.write(((StructVector) from).fields(), row, out);
            }
        };
    }

    /// Writes a row's columns as a record.
    @FunctionalInterface
    interface OfRecord {
        void write(Vector[] columns, int row, Encoder out) throws IOException;
    }

    /// Columns go to fields by name: each to one. A field without a column must be one that may be null.
    static OfRecord record(DataType.Struct struct, Schema schema, String path) {
        if (schema.getType() != Schema.Type.RECORD) throw mismatch(struct, schema, path.isEmpty() ? "record" : path);
        List<Schema.Field> fields = schema.getFields();
        int[] columns = columns(struct, fields, path);
        AvroEncoding[] encodings = new AvroEncoding[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Schema.Field field = fields.get(i);
            DataType type =
                    columns[i] < 0 ? Atomic.NULL : struct.field(columns[i]).type();
            encodings[i] = of(type, field.schema(), path.isEmpty() ? field.name() : path + "." + field.name());
        }
        Vector nothing = new dev.sluice.vector.NullVector(1);
        return (values, row, out) -> {
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] < 0) {
                    encodings[i].write(nothing, 0, out);
                } else {
                    encodings[i].write(values[columns[i]], row, out);
                }
            }
        };
    }

    /// For each field the column that goes there, or -1.
    private static int[] columns(DataType.Struct struct, List<Schema.Field> fields, String path) {
        List<String> names = fields.stream().map(Schema.Field::name).toList();
        int[] columns = new int[names.size()];
        Arrays.fill(columns, -1);
        for (int i = 0; i < struct.size(); i++) {
            int place = FieldNames.indexOf(names, struct.field(i).name());
            if (place < 0 || columns[place] >= 0) {
                throw ErrorCondition.AVRO_COLUMN_WITHOUT_FIELD
                        .error()
                        .with("name", Field.quote(struct.field(i).name()))
                        .with("path", path.isEmpty() ? "the top" : path)
                        .build();
            }
            columns[place] = i;
        }
        return columns;
    }

    private static @Nullable AvroEncoding atomic(Atomic type, Schema schema, String name) {
        Schema.Type form = schema.getType();
        return switch (type) {
            case BOOLEAN ->
                form == Schema.Type.BOOLEAN
                        ? (from, row, out) -> out.writeBoolean(((BooleanVector) from).values()[row])
                        : null;
            case BYTE, SHORT, INT, DATE -> form == Schema.Type.INT ? AvroEncoding::ints : null;
            case LONG -> form == Schema.Type.LONG ? AvroEncoding::longs : null;
            case TIMESTAMP ->
                switch (schema.getLogicalType()) {
                    case null -> form == Schema.Type.LONG ? AvroEncoding::millis : null;
                    case LogicalTypes.TimestampMillis _ -> AvroEncoding::millis;
                    case LogicalTypes.TimestampMicros _ -> AvroEncoding::longs;
                    default -> null;
                };
            case TIMESTAMP_NTZ ->
                switch (schema.getLogicalType()) {
                    case null -> form == Schema.Type.LONG ? AvroEncoding::millis : null;
                    case LogicalTypes.LocalTimestampMillis _ -> AvroEncoding::millis;
                    case LogicalTypes.LocalTimestampMicros _ -> AvroEncoding::longs;
                    default -> null;
                };
            case FLOAT ->
                form == Schema.Type.FLOAT
                        ? (from, row, out) -> out.writeFloat(((FloatVector) from).values()[row])
                        : null;
            case DOUBLE ->
                form == Schema.Type.DOUBLE
                        ? (from, row, out) -> out.writeDouble(((DoubleVector) from).values()[row])
                        : null;
            case STRING ->
                switch (form) {
                    case STRING, BYTES -> AvroEncoding::bytes;
                    case ENUM ->
                        (from, row, out) -> {
                            String symbol = ((BytesVector) from).string(row);
                            if (!schema.hasEnumSymbol(symbol)) throw unfit("'" + symbol + "'", type, schema, name);
                            out.writeEnum(schema.getEnumOrdinal(symbol));
                        };
                    default -> null;
                };
            case BINARY ->
                switch (form) {
                    case BYTES -> AvroEncoding::bytes;
                    case FIXED ->
                        (from, row, out) -> {
                            var bytes = (BytesVector) from;
                            if (bytes.lengths()[row] != schema.getFixedSize()) {
                                throw unfit(bytes.lengths()[row] + " bytes", type, schema, name);
                            }
                            out.writeFixed(bytes.bytes(), bytes.offsets()[row], schema.getFixedSize());
                        };
                    default -> null;
                };
            case CALENDAR_INTERVAL -> null;
            case NULL -> form == Schema.Type.NULL ? (_, _, out) -> out.writeNull() : null;
        };
    }

    private static @Nullable AvroEncoding decimal(DataType.Decimal type, Schema schema, String name) {
        if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal said)) return null;
        if (said.getScale() != type.scale() || said.getPrecision() != type.precision()) return null;
        if (schema.getType() == Schema.Type.BYTES) {
            return (from, row, out) -> out.writeBytes(unscaled(from, row));
        }
        int length = schema.getFixedSize();
        return (from, row, out) -> {
            byte[] least = unscaled(from, row);
            if (least.length > length) throw unfit(least.length + " bytes", type, schema, name);
            byte[] bytes = new byte[length];
            if (least[0] < 0) Arrays.fill(bytes, (byte) -1);
            System.arraycopy(least, 0, bytes, length - least.length, least.length);
            out.writeFixed(bytes);
        };
    }

    private static byte[] unscaled(Vector from, int row) {
        BigDecimal value = Objects.requireNonNull(((DecimalVector) from).values()[row]);
        return value.unscaledValue().toByteArray();
    }

    private static void ints(Vector from, int row, Encoder out) throws IOException {
        out.writeInt(((IntVector) from).values()[row]);
    }

    private static void longs(Vector from, int row, Encoder out) throws IOException {
        out.writeLong(((LongVector) from).values()[row]);
    }

    private static void millis(Vector from, int row, Encoder out) throws IOException {
        out.writeLong(Math.floorDiv(((LongVector) from).values()[row], 1_000));
    }

    private static void bytes(Vector from, int row, Encoder out) throws IOException {
        var text = (BytesVector) from;
        out.writeBytes(text.bytes(), text.offsets()[row], text.lengths()[row]);
    }
}
