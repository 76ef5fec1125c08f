package dev.sluice.plan;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Which columns of a plan are the time of events, and which watermark they are under.
///
/// A column is, if [LogicalPlan.Watermark] says so, and then whatever passes it on or makes a window of it. Derived
/// from the plan and never stored, so that no rewriting can lose it. Source: Spark keeps the same as metadata of
/// attributes (`EventTimeWatermark.delayKey`).
public final class EventTime {

    /// The functions whose value is again a time of events, if their first argument is.
    private static final Set<String> KEEPING = Set.of("window", "window_time", "session_window");

    private EventTime() {}

    /// The event-time columns of a plan's output, in its order.
    public static List<Column> columns(LogicalPlan plan) {
        Set<Long> ids = ids(plan);
        return plan.output().stream()
                .filter(column -> ids.contains(column.id()))
                .toList();
    }

    /// The first of the named expressions over a plan's output that is a time of events.
    public static Optional<Named> first(List<Named> named, LogicalPlan input) {
        Set<Long> ids = ids(input);
        return named.stream().filter(each -> keeps(each.expression(), ids)).findFirst();
    }

    /// Whether an expression over a plan's output is a time of events.
    public static boolean isEventTime(Expression expression, LogicalPlan input) {
        return keeps(expression, ids(input));
    }

    /// How far the watermark of a plan's output lies from the query's, in milliseconds: what stateful operators above
    /// it may rely on. Nothing if no watermark is below, or none survives. Source: Spark's `WatermarkPropagator`.
    public static OptionalLong watermark(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Watermark _ -> OptionalLong.of(0);
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.Filter _,
                    LogicalPlan.Project _,
                    LogicalPlan.Generate _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.Aggregate _,
                    LogicalPlan.Sort _,
                    LogicalPlan.Limit _,
                    LogicalPlan.Union _,
                    LogicalPlan.Join _ -> inputWatermark(plan);
        };
    }

    /// The watermark of a plan's inputs: the lowest of theirs.
    public static OptionalLong inputWatermark(LogicalPlan plan) {
        return plan.children().stream()
                .map(EventTime::watermark)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    private static Set<Long> ids(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Scan _, LogicalPlan.StreamScan _, LogicalPlan.Values _ -> Set.of();
            case LogicalPlan.Watermark(_, Column time, _) -> Set.of(time.id());
            case LogicalPlan.Filter(var input, _) -> ids(input);
            case LogicalPlan.LateRows late -> ids(late.input());
            case LogicalPlan.Sort(var input, _) -> ids(input);
            case LogicalPlan.Limit limit -> ids(limit.input());
            case LogicalPlan.Project(var input, var columns) -> named(columns, ids(input));
            case LogicalPlan.Aggregate aggregate -> named(aggregate.keys(), ids(aggregate.input()));
            case LogicalPlan.Generate(var input, _, var argument, _, var made) -> {
                Set<Long> ids = new HashSet<>(ids(input));
                if (keeps(argument, ids)) made.forEach(column -> ids.add(column.id()));
                yield ids;
            }
            case LogicalPlan.Join join -> {
                Set<Long> ids = new HashSet<>(ids(join.left()));
                ids.addAll(ids(join.right()));
                yield ids;
            }
            case LogicalPlan.Union(var inputs, var output) -> {
                Set<Long> first = ids(inputs.getFirst()); // as in Spark, where the first input names the columns
                Set<Long> ids = new HashSet<>();
                for (int i = 0; i < output.size(); i++) {
                    if (first.contains(inputs.getFirst().output().get(i).id())) {
                        ids.add(output.get(i).id());
                    }
                }
                yield ids;
            }
        };
    }

    private static Set<Long> named(List<Named> columns, Set<Long> below) {
        Set<Long> ids = new HashSet<>();
        for (Named named : columns) {
            if (keeps(named.expression(), below)) ids.add(named.column().id());
        }
        return ids;
    }

    private static boolean keeps(Expression expression, Set<Long> ids) {
        return switch (expression) {
            case Expression.ColumnRef(Column column) -> ids.contains(column.id());
            case Expression.Call call ->
                KEEPING.contains(call.function().name())
                        && keeps(call.arguments().getFirst(), ids);
            case Expression.Literal _,
                    Expression.Cast _,
                    Expression.Case _,
                    Expression.Coalesce _,
                    Expression.Logical _,
                    Expression.FieldOf _,
                    Expression.MakeStruct _ -> false;
        };
    }

    /// Whether any watermark is below.
    public static boolean hasWatermark(LogicalPlan plan) {
        return plan.nodes().anyMatch(LogicalPlan.Watermark.class::isInstance);
    }
}
