package dev.sluice.unnesting;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.NodeExpressions;
import dev.sluice.type.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/// What a subquery looks up in maps of the rows around it, in columns of their own: `m['a']` can be told apart from
/// other values, and so carried through the subquery's plan, where `m` can't.
///
/// @param plan the subquery, in which these columns stand for what is looked up
/// @param values what that is, an expression over the outer rows, by the column's id
record FoundInMaps(LogicalPlan plan, Map<Long, Expression> values) {

    private static final Set<String> LOOK_UPS = Set.of("[]", "element_at", "try_element_at");

    static FoundInMaps of(Outer outer, LogicalPlan subquery, LongSupplier ids) {
        if (outer.readBy(subquery).stream().noneMatch(column -> column.type().hasMap())) {
            return new FoundInMaps(subquery, Map.of());
        }
        Map<Expression, Column> columns = new HashMap<>();
        LogicalPlan plan = replaced(
                subquery,
                part -> isLookUp(part) && outer.isAllOf(part)
                        ? new Expression.ColumnRef(columns.computeIfAbsent(
                                part, _ -> new Column(ids.getAsLong(), "found", part.type(), part.nullable())))
                        : part);
        Map<Long, Expression> values = new HashMap<>();
        columns.forEach((value, column) -> values.put(column.id(), value));
        return new FoundInMaps(plan, Map.copyOf(values));
    }

    private static LogicalPlan replaced(LogicalPlan plan, UnaryOperator<Expression> change) {
        List<LogicalPlan> children =
                plan.children().stream().map(child -> replaced(child, change)).toList();
        return NodeExpressions.map(plan.withChildren(children), expression -> expression.rewrite(change));
    }

    private static boolean isLookUp(Expression part) {
        return part instanceof Expression.Call call
                && LOOK_UPS.contains(call.function().name())
                && call.arguments().getFirst().type() instanceof DataType.Map
                && !part.type().hasMap();
    }
}
