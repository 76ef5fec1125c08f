package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.expression.WindowCall;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Analyzes UNION, EXCEPT and INTERSECT: brings both sides to the same columns and types.
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

    /// EXCEPT and INTERSECT keep the rows of the left side that have no partner at the right, or one. With ALL each row
    /// has a partner of its own: equal rows are numbered on both sides.
    Analyzed difference(Relation.SetOperation said) {
        Analyzed left = analyzer.relation(said.left());
        Analyzed right = analyzer.relation(said.right());
        boolean except = said.operator().equals("EXCEPT");
        if (except && right.plan().isStreaming())
            throw ErrorCondition.STREAM_EXCEPT.error().at(said.at()).build();
        if (!except && (left.plan().isStreaming() || right.plan().isStreaming())) {
            throw ErrorCondition.STREAM_INTERSECT.error().at(said.at()).build();
        }
        String operator = said.operator() + (said.all() ? " ALL" : "");
        Sides sides = sides(left.plan(), columns(left), right.plan(), columns(right), operator, said.at());
        DeduplicateAnalyzer.refuseMaps(sides.left.output());
        List<Named> shown = shown(sides, except);
        LogicalPlan one = said.all() ? numbered(sides.left) : sides.left;
        LogicalPlan other = said.all() ? numbered(sides.right) : sides.right;
        JoinKind kind = except ? JoinKind.LEFT_ANTI : JoinKind.LEFT_SEMI;
        LogicalPlan kept = new LogicalPlan.Join(one, other, kind, keys(one), keys(other), null);
        Analyzed all = analyzer.project(kept, shown, null);
        return said.all() ? all : analyzer.distinct(all);
    }

    /// The columns of the left side; what both sides have is NULL only if it can be on both.
    private static List<Named> shown(Sides sides, boolean except) {
        List<Named> shown = new ArrayList<>();
        for (int i = 0; i < sides.left.output().size(); i++) {
            Column column = sides.left.output().get(i);
            boolean nullable = except || sides.right.output().get(i).nullable();
            shown.add(new Named(column.withNullable(column.nullable() && nullable), new Expression.ColumnRef(column)));
        }
        return shown;
    }

    /// Each row with its place among those that are equal to it.
    private LogicalPlan numbered(LogicalPlan side) {
        var place = new Column(analyzer.nextId(), "place", DataType.Atomic.INT, false);
        List<Expression> all = side.output().stream()
                .<Expression>map(Expression.ColumnRef::new)
                .toList();
        return new LogicalPlan.Window(side, all, List.of(), List.of(WindowCall.rowNumber(place)));
    }

    /// In structs, so that NULLs are equal to each other.
    private static List<Expression> keys(LogicalPlan side) {
        return side.output().stream()
                .<Expression>map(
                        column -> new Expression.MakeStruct(List.of("key"), List.of(new Expression.ColumnRef(column))))
                .toList();
    }

    private Analyzed union(
            LogicalPlan left,
            List<Named> leftColumns,
            LogicalPlan right,
            List<Named> rightColumns,
            Relation.Union said) {
        Sides sides = sides(left, leftColumns, right, rightColumns, "UNION", said.at());
        List<LogicalPlan> inputs = sides.left instanceof LogicalPlan.Union(List<LogicalPlan> more, _)
                ? Stream.concat(more.stream(), Stream.of(sides.right)).toList()
                : List.of(sides.left, sides.right);
        List<Column> output = new ArrayList<>();
        for (int i = 0; i < leftColumns.size(); i++) {
            Column a = sides.left.output().get(i);
            Column b = sides.right.output().get(i);
            String name = leftColumns.get(i).column().name();
            output.add(new Column(analyzer.nextId(), name, a.type(), a.nullable() || b.nullable()));
        }
        return new Analyzed(new LogicalPlan.Union(inputs, output), Scope.of(output, null));
    }

    /// Two plans of the same types, column by column.
    private record Sides(LogicalPlan left, LogicalPlan right) {}

    private Sides sides(
            LogicalPlan left,
            List<Named> leftColumns,
            LogicalPlan right,
            List<Named> rightColumns,
            String operator,
            @Nullable SourcePosition at) {
        if (leftColumns.size() != rightColumns.size()) {
            throw ErrorCondition.NUM_COLUMNS_MISMATCH
                    .error()
                    .with("operator", operator)
                    .with("firstNumColumns", leftColumns.size())
                    .with("invalidOrdinalNum", "second")
                    .with("invalidNumColumns", rightColumns.size())
                    .at(at)
                    .build();
        }
        List<DataType> types = new ArrayList<>();
        for (int i = 0; i < leftColumns.size(); i++) {
            Column a = leftColumns.get(i).column();
            Column b = rightColumns.get(i).column();
            Optional<DataType> type = FunctionBinder.commonType(List.of(a.type(), b.type()));
            if (type.isEmpty()) {
                throw ErrorCondition.INCOMPATIBLE_COLUMN_TYPE
                        .error()
                        .with("operator", operator)
                        .with("columnOrdinalNumber", MismatchErrors.ordinal(i))
                        .with("tableOrdinalNumber", "second")
                        .with("dataType1", '"' + b.type().sql() + '"')
                        .with("dataType2", '"' + a.type().sql() + '"')
                        .with("hint", "")
                        .at(at)
                        .build();
            }
            types.add(type.get());
        }
        return new Sides(cast(left, leftColumns, types, at), cast(right, rightColumns, types, at));
    }

    private LogicalPlan cast(LogicalPlan plan, List<Named> columns, List<DataType> types, @Nullable SourcePosition at) {
        List<Named> cast = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Named named = columns.get(i);
            Expression value = FunctionBinder.cast(named.expression(), types.get(i), at);
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
