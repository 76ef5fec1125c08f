package dev.sluice.api;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;

/// The types of columns with the names that Spark's programs know them by.
public final class DataTypes {

    public static final DataType StringType = Atomic.STRING;
    public static final DataType BinaryType = Atomic.BINARY;
    public static final DataType BooleanType = Atomic.BOOLEAN;
    public static final DataType DateType = Atomic.DATE;
    public static final DataType TimestampType = Atomic.TIMESTAMP;
    public static final DataType TimestampNTZType = Atomic.TIMESTAMP_NTZ;
    public static final DataType DoubleType = Atomic.DOUBLE;
    public static final DataType FloatType = Atomic.FLOAT;
    public static final DataType ByteType = Atomic.BYTE;
    public static final DataType IntegerType = Atomic.INT;
    public static final DataType LongType = Atomic.LONG;
    public static final DataType ShortType = Atomic.SHORT;
    public static final DataType CalendarIntervalType = Atomic.CALENDAR_INTERVAL;
    public static final DataType NullType = Atomic.NULL;

    private DataTypes() {}

    public static DataType createArrayType(DataType element) {
        return createArrayType(element, true);
    }

    public static DataType createArrayType(DataType element, boolean containsNull) {
        return new DataType.Array(element, containsNull);
    }

    public static DataType createArrayType(StructType element) {
        return createArrayType(element.struct());
    }

    public static DataType createMapType(DataType key, DataType value) {
        return createMapType(key, value, true);
    }

    public static DataType createMapType(DataType key, DataType value, boolean valueContainsNull) {
        return new DataType.Map(key, value, valueContainsNull);
    }

    public static DataType createDecimalType(int precision, int scale) {
        return new DataType.Decimal(precision, scale);
    }

    /// Spark's, of 10 digits before the point.
    public static DataType createDecimalType() {
        return createDecimalType(10, 0);
    }

    public static StructField createStructField(String name, DataType type, boolean nullable) {
        return new StructField(name, type, nullable);
    }

    public static StructField createStructField(String name, DataType type, boolean nullable, Metadata metadata) {
        return createStructField(name, type, nullable);
    }

    public static StructField createStructField(String name, StructType type, boolean nullable) {
        return createStructField(name, type.struct(), nullable);
    }

    public static StructType createStructType(StructField[] fields) {
        return new StructType(fields);
    }

    public static StructType createStructType(List<StructField> fields) {
        return new StructType(fields.toArray(StructField[]::new));
    }
}
