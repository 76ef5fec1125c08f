package dev.sluice.api;

import dev.sluice.error.ErrorCondition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A program's values as constants in SQL, for the markers of a statement.
public final class SqlArguments {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private SqlArguments() {}

    /// @param value null, a value of a type that a Row can hold, a list or map of such, or an array of them
    public static String sql(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            case Byte number -> inBrackets(number + "Y");
            case Short number -> inBrackets(number + "S");
            case Integer number -> number == Integer.MIN_VALUE ? "(INT('" + number + "'))" : inBrackets("" + number);
            case Long number -> number == Long.MIN_VALUE ? "(BIGINT('" + number + "'))" : inBrackets(number + "L");
            case Float number -> "(FLOAT('" + number + "'))";
            case Double number -> "(DOUBLE('" + number + "'))";
            case BigDecimal number -> inBrackets(number.toPlainString() + "BD");
            case String text -> quoted(text);
            case byte[] bytes -> "X'" + HexFormat.of().formatHex(bytes) + "'";
            case LocalDate date -> "DATE'" + date + "'";
            case java.sql.Date date -> "DATE'" + date + "'";
            case Instant time -> "TIMESTAMP'" + TIME.format(time.atOffset(ZoneOffset.UTC)) + "Z'";
            case java.sql.Timestamp time -> sql(time.toInstant());
            case LocalDateTime time -> "TIMESTAMP_NTZ'" + TIME.format(time) + "'";
            case Period months -> "make_ym_interval(0, " + months.toTotalMonths() + ")";
            case Duration span -> "make_dt_interval(0, 0, 0, " + seconds(span) + ")";
            case Collection<?> items -> call("array", items.stream());
            case Object[] items -> call("array", Stream.of(items));
            case Map<?, ?> map ->
                call("map", map.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())));
            default ->
                throw ErrorCondition.UNSUPPORTED_EXPR_FOR_PARAMETER
                        .error()
                        .with("invalidExprSql", value.getClass().getName())
                        .build();
        };
    }

    /// So that a minus before it does not begin a comment.
    private static String inBrackets(String number) {
        return number.startsWith("-") ? "(" + number + ")" : number;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String seconds(Duration span) {
        return BigDecimal.valueOf(span.toNanos() / 1000, 6).toPlainString() + "BD";
    }

    private static String call(String function, Stream<?> arguments) {
        return arguments.map(SqlArguments::sql).collect(Collectors.joining(", ", function + "(", ")"));
    }
}
