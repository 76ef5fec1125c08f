package dev.sluice.unnesting;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.NodeExpressions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns of the rows around a subquery, and where the subquery reads them.
record Outer(Set<Long> ids) {

    static Outer of(LogicalPlan plan) {
        return new Outer(plan.output().stream().map(Column::id).collect(Collectors.toSet()));
    }

    /// With columns that stand for values of those rows.
    Outer with(Set<Long> more) {
        return new Outer(Stream.concat(ids.stream(), more.stream()).collect(Collectors.toSet()));
    }

    boolean isReadBy(Expression expression) {
        return expression.references().stream().anyMatch(column -> ids.contains(column.id()));
    }

    /// Whether an expression reads outer columns and no others.
    boolean isAllOf(Expression expression) {
        Set<Column> read = expression.references();
        return !read.isEmpty() && read.stream().allMatch(column -> ids.contains(column.id()));
    }

    boolean isReadBy(LogicalPlan plan) {
        return !readBy(plan).isEmpty();
    }

    /// The outer columns that a plan reads, each once.
    List<Column> readBy(LogicalPlan plan) {
        Map<Long, Column> found = new LinkedHashMap<>();
        plan.nodes()
                .forEach(node -> NodeExpressions.map(node, expression -> {
                    expression.references().stream()
                            .filter(column -> ids.contains(column.id()))
                            .forEach(column -> found.putIfAbsent(column.id(), column));
                    return expression;
                }));
        return List.copyOf(found.values());
    }
}
