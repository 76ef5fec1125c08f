package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.stream.OutputMode;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// When rows of a stream may be ranked, which Spark never allows: when all rows of a partition are there at once.
///
/// In complete mode each micro-batch has the whole result. In append mode the groups of a window come together, once
/// the watermark has passed its end, so that rows can be ranked among those of their window. Either way nothing has to
/// be remembered for it. In update mode a row that comes would have to take others back: that is refused.
final class RankRules {

    private RankRules() {}

    static void check(LogicalPlan.Rank rank, OutputMode mode, StreamingPermissions permissions) {
        if (permissions.topN() && isWhole(rank, mode)) return;
        LogicalPlan.Ranking first = rank.ranks().getFirst();
        throw ErrorCondition.STREAM_WINDOW_FUNCTION
                .error()
                .with("windowFunc", first.kind().name() + "()")
                .with("columnName", Field.quote(first.column().name()))
                .with("windowSpec", specification(rank))
                .build();
    }

    /// As Spark says it, but for the names of tables.
    private static String specification(LogicalPlan.Rank rank) {
        String partition = rank.partition().isEmpty() ? "" : "PARTITION BY " + listed(rank.partition()) + " ";
        String frame = " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
        return "(" + partition + "ORDER BY " + listed(rank.order()) + frame + ")";
    }

    private static String listed(List<?> parts) {
        return parts.stream()
                .map(part -> part.toString().replaceAll("#\\d+", "").toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static boolean isWhole(LogicalPlan.Rank rank, OutputMode mode) {
        return switch (mode) {
            case COMPLETE -> groups(rank.input()).isPresent();
            case UPDATE -> false;
            case APPEND -> rank.partition().stream().anyMatch(each -> isWindow(each, rank.input()));
        };
    }

    /// The groups of a stream that a plan's rows are, each with columns of its own.
    private static Optional<LogicalPlan.Aggregate> groups(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Aggregate aggregate -> aggregate.isStreaming() ? Optional.of(aggregate) : Optional.empty();
            case LogicalPlan.Filter(var input, _) -> groups(input);
            case LogicalPlan.Project(var input, _) -> groups(input);
            case LogicalPlan.Rank rank -> groups(rank.input());
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.Watermark _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.Generate _,
                    LogicalPlan.Deduplicate _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.UserGroups _,
                    LogicalPlan.Sort _,
                    LogicalPlan.Limit _,
                    LogicalPlan.Union _,
                    LogicalPlan.Join _ -> Optional.empty();
        };
    }

    /// Whether rows that agree in the value come out together: it is the window of the groups below, or a bound of one
    /// whose length is fixed.
    private static boolean isWindow(Expression value, LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Project(var input, var columns) -> isWindow(throughProject(value, columns), input);
            case LogicalPlan.Filter(var input, _) -> isWindow(value, input);
            case LogicalPlan.Rank rank -> isWindow(value, rank.input());
            case LogicalPlan.Aggregate aggregate -> aggregate.isStreaming() && isKey(value, aggregate);
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.Watermark _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.Generate _,
                    LogicalPlan.Deduplicate _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.UserGroups _,
                    LogicalPlan.Sort _,
                    LogicalPlan.Limit _,
                    LogicalPlan.Union _,
                    LogicalPlan.Join _ -> false;
        };
    }

    private static boolean isKey(Expression value, LogicalPlan.Aggregate aggregate) {
        Column time = EventTime.first(aggregate.keys(), aggregate.input())
                .map(Named::column)
                .orElse(null);
        if (time == null) return false;
        boolean isBound = value instanceof Expression.FieldOf(Expression window, _)
                && aggregate.session() == null
                && isColumn(window, time);
        return isBound || isColumn(value, time);
    }

    private static boolean isColumn(Expression value, Column column) {
        return value instanceof Expression.ColumnRef(Column found) && found.id() == column.id();
    }

    private static Expression throughProject(Expression value, List<Named> columns) {
        if (value instanceof Expression.ColumnRef(Column column)) {
            return columns.stream()
                    .filter(named -> named.column().id() == column.id())
                    .map(Named::expression)
                    .findFirst()
                    .orElse(value);
        }
        List<Expression> children = value.children();
        return children.isEmpty()
                ? value
                : value.withChildren(children.stream()
                        .map(child -> throughProject(child, columns))
                        .toList());
    }
}
