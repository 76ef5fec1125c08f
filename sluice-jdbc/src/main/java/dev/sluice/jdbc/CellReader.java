package dev.sluice.jdbc;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Takes a column's values out of a result, in the forms of `dev.sluice.vector.Values`.
interface CellReader {

    /// @param i the column, from 1
    @Nullable
    Object read(ResultSet rows, int i) throws SQLException;

    static CellReader of(DataType type, Dialect dialect) {
        if (type instanceof DataType.Decimal(int precision, int scale)) {
            return (rows, i) -> {
                BigDecimal value = rows.getBigDecimal(i);
                if (value == null) return null;
                BigDecimal scaled = value.setScale(scale, RoundingMode.HALF_UP);
                return scaled.precision() > precision ? null : scaled;
            };
        }
        return switch ((Atomic) type) {
            case BOOLEAN -> (rows, i) -> orNull(rows.getBoolean(i), rows);
            case BYTE, SHORT, INT -> (rows, i) -> orNull(rows.getInt(i), rows);
            case LONG -> (rows, i) -> orNull(rows.getLong(i), rows);
            case FLOAT -> (rows, i) -> orNull(rows.getFloat(i), rows);
            case DOUBLE -> (rows, i) -> orNull(rows.getDouble(i), rows);
            case STRING -> ResultSet::getString;
            case BINARY -> ResultSet::getBytes;
            case DATE -> dialect.takesJavaTime() ? CellReader::day : CellReader::oldDay;
            case TIMESTAMP -> CellReader::instant;
            case TIMESTAMP_NTZ -> dialect.takesJavaTime() ? CellReader::wall : CellReader::oldWall;
            case CALENDAR_INTERVAL, NULL -> (_, _) -> null;
        };
    }

    private static @Nullable Object orNull(Object value, ResultSet rows) throws SQLException {
        return rows.wasNull() ? null : value;
    }

    private static @Nullable Object day(ResultSet rows, int i) throws SQLException {
        LocalDate day = rows.getObject(i, LocalDate.class);
        return day == null ? null : Math.toIntExact(day.toEpochDay());
    }

    private static @Nullable Object oldDay(ResultSet rows, int i) throws SQLException {
        Date day = rows.getDate(i);
        return day == null ? null : Math.toIntExact(day.toLocalDate().toEpochDay());
    }

    private static @Nullable Object instant(ResultSet rows, int i) throws SQLException {
        Timestamp time = rows.getTimestamp(i);
        return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
    }

    private static @Nullable Object wall(ResultSet rows, int i) throws SQLException {
        LocalDateTime time = rows.getObject(i, LocalDateTime.class);
        return time == null ? null : micros(time);
    }

    private static @Nullable Object oldWall(ResultSet rows, int i) throws SQLException {
        Timestamp time = rows.getTimestamp(i);
        return time == null ? null : micros(time.toLocalDateTime());
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
    }
}
