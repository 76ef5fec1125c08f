package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.type.DataType.Atomic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Functions that are said in terms of others, so that what they do not need is not computed either.
final class Rewrites {

    private static final Set<String> FIELDS = Set.of(
            "year",
            "quarter",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "weekofyear",
            "dayofweek",
            "dayofyear",
            "dow_iso",
            "dayofweek_iso",
            "yearofweek");

    private Rewrites() {}

    /// What the call means, or the call itself.
    ///
    /// @param text writes an expression as Spark does
    static Expr of(Expr.Call call, Function<Expr, String> text) {
        List<Expr> args = call.args();
        Expr zero = new Expr.Literal(0, Atomic.INT, call.at());
        Expr nothing = new Expr.Literal(null, Atomic.NULL, call.at());
        return switch (call.name().toLowerCase(Locale.ROOT)) {
            case "zeroifnull" -> args.size() == 1 ? Expr.call("coalesce", call.at(), args.getFirst(), zero) : call;
            case "nullifzero" -> args.size() == 1 ? Expr.call("nullif", call.at(), args.getFirst(), zero) : call;
            case "decode" -> args.size() > 2 ? decoded(call) : call;
            case "assert_true" ->
                switch (args.size()) {
                    case 1 ->
                        asserted(
                                call,
                                new Expr.Literal(notTrue(text.apply(args.getFirst())), Atomic.STRING, call.at()),
                                nothing);
                    case 2 -> asserted(call, args.get(1), nothing);
                    default -> call;
                };
            default -> call;
        };
    }

    /// A field that is called as functions are, or one of [#isoField].
    static boolean isField(String field) {
        return FIELDS.contains(field);
    }

    static SluiceException unknownField(String field, String source, @Nullable SourcePosition at) {
        return ErrorCondition.INVALID_EXTRACT_FIELD
                .error()
                .with("field", "`" + field + "`")
                .with("expr", '"' + source + '"')
                .at(at)
                .build();
    }

    /// The fields of ISO weeks, for which there are no functions: the day, from 1 for Monday, and the year, which is
    /// that of the week's Thursday.
    static Expr isoField(String field, Expr date) {
        SourcePosition at = date.at();
        Expr weekday = Expr.call("weekday", at, date);
        if (!field.equals("yearofweek")) return Expr.call("+", at, weekday, new Expr.Literal(1, Atomic.INT, at));
        Expr toThursday = Expr.call("-", at, new Expr.Literal(3, Atomic.INT, at), weekday);
        return Expr.call("year", at, Expr.call("date_add", at, date, toThursday));
    }

    /// What `assert_true` says of a condition that is not.
    static String notTrue(String condition) {
        return "'" + condition + "' is not true!";
    }

    private static Expr asserted(Expr.Call call, Expr message, Expr nothing) {
        return Expr.call(
                "if", call.at(), call.args().getFirst(), nothing, Expr.call("raise_error", call.at(), message));
    }

    /// Values and what they stand for follow each other behind the first argument; one left over is for all others.
    private static Expr decoded(Expr.Call call) {
        List<Expr> args = call.args();
        List<Expr.When> whens = new ArrayList<>();
        for (int i = 1; i + 1 < args.size(); i += 2) {
            whens.add(new Expr.When(Expr.call("<=>", call.at(), args.getFirst(), args.get(i)), args.get(i + 1)));
        }
        return new Expr.Case(null, whens, args.size() % 2 == 0 ? args.getLast() : null, call.at());
    }
}
