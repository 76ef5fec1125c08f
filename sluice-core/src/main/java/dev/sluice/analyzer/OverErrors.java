package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.WindowSpec;
import dev.sluice.ast.WindowSpec.Bound;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Expression;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.WindowFunction;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is refused of functions over rows, in Spark's words.
final class OverErrors {

    private OverErrors() {}

    /// A name that the SELECT's list gives further left, which a function over rows can't see.
    static void refuseLateral(Expr item, Names input, Names earlier, SqlText text) {
        Contains.overs(item)
                .forEach(over -> Contains.names(over)
                        .filter(name -> input.resolve(name).isEmpty())
                        .filter(name -> earlier.resolve(name).isPresent())
                        .findFirst()
                        .ifPresent(name -> {
                            throw ErrorCondition.LATERAL_COLUMN_ALIAS_IN_WINDOW
                                    .error()
                                    .with("lca", '`' + name.parts().getLast() + '`')
                                    .with("windowExpr", '"' + text.of(over) + '"')
                                    .at(name.at())
                                    .build();
                        }));
    }

    /// Where there are no rows to look at.
    static SluiceException misplaced(Expr.Over over, SqlText text, boolean inAggregate) {
        if (inAggregate)
            return ErrorCondition.WINDOW_IN_AGGREGATE.error().at(over.at()).build();
        return ErrorCondition.UNSUPPORTED_EXPR_FOR_OPERATOR
                .error()
                .with("invalidExprSqls", '"' + text.of(over) + '"')
                .at(over.at())
                .build();
    }

    /// A clause that is about single rows, or about groups.
    static void refuseIn(String clause, @Nullable Expr said) {
        if (said == null || !Contains.over(said)) return;
        throw ErrorCondition.WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE
                .error()
                .with("clauseName", clause)
                .at(said.at())
                .build();
    }

    static SluiceException withoutOver(Expr.Call call, SqlText text) {
        return ErrorCondition.WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE
                .error()
                .with("funcName", '"' + text.of(call) + '"')
                .at(call.at())
                .build();
    }

    static SluiceException undefined(WindowSpec window) {
        return ErrorCondition.MISSING_WINDOW_SPECIFICATION
                .error()
                .with("windowName", String.valueOf(window.name()))
                .at(window.at())
                .build();
    }

    static SluiceException unsupported(Expr.Over over, SqlText text) {
        return ErrorCondition.UNSUPPORTED_EXPR_FOR_WINDOW
                .error()
                .with("sqlExpr", '"' + text.of(over.function()) + '"')
                .at(over.at())
                .build();
    }

    // ---- what may be said of which function

    static void checkAggregate(Expr.Call call, Expr.Over over, SqlText text) {
        if (call.distinct()) {
            throw ErrorCondition.DISTINCT_WINDOW_FUNCTION_UNSUPPORTED
                    .error()
                    .with("windowExpr", '"' + text.of(over) + '"')
                    .at(over.at())
                    .build();
        }
    }

    static void checkCall(WindowFunction function, Expr.Call call) {
        boolean ofNulls = function.isNeighbour() || function == WindowFunction.NTH_VALUE;
        if (call.nulls() != Expr.Nulls.UNSAID && !ofNulls) throw AggregateClauses.unsupported(call, "IGNORE NULLS");
        if (!call.order().isEmpty()) throw AggregateClauses.unsupported(call, "WITHIN GROUP (ORDER BY ...)");
        if (call.distinct()) throw AggregateClauses.unsupported(call, "DISTINCT");
        if (call.filter() != null) throw AggregateClauses.unsupported(call, "FILTER CLAUSE");
        if (call.args().size() >= function.leastArguments() && call.args().size() <= function.mostArguments()) return;
        boolean fixed = function.leastArguments() == function.mostArguments();
        throw ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION
                .error()
                .with("functionName", '`' + function.sqlName() + '`')
                .with(
                        "expectedNum",
                        fixed
                                ? String.valueOf(function.leastArguments())
                                : "[" + function.leastArguments() + ", " + function.mostArguments() + "]")
                .with("actualNum", call.args().size())
                .at(call.at())
                .build();
    }

    static void checkOrder(WindowFunction function, Expr.Over over, SqlText text) {
        if (!over.window().order().isEmpty()) return;
        throw ErrorCondition.WINDOW_FUNCTION_FRAME_NOT_ORDERED
                .error()
                .with("wf_name", function.sqlName())
                .with("wf_expr", text.of(over.function()))
                .at(over.at())
                .build();
    }

    /// Most of these functions have a frame of their own, which may be said, but no other.
    static void checkFrame(WindowFunction function, Expr.Over over, SqlText text) {
        if (function == WindowFunction.NTH_VALUE || over.window().frame() == null) return;
        if (function.isNeighbour()) {
            throw ErrorCondition.WINDOW_FRAME_OF_ITS_OWN
                    .error()
                    .with("prettyName", function.sqlName())
                    .at(over.at())
                    .build();
        }
        WindowSpec.Frame said = over.window().frame();
        boolean running = said.lower() instanceof Bound.UnboundedPreceding && said.upper() instanceof Bound.CurrentRow;
        if (running && said.rows() != (function == WindowFunction.CUME_DIST)) return;
        throw ErrorCondition.WINDOW_FRAME_MUST_MATCH
                .error()
                .with("wf", FrameText.of(said, text))
                .with("required", (function == WindowFunction.CUME_DIST ? "RANGE" : "ROWS") + FrameText.RUNNING)
                .at(over.at())
                .build();
    }

    // ---- arguments that are known before there are rows

    /// A whole number above zero.
    ///
    /// @param most as Spark says how large it may be
    static int number(Expr.Call call, Expression value, int place, String name, String most, SqlText text) {
        Object number = wholeNumber(call, value, call.args().get(place), place, name, text);
        if (number instanceof Integer whole && whole > 0) return whole;
        boolean wide = most.length() > String.valueOf(Integer.MAX_VALUE).length();
        throw mismatch(ErrorCondition.VALUE_OUT_OF_RANGE, call, text)
                .with("exprName", name)
                .with("valueRange", "(0, " + most + "]")
                .with("currentValue", number + (wide ? "L" : ""))
                .build();
    }

    /// How far `lag` and `lead` look.
    static int offset(WindowFunction function, Expr.Call call, Expression value, SqlText text) {
        Object number = wholeNumber(call, value, call.args().get(1), 1, "offset", text);
        if (number instanceof Integer whole) return whole;
        throw ErrorCondition.WINDOW_FRAME_OF_ITS_OWN
                .error()
                .with("prettyName", function.sqlName())
                .at(call.at())
                .build();
    }

    private static @Nullable Object wholeNumber(
            Expr.Call call, Expression value, Expr said, int place, String name, SqlText text) {
        if (value.type() != Atomic.INT && value.type() != Atomic.NULL) {
            throw mismatch(ErrorCondition.UNEXPECTED_INPUT_TYPE, call, text)
                    .with("paramIndex", List.of("first", "second", "third").get(place))
                    .with("requiredType", "\"INT\"")
                    .with("inputSql", '"' + text.of(said) + '"')
                    .with("inputType", '"' + value.type().sql() + '"')
                    .build();
        }
        if (value.foldable()) return OverCalls.constant(value, text.zone());
        String shown = text.of(said);
        throw mismatch(ErrorCondition.NON_FOLDABLE_INPUT, call, text)
                .with("inputName", '`' + name + '`')
                .with("inputType", "\"INT\"")
                .with("inputExpr", '"' + (call.name().equalsIgnoreCase("lag") ? "(- " + shown + ")" : shown) + '"')
                .build();
    }

    /// An argument in the place of IGNORE NULLS.
    static SluiceException notTruth(Expr.Call call, int place, Expression value, SqlText text) {
        return mismatch(ErrorCondition.UNEXPECTED_INPUT_TYPE, call, text)
                .with(
                        "paramIndex",
                        List.of("first", "second", "third", "fourth").get(place))
                .with("requiredType", "\"BOOLEAN\"")
                .with("inputSql", '"' + text.of(call.args().get(place)) + '"')
                .with("inputType", '"' + value.type().sql() + '"')
                .build();
    }

    /// The value where there is no row, in the type of the others.
    static Expression otherwise(Expr.Call call, Expression value, Expression otherwise, SqlText text) {
        if (ImplicitCasts.assignment(otherwise.type(), value.type()) >= 0) {
            return FunctionBinder.cast(otherwise, value.type(), call.at());
        }
        throw mismatch(ErrorCondition.UNEXPECTED_INPUT_TYPE, call, text)
                .with("paramIndex", "third")
                .with("requiredType", "(\"" + value.type().sql() + "\" or \"VOID\")")
                .with("inputSql", '"' + text.of(call.args().get(2)) + '"')
                .with("inputType", '"' + otherwise.type().sql() + '"')
                .build();
    }

    private static SluiceException.Builder mismatch(ErrorCondition condition, Expr.Call call, SqlText text) {
        return condition.error().with("sqlExpr", '"' + text.of(call) + '"').at(call.at());
    }
}
