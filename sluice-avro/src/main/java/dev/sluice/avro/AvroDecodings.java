package dev.sluice.avro;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FieldNames;
import dev.sluice.file.JulianCalendar;
import dev.sluice.file.SparkNotes;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.VectorBuilder.Booleans;
import dev.sluice.vector.VectorBuilder.Bytes;
import dev.sluice.vector.VectorBuilder.Decimals;
import dev.sluice.vector.VectorBuilder.Doubles;
import dev.sluice.vector.VectorBuilder.Floats;
import dev.sluice.vector.VectorBuilder.Ints;
import dev.sluice.vector.VectorBuilder.Lists;
import dev.sluice.vector.VectorBuilder.Longs;
import dev.sluice.vector.VectorBuilder.Maps;
import dev.sluice.vector.VectorBuilder.Structs;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/// Makes decodings of what a schema says.
///
/// @param notes of the file, by which dates and timestamps count
record AvroDecodings(SparkNotes notes) {

    /// @param wanted which columns are read; the builders of the others are left alone
    AvroDecoding.OfRecord record(Schema schema, DataType.Struct asked, boolean[] wanted) {
        Place[] places = places(schema, asked, wanted, "");
        return (in, columns) -> {
            boolean[] seen = new boolean[columns.length];
            for (Place place : inOrder(in, places)) {
                if (place.column < 0) {
                    GenericDatumReader.skip(place.schema, in);
                } else {
                    place.decoding.read(in, columns[place.column]);
                    seen[place.column] = true;
                }
            }
            for (int i = 0; i < columns.length; i++) {
                if (wanted[i] && !seen[i]) columns[i].appendNull();
            }
        };
    }

    AvroDecoding of(Schema schema, DataType asked, String path) {
        AvroDecoding decoding =
                schema.getType() == Schema.Type.UNION ? union(schema, asked, path) : value(schema, asked, path);
        if (decoding != null) return decoding;
        throw incompatible(AvroTypes.type(schema).simpleString(), asked, path);
    }

    private static SluiceException incompatible(String written, DataType asked, String path) {
        return ErrorCondition.AVRO_INCOMPATIBLE_READ_TYPE
                .error()
                .with("avroPath", path.isEmpty() ? "top-level record" : "field '" + path + "'")
                .with("sqlPath", path.isEmpty() ? "top-level record" : "field '" + path + "'")
                .with("avroType", written)
                .with("sqlType", "\"" + asked.sql() + "\"")
                .build();
    }

    /// Where a field of a record goes.
    ///
    /// @param column -1 for nowhere
    record Place(Schema schema, int column, AvroDecoding decoding) {}

    private Place[] places(Schema record, DataType.Struct asked, boolean @Nullable [] wanted, String path) {
        List<Schema.Field> fields = record.getFields();
        Place[] places = new Place[fields.size()];
        int[] columns = columns(fields, asked);
        for (int i = 0; i < places.length; i++) {
            Schema.Field field = fields.get(i);
            int column = columns[i];
            boolean read = column >= 0 && (wanted == null || wanted[column]);
            String inner = path.isEmpty() ? field.name() : path + "." + field.name();
            AvroDecoding decoding = read
                    ? of(field.schema(), asked.field(column).type(), inner)
                    : (in, _) -> GenericDatumReader.skip(field.schema(), in);
            places[i] = new Place(field.schema(), read ? column : -1, decoding);
        }
        return places;
    }

    /// For each field the column that it goes to: no two of them to the same.
    static int[] columns(List<Schema.Field> fields, DataType.Struct asked) {
        List<String> names = fields.stream().map(Schema.Field::name).toList();
        int[] columns = new int[names.size()];
        Arrays.fill(columns, -1);
        for (int i = 0; i < asked.size(); i++) {
            int place = FieldNames.indexOf(names, asked.field(i).name());
            if (place >= 0 && columns[place] < 0) columns[place] = i;
        }
        return columns;
    }

    /// The fields as the bytes have them: in the writer's order, if the reader has a schema of its own.
    private static Place[] inOrder(Decoder in, Place[] places) throws IOException {
        if (!(in instanceof ResolvingDecoder resolving)) return places;
        Schema.Field[] order = resolving.readFieldOrder();
        Place[] ordered = new Place[order.length];
        for (int i = 0; i < order.length; i++) ordered[i] = places[order[i].pos()];
        return ordered;
    }

    private @Nullable AvroDecoding union(Schema union, DataType asked, String path) {
        List<Schema> branches = union.getTypes();
        List<Schema> values = AvroTypes.branches(union);
        // A field for each branch, as AvroTypes has it.
        boolean members =
                values.size() > 1 && asked instanceof DataType.Struct struct && struct.size() == values.size();
        AvroDecoding[] decodings = new AvroDecoding[branches.size()];
        for (int i = 0; i < decodings.length; i++) {
            Schema branch = branches.get(i);
            if (branch.getType() == Schema.Type.NULL) {
                decodings[i] = (in, out) -> {
                    in.readNull();
                    out.appendNull();
                };
            } else {
                int member = values.indexOf(branch);
                decodings[i] = members
                        ? member(
                                of(
                                        branch,
                                        ((DataType.Struct) asked).field(member).type(),
                                        path),
                                member,
                                values.size())
                        : of(branch, asked, path);
            }
        }
        return (in, out) -> decodings[in.readIndex()].read(in, out);
    }

    /// A branch of a union that became a struct: the others are null.
    private static AvroDecoding member(AvroDecoding decoding, int member, int count) {
        return (in, out) -> {
            var struct = (Structs) out;
            for (int i = 0; i < count; i++) {
                if (i == member) {
                    decoding.read(in, struct.field(i));
                } else {
                    struct.field(i).appendNull();
                }
            }
            struct.endRow();
        };
    }

    private @Nullable AvroDecoding value(Schema schema, DataType asked, String path) {
        LogicalType meaning = schema.getLogicalType();
        return switch (schema.getType()) {
            case NULL ->
                (in, out) -> {
                    in.readNull();
                    out.appendNull();
                };
            case BOOLEAN -> asked == Atomic.BOOLEAN ? (in, out) -> ((Booleans) out).append(in.readBoolean()) : null;
            case INT -> ints(asked, path);
            case LONG -> longs(meaning, asked);
            case FLOAT ->
                switch (asked) {
                    case Atomic.FLOAT -> (in, out) -> ((Floats) out).append(in.readFloat());
                    case Atomic.DOUBLE -> (in, out) -> ((Doubles) out).append(in.readFloat());
                    default -> null;
                };
            case DOUBLE -> asked == Atomic.DOUBLE ? (in, out) -> ((Doubles) out).append(in.readDouble()) : null;
            case STRING -> asked == Atomic.STRING || asked == Atomic.BINARY ? text() : null;
            case ENUM -> {
                if (asked != Atomic.STRING) yield null;
                List<byte[]> symbols = schema.getEnumSymbols().stream()
                        .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
                        .toList();
                yield (in, out) -> {
                    byte[] symbol = symbols.get(in.readEnum());
                    ((Bytes) out).append(symbol, 0, symbol.length);
                };
            }
            case BYTES -> bytes(meaning, asked);
            case FIXED -> fixed(schema.getFixedSize(), meaning, asked);
            case ARRAY -> asked instanceof DataType.Array array ? array(schema, array, path) : null;
            case MAP -> asked instanceof DataType.Map map && map.key() == Atomic.STRING ? map(schema, map, path) : null;
            case RECORD -> asked instanceof DataType.Struct struct ? struct(schema, struct, path) : null;
            case UNION -> throw new IllegalArgumentException("a union is no value");
        };
    }

    private @Nullable AvroDecoding ints(DataType asked, String path) {
        return switch (asked) {
            case Atomic.BYTE -> ints(Byte.MIN_VALUE, Byte.MAX_VALUE, asked, path);
            case Atomic.SHORT -> ints(Short.MIN_VALUE, Short.MAX_VALUE, asked, path);
            case Atomic.DATE ->
                notes.hasJulianDates()
                        ? (in, out) -> ((Ints) out).append(JulianCalendar.days(in.readInt()))
                        : (in, out) -> ((Ints) out).append(in.readInt());
            case Atomic.INT -> (in, out) -> ((Ints) out).append(in.readInt());
            case DataType.YearMonthInterval _ -> (in, out) -> ((Ints) out).append(in.readInt());
            case Atomic.LONG -> (in, out) -> ((Longs) out).append(in.readInt());
            case Atomic.DOUBLE -> (in, out) -> ((Doubles) out).append(in.readInt());
            default -> null;
        };
    }

    private static AvroDecoding ints(int least, int largest, DataType asked, String path) {
        return (in, out) -> {
            int value = in.readInt();
            if (value < least || value > largest) throw incompatible("int with the value " + value, asked, path);
            ((Ints) out).append(value);
        };
    }

    private @Nullable AvroDecoding longs(@Nullable LogicalType meaning, DataType asked) {
        boolean millis =
                meaning instanceof LogicalTypes.TimestampMillis || meaning instanceof LogicalTypes.LocalTimestampMillis;
        boolean time = millis
                || meaning instanceof LogicalTypes.TimestampMicros
                || meaning instanceof LogicalTypes.LocalTimestampMicros;
        return switch (asked) {
            case Atomic.TIMESTAMP, Atomic.TIMESTAMP_NTZ -> {
                if (!time && meaning != null) yield null;
                long factor = millis || meaning == null ? 1_000 : 1; // a bare number is in milliseconds, as in Spark
                ZoneId zone = notes.zone();
                yield asked == Atomic.TIMESTAMP && notes.hasJulianDates()
                        ? (in, out) -> ((Longs) out)
                                .append(JulianCalendar.micros(Math.multiplyExact(in.readLong(), factor), zone))
                        : (in, out) -> ((Longs) out).append(Math.multiplyExact(in.readLong(), factor));
            }
            case Atomic.LONG -> time ? null : (in, out) -> ((Longs) out).append(in.readLong());
            case DataType.DayTimeInterval _ -> (in, out) -> ((Longs) out).append(in.readLong());
            default -> null;
        };
    }

    private static AvroDecoding text() {
        return new AvroDecoding() {
            private Utf8 text = new Utf8();

            @Override
            public void read(Decoder in, VectorBuilder out) throws IOException {
                text = in.readString(text);
                ((Bytes) out).append(text.getBytes(), 0, text.getByteLength());
            }
        };
    }

    private static @Nullable AvroDecoding bytes(@Nullable LogicalType meaning, DataType asked) {
        if (asked == Atomic.BINARY || (asked == Atomic.STRING && meaning == null)) {
            return (in, out) -> {
                ByteBuffer bytes = in.readBytes(null);
                ((Bytes) out).append(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            };
        }
        if (!(asked instanceof DataType.Decimal decimal) || !(meaning instanceof LogicalTypes.Decimal said))
            return null;
        if (!holds(decimal, said)) return null;
        return (in, out) -> {
            ByteBuffer bytes = in.readBytes(null);
            byte[] unscaled = Arrays.copyOfRange(
                    bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.arrayOffset() + bytes.limit());
            append(out, unscaled, said.getScale(), decimal.scale());
        };
    }

    private static @Nullable AvroDecoding fixed(int length, @Nullable LogicalType meaning, DataType asked) {
        if (asked == Atomic.BINARY) {
            return (in, out) -> {
                byte[] bytes = new byte[length];
                in.readFixed(bytes);
                ((Bytes) out).append(bytes, 0, length);
            };
        }
        if (!(asked instanceof DataType.Decimal decimal) || !(meaning instanceof LogicalTypes.Decimal said))
            return null;
        if (!holds(decimal, said)) return null;
        return (in, out) -> {
            byte[] bytes = new byte[length];
            in.readFixed(bytes);
            append(out, bytes, said.getScale(), decimal.scale());
        };
    }

    private static boolean holds(DataType.Decimal asked, LogicalTypes.Decimal said) {
        return asked.scale() >= said.getScale()
                && asked.precision() - asked.scale() >= said.getPrecision() - said.getScale();
    }

    private static void append(VectorBuilder out, byte[] unscaled, int scale, int asked) {
        ((Decimals) out).append(new BigDecimal(new BigInteger(unscaled), scale).setScale(asked));
    }

    private AvroDecoding array(Schema schema, DataType.Array asked, String path) {
        AvroDecoding element = of(schema.getElementType(), asked.element(), path + ".element");
        return (in, out) -> {
            var list = (Lists) out;
            for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
                for (long i = 0; i < count; i++) element.read(in, list.elements());
            }
            list.endRow();
        };
    }

    private AvroDecoding map(Schema schema, DataType.Map asked, String path) {
        AvroDecoding key = text();
        AvroDecoding value = of(schema.getValueType(), asked.value(), path + ".value");
        return (in, out) -> {
            var map = (Maps) out;
            for (long count = in.readMapStart(); count > 0; count = in.mapNext()) {
                for (long i = 0; i < count; i++) {
                    key.read(in, map.keys());
                    value.read(in, map.values());
                }
            }
            map.endRow();
        };
    }

    private AvroDecoding struct(Schema schema, DataType.Struct asked, String path) {
        Place[] places = places(schema, asked, null, path);
        return (in, out) -> {
            var struct = (Structs) out;
            int row = struct.size();
            for (Place place : inOrder(in, places)) {
                if (place.column < 0) {
                    GenericDatumReader.skip(place.schema, in);
                } else {
                    place.decoding.read(in, struct.field(place.column));
                }
            }
            for (int i = 0; i < asked.size(); i++) {
                if (struct.field(i).size() == row) struct.field(i).appendNull();
            }
            struct.endRow();
        };
    }
}
