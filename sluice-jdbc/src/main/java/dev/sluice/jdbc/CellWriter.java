package dev.sluice.jdbc;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Puts values into a statement.
interface CellWriter {

    /// @param i the place, from 1
    void write(PreparedStatement statement, int i, Object value) throws SQLException;

    /// For values of a type, or null if a database has nothing for it.
    static @Nullable CellWriter of(DataType type, Dialect dialect) {
        if (type instanceof DataType.Decimal) return (into, i, value) -> into.setBigDecimal(i, (BigDecimal) value);
        if (!(type instanceof Atomic atomic)) return null;
        boolean modern = dialect.takesJavaTime();
        return switch (atomic) {
            case BOOLEAN -> (into, i, value) -> into.setBoolean(i, (Boolean) value);
            case BYTE, SHORT, INT -> (into, i, value) -> into.setInt(i, (Integer) value);
            case LONG -> (into, i, value) -> into.setLong(i, (Long) value);
            case FLOAT -> (into, i, value) -> into.setFloat(i, (Float) value);
            case DOUBLE -> (into, i, value) -> into.setDouble(i, (Double) value);
            case STRING -> (into, i, value) -> into.setString(i, (String) value);
            case BINARY -> (into, i, value) -> into.setBytes(i, (byte[]) value);
            case DATE ->
                (into, i, value) -> {
                    LocalDate day = LocalDate.ofEpochDay((Integer) value);
                    if (modern) {
                        into.setObject(i, day);
                    } else {
                        into.setDate(i, Date.valueOf(day));
                    }
                };
            case TIMESTAMP ->
                (into, i, value) -> {
                    Instant time = Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
                    if (modern) {
                        into.setObject(i, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
                    } else {
                        into.setTimestamp(i, Timestamp.from(time));
                    }
                };
            case TIMESTAMP_NTZ ->
                (into, i, value) -> {
                    Instant time = Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
                    LocalDateTime wall = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
                    if (modern) {
                        into.setObject(i, wall);
                    } else {
                        into.setTimestamp(i, Timestamp.valueOf(wall));
                    }
                };
            case CALENDAR_INTERVAL, NULL -> null;
        };
    }

    /// What a null of the type is called.
    static int nullType(DataType type, Dialect dialect) {
        if (type instanceof DataType.Decimal) return Types.NUMERIC;
        if (!(type instanceof Atomic atomic)) return Types.NULL;
        return switch (atomic) {
            case BOOLEAN -> dialect == Dialect.OTHER || dialect == Dialect.MYSQL ? Types.BIT : Types.BOOLEAN;
            case BYTE, SHORT -> Types.SMALLINT;
            case INT -> Types.INTEGER;
            case LONG -> Types.BIGINT;
            case FLOAT -> Types.REAL;
            case DOUBLE -> Types.DOUBLE;
            case STRING -> Types.VARCHAR;
            case BINARY -> Types.BINARY;
            case DATE -> Types.DATE;
            case TIMESTAMP -> dialect.takesJavaTime() ? Types.TIMESTAMP_WITH_TIMEZONE : Types.TIMESTAMP;
            case TIMESTAMP_NTZ -> Types.TIMESTAMP;
            case CALENDAR_INTERVAL, NULL -> Types.NULL;
        };
    }
}
