package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.expression.Expression;
import dev.sluice.function.CallContext;
import java.time.ZoneId;
import java.util.List;

/// What aggregates want to know before there are rows: which percentage, how exact, and which delimiter.
final class ConstantArguments {

    private ConstantArguments() {}

    /// @param arguments in the types that the function wants
    static void check(ZoneId zone, String function, List<Expression> arguments, FunctionBinder.Said said) {
        switch (function) {
            case "percentile_cont", "percentile_disc" -> percentages(zone, arguments.get(1), said);
            case "percentile" -> {
                if (arguments.size() > 1) percentages(zone, arguments.get(1), said);
            }
            case "percentile_approx" -> {
                percentages(zone, arguments.get(1), said);
                if (arguments.size() > 2) accuracy(zone, arguments.get(2), said);
            }
            case "approx_count_distinct" -> {
                if (arguments.size() > 1) foldable(arguments.get(1), 1, "relativeSD", said);
            }
            case "histogram_numeric" -> bins(zone, arguments.get(1), said);
            case "listagg" -> {
                if (arguments.size() > 1) foldable(arguments.get(1), 1, "delimiter", said);
            }
            default -> {}
        }
    }

    private static void percentages(ZoneId zone, Expression argument, FunctionBinder.Said said) {
        foldable(argument, 1, "percentage", said);
        Object value = EvaluatorCompiler.constant(argument, new CallContext(zone, 0));
        List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        for (Object each : all) {
            if (each instanceof Double part && (part < 0 || part > 1)) {
                throw outOfRange(said, "percentage", "[0.0, 1.0]", part + "D");
            }
        }
    }

    private static void accuracy(ZoneId zone, Expression argument, FunctionBinder.Said said) {
        foldable(argument, 2, "accuracy", said);
        Object value = EvaluatorCompiler.constant(argument, new CallContext(zone, 0));
        if (value instanceof Long accuracy && (accuracy <= 0 || accuracy > Integer.MAX_VALUE)) {
            throw outOfRange(said, "accuracy", "(0, " + Integer.MAX_VALUE + "]", accuracy + "L");
        }
    }

    private static void bins(ZoneId zone, Expression argument, FunctionBinder.Said said) {
        foldable(argument, 1, "nb", said);
        if (!(EvaluatorCompiler.constant(argument, new CallContext(zone, 0)) instanceof Integer bins)) {
            throw ErrorCondition.UNEXPECTED_NULL
                    .error()
                    .with("sqlExpr", '"' + said.text() + '"')
                    .with("exprName", "nb")
                    .at(said.at())
                    .build();
        }
        if (bins < 2) throw outOfRange(said, "nb", "[2, " + Integer.MAX_VALUE + "]", bins.toString());
    }

    private static RuntimeException outOfRange(FunctionBinder.Said said, String name, String range, String value) {
        return ErrorCondition.VALUE_OUT_OF_RANGE
                .error()
                .with("sqlExpr", '"' + said.text() + '"')
                .with("exprName", name)
                .with("valueRange", range)
                .with("currentValue", value)
                .at(said.at())
                .build();
    }

    private static void foldable(Expression argument, int position, String name, FunctionBinder.Said said) {
        if (argument.foldable()) return;
        throw ErrorCondition.NON_FOLDABLE_INPUT
                .error()
                .with("sqlExpr", '"' + said.text() + '"')
                .with("inputName", "`" + name + "`")
                .with("inputType", '"' + argument.type().sql() + '"')
                .with("inputExpr", '"' + said.arguments().get(position) + '"')
                .at(said.at())
                .build();
    }
}
