package dev.sluice.avro;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
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
import org.apache.avro.LogicalType;
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
            case Atomic atomic -> atomic(atomic, schema);
            case DataType.DayTimeInterval _ ->
                form == Schema.Type.LONG ? (from, row, out) -> out.writeLong(longOf(from, row)) : null;
            case DataType.Decimal(_, int scale) -> decimal(scale, schema);
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

    /// Columns go to fields by name; a field without a column must be one that may be null.
    static OfRecord record(DataType.Struct struct, Schema schema, String path) {
        List<Schema.Field> fields = schema.getFields();
        int[] columns = new int[fields.size()];
        AvroEncoding[] encodings = new AvroEncoding[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Schema.Field field = fields.get(i);
            columns[i] = struct.indexOf(field.name());
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

    private static @Nullable AvroEncoding atomic(Atomic type, Schema schema) {
        Schema.Type form = schema.getType();
        LogicalType meaning = schema.getLogicalType();
        return switch (type) {
            case BOOLEAN ->
                form == Schema.Type.BOOLEAN
                        ? (from, row, out) -> out.writeBoolean(((BooleanVector) from).values()[row])
                        : null;
            case BYTE, SHORT, INT, DATE, YEAR_MONTH_INTERVAL ->
                form == Schema.Type.INT ? (from, row, out) -> out.writeInt(((IntVector) from).values()[row]) : null;
            case LONG -> form == Schema.Type.LONG ? (from, row, out) -> out.writeLong(longOf(from, row)) : null;
            case TIMESTAMP, TIMESTAMP_NTZ -> {
                if (form != Schema.Type.LONG) yield null;
                boolean millis = meaning == null
                        || meaning instanceof LogicalTypes.TimestampMillis
                        || meaning instanceof LogicalTypes.LocalTimestampMillis;
                yield millis
                        ? (from, row, out) -> out.writeLong(Math.floorDiv(longOf(from, row), 1_000))
                        : (from, row, out) -> out.writeLong(longOf(from, row));
            }
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
                        (from, row, out) -> out.writeEnum(schema.getEnumOrdinal(((BytesVector) from).string(row)));
                    default -> null;
                };
            case BINARY ->
                switch (form) {
                    case BYTES -> AvroEncoding::bytes;
                    case FIXED ->
                        (from, row, out) -> {
                            var bytes = (BytesVector) from;
                            if (bytes.lengths()[row] != schema.getFixedSize()) {
                                throw new IOException(bytes.lengths()[row] + " bytes for " + schema);
                            }
                            out.writeFixed(bytes.bytes(), bytes.offsets()[row], schema.getFixedSize());
                        };
                    default -> null;
                };
            case NULL -> form == Schema.Type.NULL ? (_, _, out) -> out.writeNull() : null;
        };
    }

    private static @Nullable AvroEncoding decimal(int scale, Schema schema) {
        if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal said) || said.getScale() != scale) return null;
        if (schema.getType() == Schema.Type.BYTES) {
            return (from, row, out) -> out.writeBytes(unscaled(from, row));
        }
        int length = schema.getFixedSize();
        return (from, row, out) -> {
            byte[] least = unscaled(from, row);
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

    private static long longOf(Vector from, int row) {
        return ((LongVector) from).values()[row];
    }

    private static void bytes(Vector from, int row, Encoder out) throws IOException {
        var text = (BytesVector) from;
        out.writeBytes(text.bytes(), text.offsets()[row], text.lengths()[row]);
    }
}
