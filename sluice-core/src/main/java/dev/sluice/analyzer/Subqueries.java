package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Expr.SubqueryKind;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.NodeExpressions;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.unnesting.InTest;
import dev.sluice.unnesting.Unnesting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gathers the subqueries that the expressions over one plan ask, each of which becomes a column, and then puts them
/// beside that plan's rows.
///
/// ```text
/// Project a, (SELECT max(b) FROM u)        Project a, max
///   t                                 =>     Join left outer
///                                              t
///                                              Aggregate max(b) AS max
///                                                u
/// ```
final class Subqueries {

    /// @param negated whether it is `NOT IN`
    /// @param column what its value becomes
    /// @param tests what IN compares, none for the other kinds
    private record Asked(
            SubqueryKind kind,
            boolean negated,
            LogicalPlan plan,
            List<InTest> tests,
            Column column,
            @Nullable SourcePosition at) {}

    private final Analyzer analyzer;
    private final Unnesting unnesting;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<Expr.Subquery, String> outerNames = new IdentityHashMap<>();
    private final Map<Expr.Subquery, Column> columns = new IdentityHashMap<>();
    private final @Nullable Subqueries below;

    Subqueries(Analyzer analyzer) {
        this(analyzer, null);
    }

    /// @param below those that the rows below have columns for already: a key of groups may be said by its name
    Subqueries(Analyzer analyzer, @Nullable Subqueries below) {
        this.analyzer = analyzer;
        this.below = below;
        unnesting = new Unnesting(analyzer::nextId);
    }

    /// The column that the subquery's value will be in.
    ///
    /// @param negated whether it is `NOT IN`, which is no mere negation of what may be unknown
    /// @param around what the names of the query around it mean
    /// @param equal makes the test that two values are equal
    Expression add(Expr.Subquery said, boolean negated, Names around, InSubquery equal) {
        @Nullable Column there = below == null ? null : below.columns.get(said);
        if (there != null) return new Expression.ColumnRef(there);
        LogicalPlan plan = analyzer.inside(said.query(), around);
        if (plan.isStreaming()) {
            throw ErrorCondition.STREAM_IN_SUBQUERY.error().at(beginning(said)).build();
        }
        outerNames.put(said, outerNames(plan));
        List<InTest> tests = said.kind() == SubqueryKind.IN ? equal.tests(said, plan.output()) : List.of();
        Column column = column(said, plan, tests);
        asked.add(new Asked(said.kind(), negated, plan, tests, column, said.at()));
        columns.put(said, column);
        return new Expression.ColumnRef(column);
    }

    /// Spark says of the whole statement that it asks a stream.
    private static @Nullable SourcePosition beginning(Expr.Subquery said) {
        SourcePosition at = said.at();
        return at == null ? null : new SourcePosition(at.text(), 0, at.text().length());
    }

    private Column column(Expr.Subquery said, LogicalPlan plan, List<InTest> tests) {
        return switch (said.kind()) {
            case EXISTS -> new Column(analyzer.nextId(), "exists", Atomic.BOOLEAN, false);
            case IN -> {
                boolean nullable = tests.stream().anyMatch(test -> test.equal().nullable());
                yield new Column(analyzer.nextId(), "in", Atomic.BOOLEAN, nullable);
            }
            case SCALAR -> {
                List<Column> output = plan.output();
                if (output.size() != 1) {
                    throw ErrorCondition.SCALAR_SUBQUERY_OF_SEVERAL_COLUMNS
                            .error()
                            .with("number", output.size())
                            .at(said.at())
                            .build();
                }
                DataType type = output.getFirst().type();
                yield new Column(analyzer.nextId(), "scalarsubquery", type, true);
            }
        };
    }

    /// The names of the columns that a subquery reads of the query around it, as the names of its value show them.
    String outerNames(Expr.Subquery said) {
        String names = outerNames.get(said);
        if (names != null) return names;
        return below == null ? "" : below.outerNames(said);
    }

    private static String outerNames(LogicalPlan plan) {
        return free(plan).map(Column::name).distinct().collect(Collectors.joining(", "));
    }

    /// The columns that a plan reads and does not make.
    private static Stream<Column> free(LogicalPlan plan) {
        Set<Column> read = new LinkedHashSet<>();
        Set<Long> made = new HashSet<>();
        plan.nodes().forEach(node -> {
            node.output().forEach(column -> made.add(column.id()));
            NodeExpressions.map(node, expression -> {
                read.addAll(expression.references());
                return expression;
            });
        });
        return read.stream().filter(column -> !made.contains(column.id()));
    }

    /// Refuses subqueries that read columns which are gone: beside groups, those that nothing is grouped by.
    void refuse(Predicate<Column> gone) {
        for (Asked each : asked) {
            if (references(each).noneMatch(gone)) continue;
            String outer = outerNames(each.plan);
            throw ErrorCondition.SUBQUERY_NEITHER_GROUPED_NOR_AGGREGATED
                    .error()
                    .with("sqlExpr", '"' + each.column.name() + "(" + outer + ")\"")
                    .at(each.at)
                    .build();
        }
    }

    private static Stream<Column> references(Asked asked) {
        return Stream.concat(
                free(asked.plan), asked.tests.stream().flatMap(test -> test.value().references().stream()));
    }

    /// Says each outer expression otherwise: over groups, where the rows that they were said over are gone.
    void mapOuter(UnaryOperator<Expression> change) {
        asked.replaceAll(each -> new Asked(
                each.kind,
                each.negated,
                NodeExpressions.mapAll(each.plan, change),
                each.tests.stream().map(test -> test.map(change)).toList(),
                each.column,
                each.at));
    }

    /// Whether an expression reads the value of one of them.
    boolean isReadBy(Expression expression) {
        return expression.references().stream()
                .anyMatch(column -> asked.stream().anyMatch(each -> each.column.id() == column.id()));
    }

    boolean isEmpty() {
        return asked.isEmpty();
    }

    /// The plan's rows with a column for each subquery. There IN is never NULL, as in Spark, where SQL's standard has
    /// NULL: both IN and NOT IN may be false.
    LogicalPlan attach(LogicalPlan plan) {
        LogicalPlan all = plan;
        for (Asked each : asked) all = attach(all, each, false);
        return all;
    }

    /// @param unknown whether it matters that IN is NULL where a NULL leaves it open
    private LogicalPlan attach(LogicalPlan plan, Asked each, boolean unknown) {
        Unnesting.Found found = switch (each.kind) {
            case SCALAR -> unnesting.value(plan, each.plan, each.at);
            case EXISTS -> unnesting.exists(plan, each.plan);
            case IN ->
                unknown
                        ? unnesting.inOrUnknown(!each.negated, plan, each.plan, each.tests)
                        : unnesting.in(!each.negated, plan, each.plan, each.tests);
        };
        List<Named> columns = Stream.concat(
                        plan.output().stream().map(Named::of), Stream.of(new Named(each.column, found.value())))
                .toList();
        return new LogicalPlan.Project(found.plan(), columns);
    }

    /// A join whose condition asks the subqueries: each is put beside the side that it reads.
    LogicalPlan beside(LogicalPlan left, LogicalPlan right, BinaryOperator<LogicalPlan> join) {
        LogicalPlan one = left;
        LogicalPlan other = right;
        for (Asked each : asked) {
            Set<Long> read = references(each).map(Column::id).collect(Collectors.toSet());
            boolean ofRight = right.output().stream().anyMatch(column -> read.contains(column.id()));
            boolean ofLeft = left.output().stream().anyMatch(column -> read.contains(column.id()));
            if (ofLeft && ofRight) {
                throw ErrorCondition.NOT_YET_SUPPORTED
                        .error()
                        .with("feature", "a subquery that reads both sides of an outer join")
                        .at(each.at)
                        .build();
            }
            if (ofRight) other = attach(other, each, true);
            else one = attach(one, each, true);
        }
        return join.apply(one, other);
    }

    /// The plan's rows for which a condition holds that may ask the subqueries. Where all of it is whether a subquery
    /// has rows, that needs no column.
    LogicalPlan filter(LogicalPlan plan, Expression condition) {
        List<Expression> rest = new ArrayList<>(Conjuncts.of(condition));
        Map<Asked, Boolean> alone = new LinkedHashMap<>();
        for (Asked each : asked) {
            if (each.kind == SubqueryKind.SCALAR) continue;
            Expression is = new Expression.ColumnRef(each.column);
            if (rest.remove(is)) alone.put(each, !each.negated);
            else if (!each.negated && rest.removeIf(part -> isNot(part, is))) alone.put(each, false);
        }
        LogicalPlan all = plan;
        for (Asked each : asked) {
            if (!alone.containsKey(each)) all = attach(all, each, !isPlain(condition, each.column));
        }
        Expression kept = Conjuncts.all(rest);
        if (kept != null) all = new LogicalPlan.Filter(all, kept);
        for (Map.Entry<Asked, Boolean> each : alone.entrySet()) all = where(each.getKey(), each.getValue(), all);
        return all;
    }

    /// Whether a condition needs to know of a value no more than whether it is true: there is nothing but AND and OR
    /// around it.
    private static boolean isPlain(Expression condition, Column value) {
        return switch (condition) {
            case Expression.Logical(_, Expression left, Expression right) ->
                isPlain(left, value) && isPlain(right, value);
            case Expression.ColumnRef _ -> true;
            default -> condition.references().stream().noneMatch(column -> column.id() == value.id());
        };
    }

    private LogicalPlan where(Asked each, boolean is, LogicalPlan plan) {
        return each.kind == SubqueryKind.IN
                ? unnesting.whereIn(is, plan, each.plan, each.tests)
                : unnesting.where(is, plan, each.plan);
    }

    private static boolean isNot(Expression part, Expression of) {
        return part instanceof Expression.Call call
                && call.function().name().equals("not")
                && call.arguments().getFirst().equals(of);
    }
}
