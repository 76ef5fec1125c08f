package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.error.SourcePosition;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;

/// The fields of `EXTRACT(field FROM value)`.
final class ExtractField {

    private ExtractField() {}

    /// The function that gives the field.
    ///
    /// @param field in lower case
    static String function(String field) {
        return switch (field) {
            case "years", "y", "yr", "yrs" -> "year";
            case "months", "mon", "mons" -> "month";
            case "days", "d" -> "day";
            case "hours", "h", "hr", "hrs" -> "hour";
            case "minutes", "m", "min", "mins" -> "minute";
            case "seconds", "s", "sec", "secs" -> "second";
            case "qtr" -> "quarter";
            case "weeks", "w", "week" -> "weekofyear";
            case "dow" -> "dayofweek";
            case "doy" -> "dayofyear";
            default -> field;
        };
    }

    /// The second of the minute with its fraction, which no function gives: `second(…)` has none.
    static Expr seconds(Expr time) {
        SourcePosition at = time.at();
        Expr minute = new Expr.Literal(60_000_000L, Atomic.LONG, at);
        Expr million = new Expr.Literal(new BigDecimal(1_000_000), new DataType.Decimal(7, 0), at);
        Expr micros = Expr.call("pmod", at, Expr.call("unix_micros", at, time), minute);
        Expr exact = new Expr.Cast(micros, new DataType.Decimal(14, 0), false, at);
        return new Expr.Cast(Expr.call("/", at, exact, million), new DataType.Decimal(8, 6), false, at);
    }
}
