package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;

/// Analyzes `VALUES`: rows written out, brought to the same columns and types.
final class InlineTable {

    private final Analyzer analyzer;

    InlineTable(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed values(Relation.Values values) {
        var expressions = analyzer.constants();
        int width = values.rows().getFirst().size();
        if (values.rows().stream().flatMap(List::stream).anyMatch(Contains::subquery)) {
            throw ErrorCondition.SUBQUERY_IN_VALUES.error().at(values.at()).build();
        }
        List<List<Expression>> rows = new ArrayList<>();
        for (int i = 0; i < values.rows().size(); i++) {
            List<Expression> row = expressions.analyzeAll(values.rows().get(i));
            if (row.size() != width) {
                throw ErrorCondition.INLINE_TABLE_NUM_COLUMNS_MISMATCH
                        .error()
                        .with("expectedNumCols", width)
                        .with("actualNumCols", row.size())
                        .with("rowIndex", i)
                        .at(values.at())
                        .build();
            }
            for (int c = 0; c < width; c++)
                checkSettled(row.get(c), values.rows().get(i).get(c), expressions);
            rows.add(row);
        }
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            int place = c;
            String name = "col" + (c + 1);
            DataType type = FunctionBinder.commonType(
                            rows.stream().map(row -> row.get(place).type()).toList())
                    .filter(found -> rows.stream().allMatch(row -> isInlineCompatible(row.get(place), found)))
                    .orElseThrow(() -> ErrorCondition.INLINE_TABLE_INCOMPATIBLE_TYPES
                            .error()
                            .with("colName", Field.quote(name))
                            .at(values.at())
                            .build());
            boolean nullable = rows.stream().anyMatch(row -> row.get(place).nullable());
            columns.add(new Column(analyzer.nextId(), name, type, nullable));
        }
        List<DataType> types = columns.stream().map(Column::type).toList();
        var plan = new LogicalPlan.Values(
                columns,
                rows.stream()
                        .map(row -> FunctionBinder.cast(row, types, values.at()))
                        .toList());
        return new Analyzed(plan, Scope.of(columns, null));
    }

    private static void checkSettled(Expression value, Expr said, ExpressionAnalyzer expressions) {
        if (value.deterministic()) return;
        throw ErrorCondition.INLINE_TABLE_CANNOT_EVALUATE
                .error()
                .with("expr", '"' + expressions.text().of(said) + '"')
                .at(said.at())
                .build();
    }

    /// Rows written out do not turn text into numbers, unlike operators.
    private static boolean isInlineCompatible(Expression value, DataType common) {
        return value.type() != Atomic.STRING || common == Atomic.STRING;
    }
}
