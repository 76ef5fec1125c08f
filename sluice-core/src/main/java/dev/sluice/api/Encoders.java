package dev.sluice.api;

import dev.sluice.encoder.Encoder;
import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;

/// Says how objects of a class are kept in columns, with Spark's names.
///
/// ```java
/// record Word(String text, long count) {}
/// Dataset<Word> words = session.table("words").as(Encoders.record(Word.class));
/// ```
public final class Encoders {

    private Encoders() {}

    public static Encoder<Boolean> BOOLEAN() {
        return Encoder.of(Boolean.class);
    }

    public static Encoder<Byte> BYTE() {
        return Encoder.of(Byte.class);
    }

    public static Encoder<Short> SHORT() {
        return Encoder.of(Short.class);
    }

    public static Encoder<Integer> INT() {
        return Encoder.of(Integer.class);
    }

    public static Encoder<Long> LONG() {
        return Encoder.of(Long.class);
    }

    public static Encoder<Float> FLOAT() {
        return Encoder.of(Float.class);
    }

    public static Encoder<Double> DOUBLE() {
        return Encoder.of(Double.class);
    }

    public static Encoder<String> STRING() {
        return Encoder.of(String.class);
    }

    public static Encoder<byte[]> BINARY() {
        return Encoder.of(byte[].class);
    }

    /// Decimals of 38 digits, 18 of them behind the point.
    public static Encoder<BigDecimal> DECIMAL() {
        return Encoder.of(BigDecimal.class);
    }

    public static Encoder<LocalDate> LOCALDATE() {
        return Encoder.of(LocalDate.class);
    }

    public static Encoder<Instant> INSTANT() {
        return Encoder.of(Instant.class);
    }

    public static Encoder<Timestamp> TIMESTAMP() {
        return Encoder.of(Timestamp.class);
    }

    public static Encoder<Date> DATE() {
        return Encoder.of(Date.class);
    }

    public static Encoder<LocalDateTime> LOCALDATETIME() {
        return Encoder.of(LocalDateTime.class);
    }

    public static Encoder<Duration> DURATION() {
        return Encoder.of(Duration.class);
    }

    public static Encoder<Period> PERIOD() {
        return Encoder.of(Period.class);
    }

    /// A class with a constructor without parameters, getters and setters. Its columns are in the order of their names.
    public static <T> Encoder<T> bean(Class<T> type) {
        return Encoder.bean(type);
    }

    /// A record. Its columns are in the order of its components.
    public static <T> Encoder<T> record(Class<T> type) {
        return Encoder.record(type);
    }

    /// Rows of a schema, columns in its order.
    public static Encoder<Row> row(DataType.Struct schema) {
        return Encoder.ofValues(
                Row.class, schema, values -> JavaValues.row(values, schema), row -> JavaValues.fromRow(row, schema));
    }

    public static Encoder<Row> row(StructType schema) {
        return row(schema.struct());
    }

    public static <A, B> Encoder<Tuple2<A, B>> tuple(Encoder<A> a, Encoder<B> b) {
        return Encoder.tuple(Tuple2.class, a, b);
    }

    public static <A, B, C> Encoder<Tuple3<A, B, C>> tuple(Encoder<A> a, Encoder<B> b, Encoder<C> c) {
        return Encoder.tuple(Tuple3.class, a, b, c);
    }

    public static <A, B, C, D> Encoder<Tuple4<A, B, C, D>> tuple(
            Encoder<A> a, Encoder<B> b, Encoder<C> c, Encoder<D> d) {
        return Encoder.tuple(Tuple4.class, a, b, c, d);
    }

    public static <A, B, C, D, E> Encoder<Tuple5<A, B, C, D, E>> tuple(
            Encoder<A> a, Encoder<B> b, Encoder<C> c, Encoder<D> d, Encoder<E> e) {
        return Encoder.tuple(Tuple5.class, a, b, c, d, e);
    }
}
