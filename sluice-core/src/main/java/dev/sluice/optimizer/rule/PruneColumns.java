package dev.sluice.optimizer.rule;

import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.optimizer.Rule;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Columns that nobody reads are not read from the input.
///
/// ```text
/// Project a              Project a
///   Filter b > 1   =>      Filter b > 1
///     Scan a, b, c           Scan a, b
/// ```
///
/// Looks at the whole plan, from the top: what is wanted above decides what is kept below.
public final class PruneColumns implements Rule {

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return prune(plan, ids(plan.output()));
    }

    private static LogicalPlan prune(LogicalPlan plan, Set<Long> wanted) {
        return switch (plan) {
            case LogicalPlan.Scan(var input, var ordinals, var output) -> {
                List<Integer> kept = kept(output, wanted);
                yield kept.size() == output.size()
                        ? plan
                        : new LogicalPlan.Scan(input, pick(ordinals, kept), pick(output, kept));
            }
            case LogicalPlan.StreamScan(var table, long id, var ordinals, var output) -> {
                List<Integer> kept = kept(output, wanted);
                yield kept.size() == output.size()
                        ? plan
                        : new LogicalPlan.StreamScan(table, id, pick(ordinals, kept), pick(output, kept));
            }
            case LogicalPlan.Values _ -> plan;
            case LogicalPlan.Filter(var input, Expression condition) ->
                plan.mapChildren(_ -> prune(input, with(wanted, condition)));
            case LogicalPlan.Project(var input, var columns) -> {
                List<Named> kept = columns.stream()
                        .filter(named -> wanted.contains(named.column().id()))
                        .toList();
                Set<Long> below = new HashSet<>();
                kept.forEach(named -> below.addAll(ids(named.expression().references())));
                LogicalPlan pruned = prune(input, below);
                yield pruned == input && kept.size() == columns.size() ? plan : new LogicalPlan.Project(pruned, kept);
            }
            case LogicalPlan.Watermark(var input, var time, _, _) -> {
                Set<Long> below = new HashSet<>(wanted);
                below.add(time.id());
                yield plan.mapChildren(_ -> prune(input, below));
            }
            case LogicalPlan.LateRows(var input, Expression time, _, _, _) ->
                plan.mapChildren(_ -> prune(input, with(ids(input.output()), time)));
            case LogicalPlan.Window window -> {
                Set<Long> below = new HashSet<>(wanted);
                window.reads().forEach(expression -> below.addAll(ids(expression.references())));
                yield plan.mapChildren(_ -> prune(window.input(), below));
            }
            case LogicalPlan.Generate(var input, _, Expression argument, _, _) ->
                plan.mapChildren(_ -> prune(input, with(wanted, argument)));
            case LogicalPlan.Aggregate(var input, var keys, _, var aggregates, _) -> {
                Set<Long> below = new HashSet<>();
                keys.forEach(key -> below.addAll(ids(key.expression().references())));
                addReads(aggregates, below);
                yield plan.mapChildren(_ -> prune(input, below));
            }
            case LogicalPlan.CollectMetrics(var input, _, var calls, _, _) -> {
                Set<Long> below = new HashSet<>(wanted);
                addReads(calls, below);
                yield plan.mapChildren(_ -> prune(input, below));
            }
            case LogicalPlan.Deduplicate(var input, var keys, boolean withinWatermark, _) -> {
                Set<Long> below = new HashSet<>(wanted);
                below.addAll(ids(keys));
                if (withinWatermark) below.addAll(ids(EventTime.columns(input)));
                yield plan.mapChildren(_ -> prune(input, below));
            }
            case LogicalPlan.UserRows rows -> {
                Set<Long> below = new HashSet<>(rows.beside() ? wanted : Set.of());
                below.addAll(ids(rows.objects().references().toList()));
                yield plan.mapChildren(_ -> prune(rows.input(), below));
            }
            case LogicalPlan.UserGroups groups -> {
                // A time of events is read, since rows may be late by it.
                Set<Long> below = ids(EventTime.columns(groups.input()));
                below.addAll(ids(groups.groups().references().toList()));
                if (groups.initial() != null)
                    below.addAll(ids(groups.initial().references().toList()));
                yield plan.mapChildren(child -> prune(child, below));
            }
            case LogicalPlan.Sort(var input, var keys) -> {
                Set<Long> below = new HashSet<>(wanted);
                keys.forEach(key -> below.addAll(ids(key.expression().references())));
                yield plan.mapChildren(_ -> prune(input, below));
            }
            case LogicalPlan.Limit limit -> plan.mapChildren(_ -> prune(limit.input(), wanted));
            case LogicalPlan.Union _ -> {
                // Inputs go by place, so all keep all their columns.
                yield plan.mapChildren(input -> prune(input, ids(input.output())));
            }
            case LogicalPlan.Join(_, _, _, var leftKeys, var rightKeys, var condition, _) -> {
                Set<Long> below = new HashSet<>(wanted);
                leftKeys.forEach(key -> below.addAll(ids(key.references())));
                rightKeys.forEach(key -> below.addAll(ids(key.references())));
                if (condition != null) below.addAll(ids(condition.references()));
                yield plan.mapChildren(side -> prune(side, below));
            }
        };
    }

    private static void addReads(List<AggregateCall> calls, Set<Long> below) {
        for (AggregateCall call : calls) {
            call.arguments().forEach(argument -> below.addAll(ids(argument.references())));
            if (call.filter() != null) below.addAll(ids(call.filter().references()));
        }
    }

    private static Set<Long> with(Set<Long> wanted, Expression read) {
        Set<Long> more = new HashSet<>(wanted);
        more.addAll(ids(read.references()));
        return more;
    }

    private static Set<Long> ids(Iterable<Column> columns) {
        Set<Long> ids = new HashSet<>();
        columns.forEach(column -> ids.add(column.id()));
        return ids;
    }

    private static List<Integer> kept(List<Column> output, Set<Long> wanted) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < output.size(); i++) {
            if (wanted.contains(output.get(i).id())) kept.add(i);
        }
        return kept;
    }

    private static <T> List<T> pick(List<T> from, List<Integer> places) {
        return places.stream().<T>map(from::get).toList();
    }
}
