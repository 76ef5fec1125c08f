package dev.sluice.encoder;

import static java.lang.invoke.MethodType.methodType;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.VectorBuilder;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Java types that are one value: a method each that takes it from a column, and one that appends it.
final class Scalars {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /// @param value the Java type the methods deal in: the primitive, where there is one
    private record Entry(DataType type, Class<?> value) {}

    private static final Map<Class<?>, Entry> ENTRIES = entries();

    private Scalars() {}

    private static Map<Class<?>, Entry> entries() {
        Map<Class<?>, Entry> entries = new HashMap<>();
        Map<Class<?>, DataType> types = Map.ofEntries(
                Map.entry(boolean.class, Atomic.BOOLEAN),
                Map.entry(byte.class, Atomic.BYTE),
                Map.entry(short.class, Atomic.SHORT),
                Map.entry(int.class, Atomic.INT),
                Map.entry(long.class, Atomic.LONG),
                Map.entry(float.class, Atomic.FLOAT),
                Map.entry(double.class, Atomic.DOUBLE),
                Map.entry(String.class, Atomic.STRING),
                Map.entry(byte[].class, Atomic.BINARY),
                Map.entry(BigDecimal.class, new DataType.Decimal(38, 18)),
                Map.entry(BigInteger.class, new DataType.Decimal(38, 0)),
                Map.entry(LocalDate.class, Atomic.DATE),
                Map.entry(Instant.class, Atomic.TIMESTAMP),
                Map.entry(java.sql.Date.class, Atomic.DATE),
                Map.entry(Timestamp.class, Atomic.TIMESTAMP),
                Map.entry(LocalDateTime.class, Atomic.TIMESTAMP_NTZ),
                Map.entry(Duration.class, DataType.DayTimeInterval.DAY_TO_SECOND),
                Map.entry(Period.class, DataType.YearMonthInterval.YEAR_TO_MONTH));
        types.forEach((java, type) -> {
            var entry = new Entry(type, java);
            entries.put(java, entry);
            entries.put(MethodType.methodType(java).wrap().returnType(), entry);
        });
        return entries;
    }

    static Optional<Shape> of(Class<?> javaType) {
        return Optional.ofNullable(ENTRIES.get(javaType)).map(entry -> new Shape.Scalar(javaType, entry.type));
    }

    /// `(ordinal, cursor) -> value`, where the column is not null there.
    static MethodHandle reader(Class<?> javaType) {
        Class<?> value = value(javaType);
        return find("read", methodType(value, int.class, Cursor.class));
    }

    /// `(value, builder) -> void`, where the value is not null.
    static MethodHandle writer(Class<?> javaType) {
        Class<?> value = value(javaType);
        return find("write", methodType(void.class, value, VectorBuilder.class));
    }

    /// Whether there are values of the type that its column can't hold.
    static boolean mayNotFit(Class<?> javaType) {
        return !value(javaType).isPrimitive() && javaType != String.class && javaType != byte[].class;
    }

    private static Class<?> value(Class<?> javaType) {
        return Objects.requireNonNull(ENTRIES.get(javaType), "no value").value;
    }

    /// The method of that type; its name says what it makes: `readLong`, `writeBytes`.
    private static MethodHandle find(String verb, MethodType type) {
        Class<?> value = type.returnType() == void.class ? type.parameterType(0) : type.returnType();
        String noun = value == byte[].class ? "Bytes" : value.getSimpleName();
        try {
            return LOOKUP.findStatic(
                    Scalars.class, verb + Character.toUpperCase(noun.charAt(0)) + noun.substring(1), type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- called through handles; not private, since nobody names them

    static boolean readBoolean(int ordinal, Cursor at) {
        return ((BooleanVector) at.columns[ordinal]).values()[at.row];
    }

    static byte readByte(int ordinal, Cursor at) {
        return (byte) readInt(ordinal, at);
    }

    static short readShort(int ordinal, Cursor at) {
        return (short) readInt(ordinal, at);
    }

    static int readInt(int ordinal, Cursor at) {
        return ((IntVector) at.columns[ordinal]).values()[at.row];
    }

    static long readLong(int ordinal, Cursor at) {
        return ((LongVector) at.columns[ordinal]).values()[at.row];
    }

    static float readFloat(int ordinal, Cursor at) {
        return ((FloatVector) at.columns[ordinal]).values()[at.row];
    }

    static double readDouble(int ordinal, Cursor at) {
        return ((DoubleVector) at.columns[ordinal]).values()[at.row];
    }

    static String readString(int ordinal, Cursor at) {
        return ((BytesVector) at.columns[ordinal]).string(at.row);
    }

    static byte[] readBytes(int ordinal, Cursor at) {
        return ((BytesVector) at.columns[ordinal]).copy(at.row);
    }

    static BigDecimal readBigDecimal(int ordinal, Cursor at) {
        return Objects.requireNonNull(((DecimalVector) at.columns[ordinal]).values()[at.row]);
    }

    static BigInteger readBigInteger(int ordinal, Cursor at) {
        return readBigDecimal(ordinal, at).toBigInteger();
    }

    static LocalDate readLocalDate(int ordinal, Cursor at) {
        return LocalDate.ofEpochDay(readInt(ordinal, at));
    }

    static Instant readInstant(int ordinal, Cursor at) {
        long micros = readLong(ordinal, at);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    static java.sql.Date readDate(int ordinal, Cursor at) {
        return SqlTimes.date(readLocalDate(ordinal, at));
    }

    static Timestamp readTimestamp(int ordinal, Cursor at) {
        return SqlTimes.timestamp(readInstant(ordinal, at));
    }

    static LocalDateTime readLocalDateTime(int ordinal, Cursor at) {
        return LocalDateTime.ofInstant(readInstant(ordinal, at), ZoneOffset.UTC);
    }

    static Duration readDuration(int ordinal, Cursor at) {
        return Duration.of(readLong(ordinal, at), ChronoUnit.MICROS);
    }

    static Period readPeriod(int ordinal, Cursor at) {
        return Period.ofMonths(readInt(ordinal, at)).normalized();
    }

    static void writeBoolean(boolean value, VectorBuilder to) {
        ((VectorBuilder.Booleans) to).append(value);
    }

    static void writeByte(byte value, VectorBuilder to) {
        writeInt(value, to);
    }

    static void writeShort(short value, VectorBuilder to) {
        writeInt(value, to);
    }

    static void writeInt(int value, VectorBuilder to) {
        ((VectorBuilder.Ints) to).append(value);
    }

    static void writeLong(long value, VectorBuilder to) {
        ((VectorBuilder.Longs) to).append(value);
    }

    static void writeFloat(float value, VectorBuilder to) {
        ((VectorBuilder.Floats) to).append(value);
    }

    static void writeDouble(double value, VectorBuilder to) {
        ((VectorBuilder.Doubles) to).append(value);
    }

    static void writeString(String value, VectorBuilder to) {
        ((VectorBuilder.Bytes) to).append(value);
    }

    static void writeBytes(byte[] value, VectorBuilder to) {
        ((VectorBuilder.Bytes) to).append(value, 0, value.length);
    }

    /// Rounded to the column's scale, as Spark rounds it.
    static void writeBigDecimal(BigDecimal value, VectorBuilder to) {
        // A number of so many digits need not be made whole to be refused.
        if ((long) value.precision() - value.scale() > 38) throw misfit(value, BigDecimal.class, null);
        BigDecimal rounded = value.setScale(18, RoundingMode.HALF_UP);
        writeDecimal(value, rounded, BigDecimal.class, to);
    }

    static void writeBigInteger(BigInteger value, VectorBuilder to) {
        writeDecimal(value, new BigDecimal(value), BigInteger.class, to);
    }

    private static void writeDecimal(Object value, BigDecimal rounded, Class<?> javaType, VectorBuilder to) {
        if (rounded.precision() > 38) throw misfit(value, javaType, null);
        ((VectorBuilder.Decimals) to).append(rounded);
    }

    static void writeLocalDate(LocalDate value, VectorBuilder to) {
        try {
            writeInt(Math.toIntExact(value.toEpochDay()), to);
        } catch (ArithmeticException e) {
            throw misfit(value, LocalDate.class, e);
        }
    }

    static void writeInstant(Instant value, VectorBuilder to) {
        try {
            writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, value), to);
        } catch (ArithmeticException e) {
            throw misfit(value, Instant.class, e);
        }
    }

    static void writeDate(java.sql.Date value, VectorBuilder to) {
        writeLocalDate(SqlTimes.localDate(value), to);
    }

    static void writeTimestamp(Timestamp value, VectorBuilder to) {
        writeInstant(SqlTimes.instant(value), to);
    }

    static void writeLocalDateTime(LocalDateTime value, VectorBuilder to) {
        try {
            writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, value.toInstant(ZoneOffset.UTC)), to);
        } catch (ArithmeticException e) {
            throw misfit(value, LocalDateTime.class, e);
        }
    }

    static void writeDuration(Duration value, VectorBuilder to) {
        try {
            writeLong(Math.addExact(Math.multiplyExact(value.getSeconds(), 1_000_000L), value.getNano() / 1_000), to);
        } catch (ArithmeticException e) {
            throw misfit(value, Duration.class, e);
        }
    }

    static void writePeriod(Period value, VectorBuilder to) {
        try {
            writeInt(Math.toIntExact(value.toTotalMonths()), to);
        } catch (ArithmeticException e) {
            throw misfit(value, Period.class, e);
        }
    }

    private static Misfit misfit(Object value, Class<?> javaType, @Nullable ArithmeticException cause) {
        return new Misfit(value, Objects.requireNonNull(ENTRIES.get(javaType)).type, cause);
    }
}
