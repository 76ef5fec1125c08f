package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Analyzes unions: brings both sides to the same columns and types.
final class SetAnalyzer {

    private final Analyzer analyzer;

    SetAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed union(Relation.Union union) {
        Analyzed left = analyzer.relation(union.left());
        Analyzed right = analyzer.relation(union.right());
        List<Named> leftColumns = columns(left);
        List<Named> rightColumns = columns(right);
        if (!union.byName()) return union(left.plan(), leftColumns, right.plan(), rightColumns, union);
        List<Named> aligned = byName(leftColumns, rightColumns, union);
        List<Named> extra = rightColumns.stream()
                .filter(column -> !contains(leftColumns, column.column().name()))
                .toList();
        if (!extra.isEmpty() && !union.allowMissing()) throw missing(extra.getFirst(), leftColumns, union);
        return union(
                left.plan(),
                Stream.concat(leftColumns.stream(), extra.stream().map(this::absent))
                        .toList(),
                right.plan(),
                Stream.concat(aligned.stream(), extra.stream()).toList(),
                union);
    }

    /// EXCEPT and INTERSECT are not there yet, but what streams can't do of them is known.
    Analyzed difference(Relation.SetOperation said) {
        boolean left = analyzer.relation(said.left()).plan().isStreaming();
        boolean right = analyzer.relation(said.right()).plan().isStreaming();
        boolean except = said.operator().equals("EXCEPT");
        if (except && right)
            throw ErrorCondition.STREAM_EXCEPT.error().at(said.at()).build();
        if (!except && (left || right)) {
            throw ErrorCondition.STREAM_INTERSECT.error().at(said.at()).build();
        }
        throw ErrorCondition.NOT_YET_SUPPORTED
                .error()
                .with("feature", said.operator())
                .at(said.at())
                .build();
    }

    private Analyzed union(
            LogicalPlan left,
            List<Named> leftColumns,
            LogicalPlan right,
            List<Named> rightColumns,
            Relation.Union said) {
        if (leftColumns.size() != rightColumns.size()) {
            throw ErrorCondition.NUM_COLUMNS_MISMATCH
                    .error()
                    .with("operator", "UNION")
                    .with("firstNumColumns", leftColumns.size())
                    .with("invalidOrdinalNum", "second")
                    .with("invalidNumColumns", rightColumns.size())
                    .at(said.at())
                    .build();
        }
        List<Column> output = new ArrayList<>();
        List<DataType> types = new ArrayList<>();
        for (int i = 0; i < leftColumns.size(); i++) {
            Column a = leftColumns.get(i).column();
            Column b = rightColumns.get(i).column();
            Optional<DataType> type = FunctionBinder.commonType(List.of(a.type(), b.type()));
            if (type.isEmpty()) {
                throw ErrorCondition.INCOMPATIBLE_COLUMN_TYPE
                        .error()
                        .with("operator", "UNION")
                        .with("columnOrdinalNumber", MismatchErrors.ordinal(i))
                        .with("tableOrdinalNumber", "second")
                        .with("dataType1", '"' + b.type().sql() + '"')
                        .with("dataType2", '"' + a.type().sql() + '"')
                        .with("hint", "")
                        .at(said.at())
                        .build();
            }
            types.add(type.get());
            output.add(new Column(analyzer.nextId(), a.name(), type.get(), a.nullable() || b.nullable()));
        }
        LogicalPlan first = cast(left, leftColumns, types, said);
        LogicalPlan second = cast(right, rightColumns, types, said);
        List<LogicalPlan> inputs = first instanceof LogicalPlan.Union(List<LogicalPlan> more, _)
                ? Stream.concat(more.stream(), Stream.of(second)).toList()
                : List.of(first, second);
        return new Analyzed(new LogicalPlan.Union(inputs, output), Scope.of(output, null));
    }

    private LogicalPlan cast(LogicalPlan plan, List<Named> columns, List<DataType> types, Relation.Union said) {
        List<Named> cast = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Named named = columns.get(i);
            Expression value = FunctionBinder.cast(named.expression(), types.get(i), said.at());
            cast.add(
                    value == named.expression()
                            ? named
                            : new Named(
                                    new Column(
                                            analyzer.nextId(), named.column().name(), types.get(i), value.nullable()),
                                    value));
        }
        boolean same = cast.stream().allMatch(Named::isPassedOn)
                && cast.stream().map(Named::column).toList().equals(plan.output());
        return same ? plan : new LogicalPlan.Project(plan, cast);
    }

    private static List<Named> columns(Analyzed side) {
        return side.scope().shown().stream().map(Visible::column).map(Named::of).toList();
    }

    private List<Named> byName(List<Named> wanted, List<Named> there, Relation.Union said) {
        List<Named> aligned = new ArrayList<>();
        for (Named column : wanted) {
            Optional<Named> same = there.stream()
                    .filter(c ->
                            c.column().name().equalsIgnoreCase(column.column().name()))
                    .findFirst();
            if (same.isEmpty() && !said.allowMissing()) throw missing(column, there, said);
            aligned.add(same.orElseGet(() -> absent(column)));
        }
        return aligned;
    }

    private static boolean contains(List<Named> columns, String name) {
        return columns.stream().anyMatch(c -> c.column().name().equalsIgnoreCase(name));
    }

    private Named absent(Named column) {
        Column c = column.column();
        return new Named(
                new Column(analyzer.nextId(), c.name(), c.type(), true), new Expression.Literal(null, c.type()));
    }

    private static RuntimeException missing(Named column, List<Named> there, Relation.Union said) {
        return Scope.of(there.stream().map(Named::column).toList(), null)
                .unresolved(List.of(column.column().name()), said.at());
    }
}
