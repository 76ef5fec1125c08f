package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.expression.WindowCall;
import dev.sluice.expression.WindowValue;
import dev.sluice.function.WindowFunction;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.stream.OutputMode;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// When rows of a stream may be ranked, which Spark never allows: when all rows of a partition are there at once.
///
/// In complete mode each micro-batch has the whole result. In append mode the groups of a window come together, once
/// the watermark has passed its end, so that rows can be ranked among those of their window. Either way nothing has to
/// be remembered for it. In update mode a row that comes would have to take others back: that is refused.
final class RankRules {

    private RankRules() {}

    static void check(LogicalPlan.Window window, OutputMode mode, StreamingPermissions permissions) {
        if (permissions.topN() && isRanking(window) && isWhole(window, mode)) return;
        WindowCall first = window.calls().getFirst();
        throw ErrorCondition.STREAM_WINDOW_FUNCTION
                .error()
                .with("windowFunc", first.said().function().toUpperCase(Locale.ROOT))
                .with("columnName", Field.quote(first.column().name()))
                .with("windowSpec", first.said().window().toUpperCase(Locale.ROOT))
                .build();
    }

    private static boolean isRanking(LogicalPlan.Window window) {
        return window.calls().stream().map(WindowCall::value).allMatch(RankRules::isRank);
    }

    private static boolean isRank(WindowValue value) {
        return value instanceof WindowValue.Place(WindowFunction function) && function.countsRows();
    }

    private static boolean isWhole(LogicalPlan.Window window, OutputMode mode) {
        return switch (mode) {
            case COMPLETE -> groups(window.input()).isPresent();
            case UPDATE -> false;
            case APPEND -> window.partition().stream().anyMatch(each -> isWindow(each, window.input()));
        };
    }

    /// The groups of a stream that a plan's rows are, each with columns of its own.
    private static Optional<LogicalPlan.Aggregate> groups(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Aggregate aggregate -> aggregate.isStreaming() ? Optional.of(aggregate) : Optional.empty();
            case LogicalPlan.Filter(var input, _) -> groups(input);
            case LogicalPlan.CollectMetrics metrics -> groups(metrics.input());
            case LogicalPlan.Project(var input, _) -> groups(input);
            case LogicalPlan.Window window -> groups(window.input());
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
            case LogicalPlan.CollectMetrics metrics -> isWindow(value, metrics.input());
            case LogicalPlan.Window window -> isWindow(value, window.input());
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
