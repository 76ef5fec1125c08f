package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Expr.Nulls;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.AggregateFunction;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What stands behind an aggregate's brackets, `IGNORE NULLS` and `WITHIN GROUP (ORDER BY …)`, as arguments.
final class AggregateClauses {

    private static final Set<String> OF_NULLS = Set.of("first", "last");

    private AggregateClauses() {}

    /// The call that means the same without clauses, but for DISTINCT and FILTER.
    static Expr.Call plain(AggregateFunction function, Expr.Call call, SqlText text) {
        if (!call.order().isEmpty()) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "WITHIN GROUP (ORDER BY …)")
                    .at(call.at())
                    .build();
        }
        if (call.nulls() == Nulls.UNSAID) return call;
        if (!OF_NULLS.contains(function.name())) throw unsupported(call, "IGNORE NULLS");
        if (call.nulls() == Nulls.RESPECTED) return call;
        List<Expr> args = Stream.concat(
                        call.args().stream().limit(1), Stream.of(new Expr.Literal(true, Atomic.BOOLEAN, call.at())))
                .toList();
        return call.withArgs(args);
    }

    static SluiceException unsupported(Expr.Call call, String syntax) {
        return ErrorCondition.DISTINCT_NOT_AGGREGATE
                .error()
                .with("prettyName", "`" + call.name().toLowerCase(Locale.ROOT) + "`")
                .with("syntax", syntax)
                .at(call.at())
                .build();
    }
}
