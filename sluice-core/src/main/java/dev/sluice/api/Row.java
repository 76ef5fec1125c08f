package dev.sluice.api;

import dev.sluice.encoder.SqlTimes;
import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row of plain Java values.
///
/// The types are: Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, byte[], LocalDate for DATE,
/// Instant for TIMESTAMP, LocalDateTime for TIMESTAMP_NTZ, Duration and Period for intervals, List, Map, and Row for
/// STRUCT. (So they are in Spark with `spark.sql.datetime.java8API.enabled`.) [#getTimestamp] and [#getDate] give the
/// older classes, and where a program makes rows it may use either.
public final class Row {

    private final List<@Nullable Object> values;
    private final DataType.@Nullable Struct schema;

    Row(List<? extends @Nullable Object> values, DataType.@Nullable Struct schema) {
        this.values = Collections.unmodifiableList(new ArrayList<>(values));
        this.schema = schema;
    }

    /// A row without names, for [Session#createDataFrame].
    public static Row of(@Nullable Object... values) {
        return new Row(Arrays.asList(values), null);
    }

    public int size() {
        return values.size();
    }

    public int length() {
        return size();
    }

    /// The columns' names and types, or null if the row was made by [#of].
    public DataType.@Nullable Struct schema() {
        return schema;
    }

    public @Nullable Object get(int i) {
        return values.get(i);
    }

    public @Nullable Object apply(int i) {
        return get(i);
    }

    public boolean isNullAt(int i) {
        return values.get(i) == null;
    }

    public boolean anyNull() {
        return values.contains(null);
    }

    public boolean getBoolean(int i) {
        return (Boolean) present(i);
    }

    public byte getByte(int i) {
        return (Byte) present(i);
    }

    public short getShort(int i) {
        return (Short) present(i);
    }

    public int getInt(int i) {
        return (Integer) present(i);
    }

    public long getLong(int i) {
        return (Long) present(i);
    }

    public float getFloat(int i) {
        return (Float) present(i);
    }

    public double getDouble(int i) {
        return (Double) present(i);
    }

    public @Nullable String getString(int i) {
        return (String) get(i);
    }

    public @Nullable BigDecimal getDecimal(int i) {
        return (BigDecimal) get(i);
    }

    /// A TIMESTAMP as the older class.
    public @Nullable Timestamp getTimestamp(int i) {
        Object value = get(i);
        return value == null || value instanceof Timestamp ? (Timestamp) value : SqlTimes.timestamp((Instant) value);
    }

    /// A DATE as the older class.
    public @Nullable Date getDate(int i) {
        Object value = get(i);
        return value == null || value instanceof Date ? (Date) value : SqlTimes.date((LocalDate) value);
    }

    public @Nullable Instant getInstant(int i) {
        Object value = get(i);
        return value == null ? null : JavaValues.instant(value);
    }

    public @Nullable LocalDate getLocalDate(int i) {
        Object value = get(i);
        return value == null ? null : JavaValues.localDate(value);
    }

    public @Nullable Row getStruct(int i) {
        return (Row) get(i);
    }

    @SuppressWarnings("unchecked") // whoever asks knows the type, as in Spark
    public <T> @Nullable List<T> getList(int i) {
        return (List<T>) get(i);
    }

    @SuppressWarnings("unchecked") // whoever asks knows the type, as in Spark
    public <K, V> @Nullable Map<K, V> getJavaMap(int i) {
        return (Map<K, V>) get(i);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // whoever asks knows the type, as in Spark
    public <T> @Nullable T getAs(int i) {
        return (T) get(i);
    }

    /// The value of a column by name, case ignored.
    ///
    /// @throws IllegalArgumentException if there is no such column
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // whoever asks knows the type, as in Spark
    public <T> @Nullable T getAs(String name) {
        return (T) get(fieldIndex(name));
    }

    /// The place of a column by name, case ignored.
    ///
    /// @throws IllegalArgumentException if there is no such column
    public int fieldIndex(String name) {
        int index = schema == null ? -1 : schema.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + name + " in "
                    + (schema == null ? "a row without names" : String.valueOf(schema.names())));
        }
        return index;
    }

    /// The values; the list can't be changed.
    public List<@Nullable Object> toSeq() {
        return values;
    }

    /// The values as text, one after the other.
    public String mkString() {
        return mkString("");
    }

    public String mkString(String separator) {
        return mkString("", separator, "");
    }

    public String mkString(String start, String separator, String end) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(separator, start, end));
    }

    /// The row as a JSON object: nulls are said, times are shown in this machine's time zone, as Spark does.
    ///
    /// @throws IllegalStateException if the row has no names
    public String json() {
        return RowJson.of(this).toText();
    }

    /// As [#json], on several lines.
    public String prettyJson() {
        return RowJson.of(this).toPrettyText();
    }

    private Object present(int i) {
        return Objects.requireNonNull(values.get(i), () -> "column " + i + " is null; ask isNullAt first");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return mkString("[", ",", "]");
    }
}
