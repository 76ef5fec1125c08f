package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Expression;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Optional;

/// `uniform(least, most, seed)` is `least + (most - least) * rand(seed)`, in the type of both.
final class UniformCall {

    private final ExpressionAnalyzer outside;
    private final SqlText text;

    UniformCall(ExpressionAnalyzer outside, SqlText text) {
        this.outside = outside;
        this.text = text;
    }

    Expression analyze(Expr.Call call) {
        if (call.args().size() != 2 && call.args().size() != 3) throw outside.wrongCount(call, "[2, 3]");
        Expr least = call.args().get(0);
        Expr most = call.args().get(1);
        requireConstant(call, "min", least);
        requireConstant(call, "max", most);
        Expr from = new Expr.Cast(least, Atomic.DOUBLE, false, call.at());
        Expr width = Expr.call("-", call.at(), new Expr.Cast(most, Atomic.DOUBLE, false, call.at()), from);
        Expr chance = new Expr.Call("rand", call.args().subList(2, call.args().size()), false, null, call.at());
        Expr value = Expr.call("+", call.at(), from, Expr.call("*", call.at(), width, chance));
        return outside.analyze(new Expr.Cast(value, type(call, least, most), false, call.at()));
    }

    private void requireConstant(Expr.Call call, String parameter, Expr argument) {
        if (outside.analyze(argument).foldable()) return;
        var said = new FunctionBinder.Said(call.name(), text.of(call), List.of(), call.at());
        throw FunctionBinder.notFoldable(parameter, "integer or floating-point", said, text.of(argument));
    }

    private DataType type(Expr.Call call, Expr least, Expr most) {
        DataType one = outside.analyze(least).type();
        DataType other = outside.analyze(most).type();
        Optional<DataType> type = ImplicitCasts.common(one, other);
        if (type.isPresent() && one.isNumeric() && other.isNumeric()) return type.get();
        boolean first = !one.isNumeric();
        throw ErrorCondition.UNEXPECTED_INPUT_TYPE
                .error()
                .with("sqlExpr", '"' + text.of(call) + '"')
                .with("paramIndex", first ? "first" : "second")
                .with("requiredType", "\"NUMERIC\"")
                .with("inputSql", '"' + text.of(first ? least : most) + '"')
                .with("inputType", '"' + (first ? one : other).sql() + '"')
                .at(call.at())
                .build();
    }
}
