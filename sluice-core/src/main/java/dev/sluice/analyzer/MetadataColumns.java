package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.NodeExpressions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Columns that inputs have besides their schema, such as `_metadata` of files. A name may mean one as soon as the
/// input is there, but the plan gets it only if one did, so that all other plans are what they would be without.
///
/// ```text
/// Project [_metadata.file_name]          Project [_metadata.file_name]
///   Filter                         =>      Filter
///     Scan [a, b]                            Scan [a, b, _metadata]
/// ```
final class MetadataColumns {

    /// Scans, and what they are with their column, which comes last.
    private final Map<LogicalPlan, LogicalPlan> scans = new HashMap<>();

    void add(LogicalPlan scan, LogicalPlan withColumn) {
        scans.put(scan, withColumn);
    }

    /// The plan with the columns that it reads.
    LogicalPlan in(LogicalPlan plan) {
        if (scans.isEmpty()) return plan;
        refuseHidden(plan);
        Set<Long> ids = new HashSet<>();
        scans.values().forEach(scan -> ids.add(scan.output().getLast().id()));
        ids.retainAll(read(plan));
        return ids.isEmpty() ? plan : with(plan, ids);
    }

    /// A query inside another one gives its list only: what file a row of it comes from can't be asked for from
    /// outside.
    private void refuseHidden(LogicalPlan plan) {
        plan.nodes()
                .filter(node -> node.nodes().anyMatch(scans::containsKey))
                .forEach(node -> NodeExpressions.map(node, expression -> {
                    refuseHidden(expression);
                    return expression;
                }));
    }

    private static void refuseHidden(Expression expression) {
        if (expression instanceof Expression.Call call
                && InputFileCalls.isNamed(call.function().name())) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", call.function().name() + "() of what a subquery reads; call it there")
                    .at(call.at())
                    .build();
        }
        expression.children().forEach(MetadataColumns::refuseHidden);
    }

    private static Set<Long> read(LogicalPlan plan) {
        Set<Long> read = new HashSet<>();
        plan.nodes()
                .forEach(node -> NodeExpressions.map(node, expression -> {
                    collect(expression, read);
                    return expression;
                }));
        return read;
    }

    private static void collect(Expression expression, Set<Long> into) {
        if (expression instanceof Expression.ColumnRef(Column column)) into.add(column.id());
        expression.children().forEach(child -> collect(child, into));
    }

    private LogicalPlan with(LogicalPlan plan, Set<Long> ids) {
        LogicalPlan scan = scans.get(plan);
        if (scan != null) return ids.contains(scan.output().getLast().id()) ? scan : plan;
        LogicalPlan changed = plan.mapChildren(child -> {
            LogicalPlan after = with(child, ids);
            return plan instanceof LogicalPlan.Union ? cut(after, child.output()) : after;
        });
        return changed instanceof LogicalPlan.Project project ? passing(project, ids) : changed;
    }

    /// What is above may read what a list leaves out.
    private static LogicalPlan passing(LogicalPlan.Project project, Set<Long> ids) {
        List<Named> columns = new ArrayList<>(project.columns());
        for (Column column : project.input().output()) {
            if (ids.contains(column.id()) && !project.output().contains(column)) columns.add(Named.of(column));
        }
        return columns.size() == project.columns().size() ? project : new LogicalPlan.Project(project.input(), columns);
    }

    /// Inputs that are put together have the same columns.
    private static LogicalPlan cut(LogicalPlan plan, List<Column> columns) {
        return plan.output().equals(columns)
                ? plan
                : new LogicalPlan.Project(plan, columns.stream().map(Named::of).toList());
    }
}
