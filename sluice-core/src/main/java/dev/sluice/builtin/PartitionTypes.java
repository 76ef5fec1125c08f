package dev.sluice.builtin;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.format.TimeParser;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The types that values in the names of directories look like, and the values themselves.
final class PartitionTypes {

    private static final Pattern DOUBLE =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|NaN|[+-]?Infinity");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?");

    private PartitionTypes() {}

    /// The one type that all texts fit; STRING if there is none, or nothing but nulls.
    static DataType of(List<@Nullable String> texts) {
        DataType wide = Atomic.NULL;
        for (String text : texts) {
            if (text != null) wide = wider(wide, of(text));
        }
        return wide == Atomic.NULL ? Atomic.STRING : wide;
    }

    private static DataType of(String text) {
        BigDecimal whole = whole(text);
        if (whole != null) {
            if (whole.compareTo(BigDecimal.valueOf(whole.intValue())) == 0) return Atomic.INT;
            if (whole.compareTo(BigDecimal.valueOf(whole.longValue())) == 0) return Atomic.LONG;
            if (whole.precision() <= DataType.Decimal.MAX_PRECISION) return new DataType.Decimal(whole.precision(), 0);
        }
        if (DOUBLE.matcher(text).matches()) return Atomic.DOUBLE;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (DATE.matcher(text).matches() && TimeParser.date(bytes, 0, bytes.length) != TimeParser.NONE) {
            return Atomic.DATE;
        }
        boolean time = TIMESTAMP.matcher(text).matches()
                && TimeParser.timestamp(bytes, 0, bytes.length, ZoneOffset.UTC) != TimeParser.NONE;
        return time ? Atomic.TIMESTAMP : Atomic.STRING;
    }

    private static @Nullable BigDecimal whole(String text) {
        return text.matches("[+-]?\\d{1,60}") ? new BigDecimal(text) : null;
    }

    private static DataType wider(DataType a, DataType b) {
        if (a.equals(b) || b == Atomic.NULL) return a;
        if (a == Atomic.NULL) return b;
        if (rank(a) > rank(b)) return wider(b, a);
        if (a == Atomic.INT && (b == Atomic.LONG || b == Atomic.DOUBLE)) return b;
        if ((a == Atomic.INT || a == Atomic.LONG) && b instanceof DataType.Decimal decimal) {
            return new DataType.Decimal(Math.max(decimal.precision(), a == Atomic.INT ? 10 : 20), 0);
        }
        if (a instanceof DataType.Decimal x && b instanceof DataType.Decimal y) {
            return new DataType.Decimal(Math.max(x.precision(), y.precision()), 0);
        }
        return a == Atomic.DATE && b == Atomic.TIMESTAMP ? b : Atomic.STRING;
    }

    private static int rank(DataType type) {
        if (type instanceof DataType.Decimal) return 2;
        return List.of(
                        Atomic.INT,
                        Atomic.LONG,
                        Atomic.NULL,
                        Atomic.DOUBLE,
                        Atomic.DATE,
                        Atomic.TIMESTAMP,
                        Atomic.STRING)
                .indexOf(type);
    }

    /// The value of a text in a type that it was given or that it looks like.
    ///
    /// @throws SluiceException if it is none of the type
    static Object value(String text, String column, DataType type, ZoneId zone) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return switch (type) {
                case DataType.Decimal decimal -> new BigDecimal(text).setScale(decimal.scale());
                case Atomic atomic ->
                    switch (atomic) {
                        case STRING -> text;
                        case BINARY -> bytes;
                        case BOOLEAN -> truth(text);
                        case BYTE -> (int) Byte.parseByte(text);
                        case SHORT -> (int) Short.parseShort(text);
                        case INT -> Integer.parseInt(text);
                        case LONG -> Long.parseLong(text);
                        case FLOAT -> Float.parseFloat(text);
                        case DOUBLE -> Double.parseDouble(text);
                        case DATE -> Math.toIntExact(there(TimeParser.date(bytes, 0, bytes.length)));
                        case TIMESTAMP -> there(TimeParser.timestamp(bytes, 0, bytes.length, zone));
                        case TIMESTAMP_NTZ -> there(TimeParser.wallClock(bytes, 0, bytes.length));
                        case CALENDAR_INTERVAL, NULL -> throw new IllegalArgumentException(text);
                    };
                case DataType.Interval _, DataType.Array _, DataType.Map _, DataType.Struct _ ->
                    throw new IllegalArgumentException(text);
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ErrorCondition.INVALID_PARTITION_VALUE
                    .error()
                    .with("value", "'" + text + "'")
                    .with("dataType", "\"" + type.sql() + "\"")
                    .with("columnName", Field.quote(column))
                    .build();
        }
    }

    private static boolean truth(String text) {
        if (text.equalsIgnoreCase("true")) return true;
        if (text.equalsIgnoreCase("false")) return false;
        throw new IllegalArgumentException(text);
    }

    private static long there(long parsed) {
        if (parsed == TimeParser.NONE) throw new IllegalArgumentException("no time");
        return parsed;
    }
}
