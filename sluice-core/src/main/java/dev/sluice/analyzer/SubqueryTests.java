package dev.sluice.analyzer;

import dev.sluice.analyzer.FunctionBinder.Said;
import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.function.scalar.Comparison;
import dev.sluice.unnesting.InTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares what stands before `IN` with the columns of the subquery behind it, by `=`.
///
/// @param text writes expressions, for errors
record SubqueryTests(FunctionBinder binder, SqlText text) {

    List<InTest> tests(Expr.Subquery said, List<Expression> values, List<Column> columns) {
        if (values.size() != columns.size()) {
            throw ErrorCondition.IN_SUBQUERY_LENGTH_MISMATCH
                    .error()
                    .with("sqlExpr", '"' + text.of(said) + '"')
                    .with("leftLength", values.size())
                    .with("rightLength", columns.size())
                    .with("leftColumns", list(said.values(), text::of))
                    .with("rightColumns", list(columns, Column::name))
                    .at(said.at())
                    .build();
        }
        List<InTest> tests = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) tests.add(test(said, values, columns, i));
        return tests;
    }

    private InTest test(Expr.Subquery said, List<Expression> values, List<Column> columns, int place) {
        Expression found = new Expression.ColumnRef(columns.get(place));
        var call = new Said("=", text.of(said), List.of(text.of(said.values().get(place)), ""), said.at());
        try {
            Expression equal = binder.scalar(Comparison.EQUAL, call, List.of(values.get(place), found));
            return new InTest(equal.children().get(0), equal.children().get(1), equal);
        } catch (SluiceException incomparable) {
            throw ErrorCondition.IN_SUBQUERY_DATA_TYPE_MISMATCH
                    .error()
                    .with("sqlExpr", '"' + text.of(said) + '"')
                    .with("mismatchedColumns", mismatch(said, values, columns, place))
                    .with("leftType", list(values, value -> value.type().sql()))
                    .with("rightType", list(columns, column -> column.type().sql()))
                    .at(said.at())
                    .build();
        }
    }

    private String mismatch(Expr.Subquery said, List<Expression> values, List<Column> columns, int place) {
        return "(" + text.of(said.values().get(place)) + ":"
                + values.get(place).type().sql() + ", " + columns.get(place).name() + ":"
                + columns.get(place).type().sql() + ")";
    }

    private static <T> String list(List<T> items, Function<T, String> write) {
        return items.stream().map(item -> '"' + write.apply(item) + '"').collect(Collectors.joining(", "));
    }
}
