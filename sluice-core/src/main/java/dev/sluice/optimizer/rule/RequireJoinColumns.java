package dev.sluice.optimizer.rule;

import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.scalar.IsNotNull;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Rows that can't match for a NULL are left out before the join, on the sides whose rows come out with a partner
/// alone.
///
/// ```text
/// Join l.k = r.k AND l.a < r.b        Join l.k = r.k AND l.a < r.b
///   Scan l                       =>     Filter k IS NOT NULL AND a IS NOT NULL
///   Scan r                                Scan l
///                                       Filter k IS NOT NULL AND b IS NOT NULL
///                                         Scan r
/// ```
///
/// In a stream that also decides which rows move the watermark, as in Spark (`InferFiltersFromConstraints`). To be
/// applied once: a plan does not remember that it was.
public final class RequireJoinColumns implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!(plan instanceof LogicalPlan.Join join)) return plan;
        Set<Column> needed = new LinkedHashSet<>();
        join.leftKeys().forEach(key -> collectKey(key, needed));
        join.rightKeys().forEach(key -> collectKey(key, needed));
        Conjuncts.of(join.condition()).forEach(part -> collect(part, needed));
        boolean left = join.kind() == JoinKind.INNER
                || join.kind() == JoinKind.LEFT_SEMI
                || join.kind() == JoinKind.RIGHT_OUTER;
        boolean right = join.kind() != JoinKind.RIGHT_OUTER && join.kind() != JoinKind.FULL_OUTER;
        LogicalPlan ofLeft = left ? without(join.left(), needed) : join.left();
        LogicalPlan ofRight = right ? without(join.right(), needed) : join.right();
        boolean same = ofLeft == join.left() && ofRight == join.right();
        return same ? join : join.withChildren(List.of(ofLeft, ofRight));
    }

    /// Floating-point keys Spark compares in a form of which it does not know that a NULL makes it NULL.
    private static void collectKey(Expression key, Set<Column> into) {
        if (key.type() != DataType.Atomic.DOUBLE && key.type() != DataType.Atomic.FLOAT) collect(key, into);
    }

    static LogicalPlan without(LogicalPlan side, Set<Column> needed) {
        List<Expression> parts = new ArrayList<>();
        Set<Long> ids = needed.stream().map(Column::id).collect(Collectors.toSet());
        for (Column column : side.output()) {
            if (column.nullable() && ids.contains(column.id())) parts.add(isNotNull(column));
        }
        Expression condition = Conjuncts.all(parts);
        return condition == null ? side : new LogicalPlan.Filter(side, condition);
    }

    private static Expression isNotNull(Column column) {
        var value = new Expression.ColumnRef(column);
        var bound = IsNotNull.FUNCTION
                .bind("isnotnull", List.of(Argument.of(column.type(), column.nullable())))
                .orElseThrow();
        return new Expression.Call(bound, List.of(value), null);
    }

    /// The columns of which a NULL makes the value NULL, so that it is not true and equals nothing.
    static void collect(Expression expression, Set<Column> into) {
        switch (expression) {
            case Expression.ColumnRef(Column column) -> into.add(column);
            case Expression.Cast cast -> collect(cast.value(), into);
            case Expression.Call call
            when call.function().nullability() == Nullability.STRICT ->
                call.arguments().forEach(argument -> collect(argument, into));
            case Expression.Call _,
                    Expression.Literal _,
                    Expression.Case _,
                    Expression.Coalesce _,
                    Expression.Logical _,
                    Expression.FieldOf _,
                    Expression.MakeStruct _,
                    Expression.Variable _,
                    Expression.HigherOrderCall _ -> {}
        }
    }
}
