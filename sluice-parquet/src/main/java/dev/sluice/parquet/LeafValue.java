package dev.sluice.parquet;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
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
import dev.sluice.vector.VectorBuilder.Longs;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.function.LongFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/// Appends a value of a leaf, which is not null, to a column of the type that is asked for.
@FunctionalInterface
interface LeafValue {

    /// 1970-01-01 in days as astronomers count them.
    long JULIAN_EPOCH = 2_440_588;

    /// How many digits whole numbers may have.
    int INT_DIGITS = 10;

    int LONG_DIGITS = 20;

    void append(ColumnReader from, VectorBuilder to);

    /// @param path of the file, for errors
    /// @throws SluiceException if such a leaf can't be read as such a type
    static LeafValue of(ColumnDescriptor leaf, DataType asked, Footer footer, String path) {
        PrimitiveType type = leaf.getPrimitiveType();
        String column = Arrays.toString(leaf.getPath());
        String actual = type.getPrimitiveTypeName().name();
        LongFunction<SluiceException> outside =
                value -> mismatch(path, column, asked, actual + " with the value " + value);
        LeafValue value = switch (asked) {
            case Atomic atomic -> atomic(type, atomic, footer.spark(), outside);
            case DataType.YearMonthInterval _ -> is(type, PrimitiveTypeName.INT32) ? LeafValue::ints : null;
            case DataType.DayTimeInterval _ -> is(type, PrimitiveTypeName.INT64) ? LeafValue::longs : null;
            case DataType.Decimal decimal -> decimal(type, decimal);
            case DataType.Array _, DataType.Map _, DataType.Struct _ -> null;
        };
        if (value != null) return value;
        throw mismatch(path, column, asked, actual);
    }

    /// Says that a column is of another type than the one that is asked for.
    static SluiceException mismatch(String path, String column, DataType asked, String actual) {
        return ErrorCondition.PARQUET_COLUMN_DATA_TYPE_MISMATCH
                .error()
                .with("path", path.startsWith("/") ? "file://" + path : path)
                .with("column", column)
                .with("expectedType", asked.simpleString())
                .with("actualType", actual)
                .build();
    }

    /// @param outside what is thrown for a value that the type does not hold
    private static @Nullable LeafValue atomic(
            PrimitiveType type, Atomic asked, SparkNotes notes, LongFunction<SluiceException> outside) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation && asked != Atomic.BINARY) return null;
        PrimitiveTypeName name = type.getPrimitiveTypeName();
        return switch (asked) {
            case BOOLEAN ->
                name == PrimitiveTypeName.BOOLEAN ? (from, to) -> ((Booleans) to).append(from.getBoolean()) : null;
            case BYTE -> name == PrimitiveTypeName.INT32 ? ints(Byte.MIN_VALUE, Byte.MAX_VALUE, outside) : null;
            case SHORT -> name == PrimitiveTypeName.INT32 ? ints(Short.MIN_VALUE, Short.MAX_VALUE, outside) : null;
            case INT -> {
                if (name != PrimitiveTypeName.INT32) yield null;
                yield isUnsigned(meaning) ? ints(0, Integer.MAX_VALUE, outside) : LeafValue::ints;
            }
            case DATE -> {
                if (name != PrimitiveTypeName.INT32) yield null;
                yield notes.hasJulianDates()
                        ? (from, to) -> ((Ints) to).append(JulianCalendar.days(from.getInteger()))
                        : LeafValue::ints;
            }
            case LONG ->
                switch (name) {
                    case INT64 -> isUnsigned(meaning) ? longs(outside) : LeafValue::longs;
                    case INT32 -> {
                        boolean unsigned = isUnsigned(meaning);
                        yield (from, to) -> ((Longs) to).append(whole(from, unsigned));
                    }
                    default -> null;
                };
            case TIMESTAMP -> instant(name, meaning, notes);
            case TIMESTAMP_NTZ -> {
                boolean plain = meaning instanceof TimestampLogicalTypeAnnotation said && !said.isAdjustedToUTC();
                // A type that the writers of old did not have.
                yield plain && name == PrimitiveTypeName.INT64 ? instant(name, meaning, SparkNotes.NONE) : null;
            }
            case FLOAT -> name == PrimitiveTypeName.FLOAT ? (from, to) -> ((Floats) to).append(from.getFloat()) : null;
            case DOUBLE ->
                switch (name) {
                    case DOUBLE -> (from, to) -> ((Doubles) to).append(from.getDouble());
                    case FLOAT -> (from, to) -> ((Doubles) to).append(from.getFloat());
                    case INT32 -> {
                        boolean unsigned = isUnsigned(meaning);
                        yield (from, to) -> ((Doubles) to).append((double) whole(from, unsigned));
                    }
                    default -> null;
                };
            case STRING -> name == PrimitiveTypeName.BINARY ? LeafValue::bytes : null;
            case BINARY ->
                name == PrimitiveTypeName.BINARY || name == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                        ? LeafValue::bytes
                        : null;
            case CALENDAR_INTERVAL, NULL -> null;
        };
    }

    private static @Nullable LeafValue instant(
            PrimitiveTypeName name, @Nullable LogicalTypeAnnotation meaning, SparkNotes notes) {
        ZoneId zone = notes.zone();
        if (name == PrimitiveTypeName.INT96) {
            return notes.hasJulianInt96()
                    ? (from, to) -> ((Longs) to).append(JulianCalendar.micros(int96(from), zone))
                    : (from, to) -> ((Longs) to).append(int96(from));
        }
        if (name != PrimitiveTypeName.INT64 || !(meaning instanceof TimestampLogicalTypeAnnotation timestamp)) {
            return null;
        }
        boolean millis = timestamp.getUnit() == TimeUnit.MILLIS;
        if (!millis && timestamp.getUnit() != TimeUnit.MICROS) return null;
        if (notes.hasJulianDates()) {
            long factor = millis ? 1_000 : 1;
            return (from, to) ->
                    ((Longs) to).append(JulianCalendar.micros(Math.multiplyExact(from.getLong(), factor), zone));
        }
        return millis ? (from, to) -> ((Longs) to).append(Math.multiplyExact(from.getLong(), 1_000)) : LeafValue::longs;
    }

    private static @Nullable LeafValue decimal(PrimitiveType type, DataType.Decimal asked) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        int scale = 0;
        int whole = type.getPrimitiveTypeName() == PrimitiveTypeName.INT32 ? INT_DIGITS : LONG_DIGITS;
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            scale = decimal.getScale();
            whole = decimal.getPrecision() - scale;
        }
        if (scale > asked.scale() || whole > asked.precision() - asked.scale()) return null;
        int from = scale;
        int to = asked.scale();
        boolean unsigned = isUnsigned(meaning);
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> (in, out) -> append(out, BigDecimal.valueOf(whole(in, unsigned), from), to);
            case INT64 ->
                unsigned
                        ? (in, out) -> append(out, new BigDecimal(Long.toUnsignedString(in.getLong())), to)
                        : (in, out) -> append(out, BigDecimal.valueOf(in.getLong(), from), to);
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                meaning instanceof DecimalLogicalTypeAnnotation
                        ? (in, out) -> append(
                                out,
                                new BigDecimal(new BigInteger(in.getBinary().getBytesUnsafe()), from),
                                to)
                        : null;
            default -> null;
        };
    }

    private static void append(VectorBuilder out, BigDecimal value, int scale) {
        ((Decimals) out).append(value.setScale(scale));
    }

    private static void ints(ColumnReader from, VectorBuilder to) {
        ((Ints) to).append(from.getInteger());
    }

    private static LeafValue ints(int least, int largest, LongFunction<SluiceException> outside) {
        return (from, to) -> {
            int value = from.getInteger();
            if (value < least || value > largest) throw outside.apply(value);
            ((Ints) to).append(value);
        };
    }

    private static long whole(ColumnReader from, boolean unsigned) {
        int value = from.getInteger();
        return unsigned ? Integer.toUnsignedLong(value) : value;
    }

    /// Of what is said to have no sign: the upper half is beyond our numbers.
    private static LeafValue longs(LongFunction<SluiceException> outside) {
        return (from, to) -> {
            long value = from.getLong();
            if (value < 0) throw outside.apply(value);
            ((Longs) to).append(value);
        };
    }

    private static void longs(ColumnReader from, VectorBuilder to) {
        ((Longs) to).append(from.getLong());
    }

    private static void bytes(ColumnReader from, VectorBuilder to) {
        ByteBuffer view = from.getBinary().toByteBuffer();
        ((Bytes) to).append(view.array(), view.arrayOffset() + view.position(), view.remaining());
    }

    /// Nanoseconds of the day, then the day.
    private static long int96(ColumnReader from) {
        ByteBuffer view = from.getBinary().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = view.getLong(view.position());
        long day = view.getInt(view.position() + 8);
        long days = day - JULIAN_EPOCH;
        long micros = Math.floorDiv(nanos, 1_000);
        // The midnight before the first instants of all can't be said.
        return days < 0
                ? Math.addExact(Math.multiplyExact(days + 1, LeafWriter.DAY_MICROS), micros - LeafWriter.DAY_MICROS)
                : Math.addExact(Math.multiplyExact(days, LeafWriter.DAY_MICROS), micros);
    }

    private static boolean is(PrimitiveType type, PrimitiveTypeName name) {
        return type.getPrimitiveTypeName() == name && type.getLogicalTypeAnnotation() == null;
    }

    private static boolean isUnsigned(@Nullable LogicalTypeAnnotation meaning) {
        return meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation ints && !ints.isSigned();
    }
}
