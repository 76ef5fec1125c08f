package dev.sluice.analyzer;

import dev.sluice.analyzer.FunctionBinder.Said;
import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.EqualKeys;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Analyzes joins: finds the pairs of expressions that must be equal, and what columns the result has.
final class JoinAnalyzer {

    private final Analyzer analyzer;

    JoinAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed join(Relation.Join join) {
        Analyzed left = analyzer.relation(join.left());
        if (join.right() instanceof Relation.Lateral(Relation query)) {
            return new LateralAnalyzer(analyzer).join(join, left, query);
        }
        Analyzed right = analyzer.relation(join.right());
        JoinKind kind = switch (join.type()) {
            case INNER, CROSS -> JoinKind.INNER;
            case LEFT_OUTER -> JoinKind.LEFT_OUTER;
            case RIGHT_OUTER -> JoinKind.RIGHT_OUTER;
            case FULL_OUTER -> JoinKind.FULL_OUTER;
            case LEFT_SEMI -> JoinKind.LEFT_SEMI;
            case LEFT_ANTI -> JoinKind.LEFT_ANTI;
        };
        List<String> using = join.natural() ? sharedNames(left, right) : join.using();
        return using.isEmpty() ? on(join, left, right, kind) : using(using, left, right, kind);
    }

    private Analyzed on(Relation.Join join, Analyzed left, Analyzed right, JoinKind kind) {
        Scope both = left.scope().and(right.scope());
        var keys = new EqualKeys(ids(left), ids(right));
        Expression rest = null;
        if (join.on() != null) {
            var subqueries = new Subqueries(analyzer);
            var expressions = analyzer.expressions(Names.of(both), Gathering.of(subqueries));
            Expression condition = expressions.analyze(SelfJoin.apart(join.on(), left.scope(), right.scope()));
            if (condition.type() != Atomic.BOOLEAN) {
                throw ErrorCondition.JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE
                        .error()
                        .with("joinCondition", '"' + expressions.text().of(join.on()) + '"')
                        .with("conditionType", '"' + condition.type().sql() + '"')
                        .at(join.at())
                        .build();
            }
            if (!condition.deterministic()) {
                throw ErrorCondition.NON_DETERMINISTIC_JOIN
                        .error()
                        .with("sqlExprs", '"' + expressions.text().of(join.on()) + '"')
                        .at(join.at())
                        .build();
            }
            if (!subqueries.isEmpty()) return asking(subqueries, condition, left, right, kind);
            rest = Conjuncts.all(Conjuncts.of(condition).stream()
                    .filter(part -> !keys.take(part))
                    .toList());
        }
        var plan = new LogicalPlan.Join(left.plan(), right.plan(), kind, keys.left(), keys.right(), rest);
        return new Analyzed(plan, follow(both, plan));
    }

    /// A condition that asks subqueries: of an inner join it is a filter; of others each subquery is asked beside the
    /// one side that it reads, so that its value can be compared.
    private Analyzed asking(Subqueries subqueries, Expression condition, Analyzed left, Analyzed right, JoinKind kind) {
        Scope both = left.scope().and(right.scope());
        if (kind == JoinKind.INNER) {
            var pairs = new LogicalPlan.Join(left.plan(), right.plan(), kind, List.of(), List.of(), null);
            return new Analyzed(subqueries.filter(pairs, condition), both);
        }
        LogicalPlan plan = subqueries.beside(left.plan(), right.plan(), (one, other) -> {
            var keys = new EqualKeys(ids(one), ids(other));
            Expression rest = Conjuncts.all(Conjuncts.of(condition).stream()
                    .filter(part -> !keys.take(part))
                    .toList());
            return new LogicalPlan.Join(one, other, kind, keys.left(), keys.right(), rest);
        });
        return new Analyzed(plan, follow(both, plan));
    }

    private static Set<Long> ids(Analyzed side) {
        return ids(side.plan());
    }

    private static Set<Long> ids(LogicalPlan side) {
        return side.output().stream().map(Column::id).collect(Collectors.toSet());
    }

    private Analyzed using(List<String> names, Analyzed left, Analyzed right, JoinKind kind) {
        List<Expression> leftKeys = new ArrayList<>();
        List<Expression> rightKeys = new ArrayList<>();
        List<Expression> kept = new ArrayList<>();
        for (String name : names) {
            Expression a = usingColumn(name, left, "left");
            Expression b = usingColumn(name, right, "right");
            var type = FunctionBinder.commonType(List.of(a.type(), b.type())).orElse(a.type());
            requireOrder(name, type);
            leftKeys.add(FunctionBinder.cast(a, type, null));
            rightKeys.add(FunctionBinder.cast(b, type, null));
            kept.add(kind == JoinKind.RIGHT_OUTER ? b : a);
        }
        var plan = new LogicalPlan.Join(left.plan(), right.plan(), kind, leftKeys, rightKeys, null);
        Scope both = follow(left.scope().and(right.scope()), plan);
        List<Named> columns = new ArrayList<>();
        List<Visible> visible = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Named shared = shared(names.get(i), leftKeys.get(i), rightKeys.get(i), kept.get(i), kind);
            columns.add(shared);
            visible.add(new Visible(shared.column(), null, Set.of()));
        }
        for (Visible v : both.columns()) {
            if (v.beside()) {
                visible.add(v);
                continue;
            }
            boolean shared = names.stream()
                    .anyMatch(name -> name.equalsIgnoreCase(v.column().name()));
            visible.add(new Visible(v.column(), v.qualifier(), v.frames(), v.hidden() || shared));
            boolean there =
                    columns.stream().anyMatch(c -> c.column().id() == v.column().id());
            if (!there) columns.add(Named.of(v.column()));
        }
        return new Analyzed(new LogicalPlan.Project(plan, columns), new Scope(distinct(visible)));
    }

    /// The column of the side that always has it; of a full join, the one that is there.
    /// @param left what it is compared as
    /// @param kept what it is on the side whose rows all stay: it keeps its type
    private Named shared(String name, Expression left, Expression right, Expression kept, JoinKind kind) {
        if (kind == JoinKind.FULL_OUTER) {
            Expression either = new Expression.Coalesce(List.of(nullable(left), nullable(right)));
            return new Named(new Column(analyzer.nextId(), name, either.type(), true), either);
        }
        if (kept instanceof Expression.ColumnRef(Column column)) return Named.of(column);
        return new Named(new Column(analyzer.nextId(), name, kept.type(), kept.nullable()), kept);
    }

    private static Expression nullable(Expression key) {
        return key.rewrite(part -> part instanceof Expression.ColumnRef(Column column)
                ? new Expression.ColumnRef(column.withNullable(true))
                : part);
    }

    /// A column shared by both sides is shown once, before the hidden ones of the same identity.
    private static List<Visible> distinct(List<Visible> visible) {
        var seen = new LinkedHashSet<Long>();
        List<Visible> kept = new ArrayList<>();
        for (Visible v : visible) {
            if (v.hidden() || seen.add(v.column().id())) kept.add(v);
        }
        return kept;
    }

    private static void requireOrder(String name, DataType type) {
        if (type.isOrdered()) return;
        throw OrderErrors.error("=", new Said("=", "(" + name + " = " + name + ")", List.of(name, name), null), type);
    }

    private static Expression usingColumn(String name, Analyzed side, String which) {
        return side.scope()
                .resolve(List.of(name), null, null)
                .orElseThrow(() -> ErrorCondition.UNRESOLVED_USING_COLUMN_FOR_JOIN
                        .error()
                        .with("colName", Field.quote(name))
                        .with("side", which)
                        .with(
                                "suggestion",
                                side.scope().shown().stream()
                                        .map(v -> Field.quote(v.column().name()))
                                        .sorted()
                                        .collect(Collectors.joining(", ")))
                        .build());
    }

    private static List<String> sharedNames(Analyzed left, Analyzed right) {
        return left.scope().shown().stream()
                .map(v -> v.column().name())
                .filter(name -> right.scope().shown().stream()
                        .anyMatch(v -> v.column().name().equalsIgnoreCase(name)))
                .toList();
    }

    private static boolean isOuter(LogicalPlan plan) {
        if (!(plan instanceof LogicalPlan.Join join)) return true;
        return switch (join.kind()) {
            case LEFT_OUTER, RIGHT_OUTER, FULL_OUTER -> true;
            case INNER, LEFT_SEMI, LEFT_ANTI -> false;
        };
    }

    /// The scope with the columns as the join leaves them: some may have become nullable, some are gone.
    static Scope follow(Scope scope, LogicalPlan plan) {
        List<Visible> kept = new ArrayList<>();
        for (Visible v : scope.columns()) {
            // No plan has it yet, so that none tells what an outer join makes of it.
            if (v.beside())
                kept.add(v.withColumn(v.column().withNullable(v.column().nullable() || isOuter(plan))));
            plan.output().stream()
                    .filter(column -> column.id() == v.column().id())
                    .findFirst()
                    .ifPresent(column -> kept.add(v.withColumn(column)));
        }
        return new Scope(kept);
    }
}
