package dev.sluice.analyzer;

import dev.sluice.analyzer.FunctionBinder.Said;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Expression;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.BoundAggregate;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls of aggregates: what is said between their brackets and behind them.
///
/// @param expressions for what goes into the aggregate
/// @param text of the call, which stands outside
record AggregateCalls(ExpressionAnalyzer expressions, FunctionBinder binder, SqlText text) {

    /// An aggregate with its types decided, and what goes into it.
    record Aggregated(
            BoundAggregate function,
            List<Expression> arguments,
            @Nullable Expression filter) {}

    /// Binds a call; what it says of distinct values is left to the caller.
    Aggregated bound(AggregateFunction function, Expr.Call written) {
        Expr.Call said = AggregateClauses.plain(function, written);
        Expr.Call call = inOrder(said);
        AggregateClauses.checkOrder(function, said, text);
        if (function.name().equals("count") && call.args().isEmpty()) throw countOfNothing(call);
        boolean rows = function.name().equals("count")
                && call.args().size() == 1
                && call.args().getFirst() instanceof Expr.Star;
        List<Expression> arguments =
                rows ? List.of() : FunctionBinder.withDefaults(function, expressions.analyzeAll(call.args()));
        var asSaid = new Said(
                function.name(),
                said.order().isEmpty()
                        ? text.of(said)
                        : text.of(new Expr.Call(said.name(), call.args(), false, null, said.at())),
                call.args().stream().map(text::of).toList(),
                call.at());
        BoundAggregate bound = binder.aggregate(
                function, asSaid, arguments, AggregateClauses.order(said), said.nulls() == Expr.Nulls.RESPECTED);
        arguments = FunctionBinder.cast(arguments, bound.parameters(), call.at());
        if (arguments.stream().anyMatch(LambdaCalls::readsParameter)) throw misplaced(said, text);
        if (!arguments.stream().allMatch(Expression::deterministic)) {
            throw ErrorCondition.AGGREGATE_OF_CHANCE
                    .error()
                    .with("sqlExpr", '"' + text.of(said) + '"')
                    .at(said.at())
                    .build();
        }
        // What is put in order is no argument of listagg.
        int keys = function.name().equals("listagg") ? said.order().size() : 0;
        ConstantArguments.check(
                text.zone(),
                function.name(),
                arguments.subList(keys, arguments.size()),
                new Said(
                        asSaid.name(),
                        asSaid.text(),
                        asSaid.arguments().subList(keys, asSaid.arguments().size()),
                        asSaid.at()));
        return new Aggregated(bound, arguments, call.filter() == null ? null : filter(call.filter()));
    }

    /// The keys of `WITHIN GROUP` are the first arguments.
    private static Expr.Call inOrder(Expr.Call call) {
        if (call.order().isEmpty()) return call;
        return call.withArgs(Stream.concat(call.order().stream().map(Relation.SortKey::value), call.args().stream())
                .toList());
    }

    /// Gathers the call.
    Expression gathered(AggregateFunction function, Expr.Call call, AggregateCollector into) {
        Aggregated aggregated = bound(function, call);
        if (aggregated.function().name().equals("collect_set")
                && aggregated.arguments().getFirst().type().hasMap()) {
            throw ErrorCondition.UNSUPPORTED_INPUT_TYPE
                    .error()
                    .with("sqlExpr", '"' + text.of(call) + '"')
                    .with("functionName", "`collect_set`")
                    .with("dataType", "\"MAP\" or \"COLLATED STRING\"")
                    .at(call.at())
                    .build();
        }
        return into.add(
                aggregated.function(), aggregated.arguments(), call.distinct(), aggregated.filter(), text.of(call));
    }

    private Expression filter(Expr said) {
        Expression filter = expressions.analyze(said);
        if (filter.type() == Atomic.BOOLEAN) return filter;
        throw ErrorCondition.INVALID_AGGREGATE_FILTER_NOT_BOOLEAN
                .error()
                .with("filterExpr", '"' + text.of(said) + '"')
                .at(said.at())
                .build();
    }

    /// An aggregate where there are no groups.
    static SluiceException misplaced(Expr.Call call, SqlText text) {
        return ErrorCondition.UNSUPPORTED_EXPR_FOR_OPERATOR
                .error()
                .with("invalidExprSqls", '"' + text.of(call) + '"')
                .at(call.at())
                .build();
    }

    private static SluiceException countOfNothing(Expr.Call call) {
        return ErrorCondition.WRONG_NUM_ARGS_WITH_SUGGESTION
                .error()
                .with("functionName", "`count`")
                .with("expectedNum", " >= 1")
                .with("actualNum", 0)
                .with("legacyNum", 0)
                .with("legacyConfKey", "\"spark.sql.legacy.allowParameterlessCount\"")
                .with("legacyConfValue", "\"true\"")
                .at(call.at())
                .build();
    }
}
