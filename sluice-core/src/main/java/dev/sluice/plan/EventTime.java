package dev.sluice.plan;

import dev.sluice.ast.GroupCode;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.stream.TimeMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which columns of a plan are the time of events, and which watermark they are under.
///
/// A column is, if [LogicalPlan.Watermark] says so, and then whatever passes it on or makes a window of it. Derived
/// from the plan and never stored, so that no rewriting can lose it. Source: Spark keeps the same as metadata of
/// attributes (`EventTimeWatermark.delayKey`).
public final class EventTime {

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
        Map<Long, Long> delays = delays(input);
        return named.stream()
                .filter(each -> delay(each.expression(), delays) != null)
                .findFirst();
    }

    /// The key that says when a group of a stream is over: the session, or the first that is a time of events. Nothing
    /// if no watermark says so.
    public static Optional<Named> endingKey(LogicalPlan.Aggregate aggregate) {
        if (!aggregate.input().isStreaming() || inputWatermark(aggregate).isEmpty()) return Optional.empty();
        Column session = aggregate.session();
        List<Named> candidates = session == null
                ? aggregate.keys()
                : aggregate.keys().stream()
                        .filter(each -> each.column().equals(session))
                        .toList();
        return first(candidates, aggregate.input());
    }

    /// Whether an expression over a plan's output is a time of events.
    public static boolean isEventTime(Expression expression, LogicalPlan input) {
        return delay(expression, delays(input)) != null;
    }

    /// How far the watermark of a plan's output lies from the query's, in milliseconds: what stateful operators above
    /// it may rely on. Nothing if no watermark is below, or none survives. Source: Spark's `WatermarkPropagator`.
    public static OptionalLong watermark(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Watermark _ -> OptionalLong.of(0);
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.CollectMetrics _,
                    LogicalPlan.Filter _,
                    LogicalPlan.Project _,
                    LogicalPlan.Generate _,
                    LogicalPlan.Window _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.Aggregate _,
                    LogicalPlan.Deduplicate _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.Sort _,
                    LogicalPlan.Limit _,
                    LogicalPlan.Union _ -> inputWatermark(plan);
            case LogicalPlan.UserGroups groups ->
                switch (groups.code()) {
                    case GroupCode.Each _ -> inputWatermark(plan);
                    // What the code gives out may have any time.
                    case GroupCode.WithState _ -> OptionalLong.empty();
                    case GroupCode.Transform code ->
                        code.time() == TimeMode.PROCESSING_TIME ? OptionalLong.empty() : inputWatermark(plan);
                };
            case LogicalPlan.Join join -> {
                OptionalLong input = inputWatermark(join);
                yield input.isPresent() && join.joinsStreams()
                        ? OptionalLong.of(
                                input.getAsLong() + JoinTime.of(join).output().orElse(0))
                        : input;
            }
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

    /// The event-time columns by which rows may be late for a node of a query: those that it needs, and those that the
    /// query gives out.
    public static List<Column> lateBy(LogicalPlan.Deduplicate node, LogicalPlan query) {
        Set<Long> read = Stream.concat(node.keys().stream(), query.output().stream())
                .map(Column::id)
                .collect(Collectors.toSet());
        return columns(node.input()).stream()
                .filter(time -> node.withinWatermark() || read.contains(time.id()))
                .toList();
    }

    /// How late a row may be by an event-time column of a plan's output.
    public static long delayMillis(Column time, LogicalPlan plan) {
        return Objects.requireNonNull(delays(plan).get(time.id()), "no time of events");
    }

    /// Which column of what a processor gives out is the time of events, if the program has said so.
    public static @Nullable Column made(LogicalPlan.UserGroups groups) {
        if (!(groups.code() instanceof GroupCode.Transform code) || code.eventTime() == null) return null;
        return groups.made().stream()
                .filter(column -> column.name().equalsIgnoreCase(code.eventTime()))
                .findFirst()
                .orElse(null);
    }

    /// The delay of the watermark below, which a new column of times goes on under.
    private static long delayBelow(LogicalPlan plan) {
        return plan.nodes()
                .filter(LogicalPlan.Watermark.class::isInstance)
                .map(LogicalPlan.Watermark.class::cast)
                .mapToLong(LogicalPlan.Watermark::delayMillis)
                .findFirst()
                .orElse(0);
    }

    private static Set<Long> ids(LogicalPlan plan) {
        return delays(plan).keySet();
    }

    /// The event-time columns, by their ids, and the delay of the watermark that each is under.
    private static Map<Long, Long> delays(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Scan _, LogicalPlan.StreamScan _, LogicalPlan.Values _ -> Map.of();
            case LogicalPlan.Watermark(_, Column time, long delayMillis, _) -> Map.of(time.id(), delayMillis);
            case LogicalPlan.Filter(var input, _) -> delays(input);
            case LogicalPlan.Sort(var input, _) -> delays(input);
            case LogicalPlan.Limit limit -> delays(limit.input());
            case LogicalPlan.CollectMetrics metrics -> delays(metrics.input());
            case LogicalPlan.LateRows late -> delays(late.input());
            case LogicalPlan.Window window -> delays(window.input());
            case LogicalPlan.Deduplicate deduplicate -> delays(deduplicate.input());
            case LogicalPlan.UserRows rows -> rows.beside() ? delays(rows.input()) : Map.of();
            case LogicalPlan.UserGroups groups -> {
                Column time = made(groups);
                yield time == null ? Map.of() : Map.of(time.id(), delayBelow(groups.input()));
            }
            case LogicalPlan.Project(var input, var columns) -> named(columns, delays(input));
            case LogicalPlan.Aggregate aggregate -> named(aggregate.keys(), delays(aggregate.input()));
            case LogicalPlan.Generate(var input, _, var argument, _, var made) -> {
                Map<Long, Long> delays = new HashMap<>(delays(input));
                Long delay = delay(argument, delays);
                if (delay != null) made.forEach(column -> delays.put(column.id(), delay));
                yield delays;
            }
            case LogicalPlan.Join join -> {
                Map<Long, Long> delays = new HashMap<>(delays(join.left()));
                delays.putAll(delays(join.right()));
                yield delays;
            }
            case LogicalPlan.Union(var inputs, var output) -> {
                // As in Spark, where the first input names the columns.
                Map<Long, Long> first = delays(inputs.getFirst());
                Map<Long, Long> delays = new HashMap<>();
                for (int i = 0; i < output.size(); i++) {
                    Long delay = first.get(inputs.getFirst().output().get(i).id());
                    if (delay != null) delays.put(output.get(i).id(), delay);
                }
                yield delays;
            }
        };
    }

    private static Map<Long, Long> named(List<Named> columns, Map<Long, Long> below) {
        Map<Long, Long> delays = new HashMap<>();
        for (Named named : columns) {
            Long delay = delay(named.expression(), below);
            if (delay != null) delays.put(named.column().id(), delay);
        }
        return delays;
    }

    /// The delay of an expression that is a time of events, or null if it is none.
    private static @Nullable Long delay(Expression expression, Map<Long, Long> delays) {
        return switch (expression) {
            case Expression.ColumnRef(Column column) -> delays.get(column.id());
            case Expression.Call call ->
                Windows.keepsTime(call.function()) ? delay(call.arguments().getFirst(), delays) : null;
            case Expression.Literal _,
                    Expression.Cast _,
                    Expression.Case _,
                    Expression.Coalesce _,
                    Expression.Logical _,
                    Expression.FieldOf _,
                    Expression.MakeStruct _,
                    Expression.Variable _,
                    Expression.HigherOrderCall _ -> null;
        };
    }

    /// Whether any watermark is below.
    public static boolean hasWatermark(LogicalPlan plan) {
        return plan.nodes().anyMatch(LogicalPlan.Watermark.class::isInstance);
    }
}
