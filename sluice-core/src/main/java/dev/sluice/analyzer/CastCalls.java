package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Expression;
import dev.sluice.function.cast.Casts;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;

/// Casts that were said: refuses those that there are not, and tells what to call instead.
final class CastCalls {

    private CastCalls() {}

    static Expression of(Expr.Cast cast, Expression value, SqlText text) {
        if (Casts.isAllowed(value.type(), cast.type())) {
            return DataType.sameIgnoringNullability(value.type(), cast.type())
                    ? value
                    : new Expression.Cast(value, cast.type(), cast.isTry(), cast.at());
        }
        String instead = functionInstead(value.type(), cast.type());
        throw (instead.isEmpty() ? ErrorCondition.CAST_WITHOUT_SUGGESTION : ErrorCondition.CAST_WITH_FUNC_SUGGESTION)
                .error()
                .with("functionNames", instead)
                .with("sqlExpr", '"' + text.of(cast) + '"')
                .with("srcType", '"' + value.type().sql() + '"')
                .with("targetType", '"' + cast.type().sql() + '"')
                .at(cast.at())
                .build();
    }

    /// What to call where a cast is not allowed; empty if nothing does it.
    private static String functionInstead(DataType from, DataType to) {
        if (from.isIntegral() && to == Atomic.DATE) return "`DATE_FROM_UNIX_DATE`";
        if (from == Atomic.DATE && to.isIntegral()) return "`UNIX_DATE`";
        return "";
    }
}
