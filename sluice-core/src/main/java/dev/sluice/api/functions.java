package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.encoder.SqlTimes;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Functions over columns, with Spark's names; its class is written small in Spark too.
///
/// Every SQL function can also be had by [#call_function] and [#expr].
public final class functions extends GeneratorCalls {

    private functions() {}

    public static Column col(String name) {
        if (name.equals("*")) return new Column(new Expr.Star(List.of(), null));
        if (name.endsWith(".*")) {
            return new Column(new Expr.Star(SqlParser.attributeName(name.substring(0, name.length() - 2)), null));
        }
        return new Column(new Expr.Name(SqlParser.attributeName(name), null, null));
    }

    public static Column column(String name) {
        return col(name);
    }

    /// A constant: null, Boolean, a number, text, bytes, or one of java.time, `java.sql.Timestamp`, `java.sql.Date`.
    ///
    /// @throws IllegalArgumentException if there is no SQL type for it
    public static Column lit(@Nullable Object value) {
        return switch (value) {
            case Column column -> column;
            case null -> literal(null, Atomic.NULL);
            case Boolean b -> literal(b, Atomic.BOOLEAN);
            case Byte n -> literal(n.intValue(), Atomic.BYTE);
            case Short n -> literal(n.intValue(), Atomic.SHORT);
            case Integer n -> literal(n, Atomic.INT);
            case Long n -> literal(n, Atomic.LONG);
            case Float n -> literal(n, Atomic.FLOAT);
            case Double n -> literal(n, Atomic.DOUBLE);
            case BigDecimal n -> {
                int scale = Math.max(0, n.scale());
                yield literal(n.setScale(scale), new DataType.Decimal(Math.max(n.precision(), scale), scale));
            }
            case Character c -> literal(c.toString(), Atomic.STRING);
            case CharSequence s -> literal(s.toString(), Atomic.STRING);
            case byte[] bytes -> literal(bytes, Atomic.BINARY);
            case LocalDate date -> literal(Math.toIntExact(date.toEpochDay()), Atomic.DATE);
            case Instant instant -> literal(ChronoUnit.MICROS.between(Instant.EPOCH, instant), Atomic.TIMESTAMP);
            case java.sql.Date date -> lit(SqlTimes.localDate(date));
            case Timestamp timestamp -> lit(SqlTimes.instant(timestamp));
            case LocalDateTime time -> literal(JavaValues.fromJava(time, Atomic.TIMESTAMP_NTZ), Atomic.TIMESTAMP_NTZ);
            case Period period ->
                literal(Math.toIntExact(period.toTotalMonths()), DataType.YearMonthInterval.YEAR_TO_MONTH);
            case Duration duration -> literal(duration.toNanos() / 1_000, DataType.DayTimeInterval.DAY_TO_SECOND);
            case CalendarInterval interval -> literal(interval, Atomic.CALENDAR_INTERVAL);
            default ->
                throw new IllegalArgumentException(
                        "no literal of " + value.getClass().getName() + ": " + value);
        };
    }

    private static Column literal(@Nullable Object value, DataType type) {
        return new Column(new Expr.Literal(value, type, null));
    }

    /// An expression in SQL, perhaps with a name: `expr("explode(split(value, ' ')) as word")`.
    public static Column expr(String sql) {
        return new Column(SqlParser.expression(sql));
    }

    /// Any SQL function by name.
    public static Column call_function(String name, Column... arguments) {
        return new Column(
                Expr.call(name, null, Arrays.stream(arguments).map(Column::expr).toArray(Expr[]::new)));
    }

    private static Column distinct(String name, Column... arguments) {
        return new Column(
                new Expr.Call(name, Arrays.stream(arguments).map(Column::expr).toList(), true, null, null));
    }

    static Column[] cols(String first, String... rest) {
        return Stream.concat(Stream.of(first), Arrays.stream(rest))
                .map(functions::col)
                .toArray(Column[]::new);
    }

    private static Column[] joined(Column first, Column... rest) {
        return Stream.concat(Stream.of(first), Arrays.stream(rest)).toArray(Column[]::new);
    }

    // ---- aggregates

    public static Column count(Column column) {
        return of("count", column);
    }

    public static Column count(String name) {
        return count(col(name));
    }

    public static Column countDistinct(Column first, Column... rest) {
        return distinct("count", joined(first, rest));
    }

    public static Column count_distinct(Column first, Column... rest) {
        return countDistinct(first, rest);
    }

    public static Column sum(Column column) {
        return of("sum", column);
    }

    public static Column sum(String name) {
        return sum(col(name));
    }

    public static Column sum_distinct(Column column) {
        return distinct("sum", column);
    }

    public static Column avg(Column column) {
        return of("avg", column);
    }

    public static Column avg(String name) {
        return avg(col(name));
    }

    public static Column mean(Column column) {
        return avg(column);
    }

    public static Column min(Column column) {
        return of("min", column);
    }

    public static Column min(String name) {
        return min(col(name));
    }

    public static Column max(Column column) {
        return of("max", column);
    }

    public static Column max(String name) {
        return max(col(name));
    }

    public static Column first(String name) {
        return first(col(name));
    }

    public static Column first(Column column) {
        return of("first", column);
    }

    public static Column last(String name) {
        return last(col(name));
    }

    public static Column last(Column column) {
        return of("last", column);
    }

    public static Column collect_list(Column column) {
        return of("collect_list", column);
    }

    public static Column collect_set(Column column) {
        return of("collect_set", column);
    }

    public static Column count_if(Column condition) {
        return of("count_if", condition);
    }

    // ---- generators

    public static Column explode(Column list) {
        return of("explode", list);
    }

    public static Column explode_outer(Column list) {
        return of("explode_outer", list);
    }

    public static Column posexplode(Column list) {
        return of("posexplode", list);
    }

    public static Column posexplode_outer(Column list) {
        return of("posexplode_outer", list);
    }

    // ---- conditions

    public static Column when(Column condition, @Nullable Object value) {
        return new Column(new Expr.Case(
                null, List.of(new Expr.When(condition.expr(), lit(value).expr())), null, null));
    }

    public static Column coalesce(Column... columns) {
        return call_function("coalesce", columns);
    }

    public static Column not(Column condition) {
        return of("not", condition);
    }

    public static Column isnull(Column column) {
        return of("isnull", column);
    }

    public static Column greatest(Column... columns) {
        return call_function("greatest", columns);
    }

    public static Column least(Column... columns) {
        return call_function("least", columns);
    }

    // ---- text

    public static Column split(Column text, String pattern) {
        return of("split", text, pattern);
    }

    public static Column split(Column text, String pattern, int limit) {
        return of("split", text, pattern, limit);
    }

    public static Column upper(Column text) {
        return of("upper", text);
    }

    public static Column lower(Column text) {
        return of("lower", text);
    }

    public static Column initcap(Column text) {
        return of("initcap", text);
    }

    public static Column length(Column text) {
        return of("length", text);
    }

    public static Column trim(Column text) {
        return of("trim", text);
    }

    public static Column ltrim(Column text) {
        return of("ltrim", text);
    }

    public static Column rtrim(Column text) {
        return of("rtrim", text);
    }

    public static Column substring(Column text, int position, int length) {
        return of("substring", text, position, length);
    }

    public static Column concat(Column... columns) {
        return call_function("concat", columns);
    }

    public static Column concat_ws(String separator, Column... columns) {
        return call_function("concat_ws", joined(lit(separator), columns));
    }

    public static Column regexp_replace(Column text, String pattern, String replacement) {
        return of("regexp_replace", text, pattern, replacement);
    }

    public static Column regexp_extract(Column text, String pattern, int group) {
        return of("regexp_extract", text, pattern, group);
    }

    // ---- numbers

    public static Column abs(Column number) {
        return of("abs", number);
    }

    public static Column round(Column number, int scale) {
        return of("round", number, scale);
    }

    public static Column round(Column number) {
        return of("round", number);
    }

    public static Column floor(Column number) {
        return of("floor", number);
    }

    public static Column ceil(Column number) {
        return of("ceil", number);
    }

    public static Column sqrt(Column number) {
        return of("sqrt", number);
    }

    public static Column pow(Column base, Column exponent) {
        return of("pow", base, exponent);
    }

    // ---- nested values

    public static Column array(Column... items) {
        return call_function("array", items);
    }

    public static Column map(Column... keysAndValues) {
        return call_function("map", keysAndValues);
    }

    public static Column struct(Column... fields) {
        return call_function("struct", fields);
    }

    public static Column struct(String first, String... rest) {
        return struct(cols(first, rest));
    }

    public static Column size(Column list) {
        return of("size", list);
    }

    public static Column array_contains(Column list, Object value) {
        return of("array_contains", list, value);
    }

    public static Column element_at(Column list, Object key) {
        return of("element_at", list, key);
    }

    public static Column sort_array(Column list) {
        return of("sort_array", list);
    }

    // ---- time

    public static Column current_timestamp() {
        return of("current_timestamp");
    }

    public static Column current_date() {
        return of("current_date");
    }

    public static Column to_date(Column text) {
        return of("to_date", text);
    }

    /// @param format such as `yyyy-MM-dd`
    public static Column to_date(Column text, String format) {
        return of("to_date", text, format);
    }

    /// @param format such as `yyyy-MM-dd HH:mm`
    public static Column to_timestamp(Column text, String format) {
        return of("to_timestamp", text, format);
    }

    public static Column to_timestamp(Column text) {
        return of("to_timestamp", text);
    }

    public static Column year(Column date) {
        return of("year", date);
    }

    public static Column month(Column date) {
        return of("month", date);
    }

    public static Column dayofmonth(Column date) {
        return of("dayofmonth", date);
    }

    public static Column hour(Column time) {
        return of("hour", time);
    }

    public static Column date_trunc(String unit, Column time) {
        return of("date_trunc", unit, time);
    }

    // ---- joins

    /// The Dataset itself: which side of a join is held in memory is decided by the planner.
    public static <T> Dataset<T> broadcast(Dataset<T> rows) {
        return rows;
    }

    // ---- order

    public static Column asc(String name) {
        return col(name).asc();
    }

    public static Column desc(String name) {
        return col(name).desc();
    }

    // ---- windows of time

    /// Windows of equal length, one after the other: `window(col("at"), "5 minutes")`.
    public static Column window(Column time, String duration) {
        return of("window", time, duration);
    }

    /// Windows that overlap where the slide is shorter than they last.
    public static Column window(Column time, String duration, String slide) {
        return of("window", time, duration, slide);
    }

    /// @param start of one of the windows, counted from 1970: `15 minutes` for windows from a quarter past
    public static Column window(Column time, String duration, String slide, String start) {
        return of("window", time, duration, slide, start);
    }

    /// The last moment in a window, so that it can be put into longer windows.
    public static Column window_time(Column window) {
        return of("window_time", window);
    }

    /// Sessions that end when nothing more has come for the gap.
    public static Column session_window(Column time, String gap) {
        return of("session_window", time, gap);
    }

    /// Sessions whose gap depends on the event.
    public static Column session_window(Column time, Column gap) {
        return of("session_window", time, gap);
    }
}
