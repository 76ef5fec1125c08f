package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.Recovery;
import dev.sluice.connector.Source;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.execution.operator.CollectMetricsExec;
import dev.sluice.optimizer.Optimizer;
import dev.sluice.optimizer.SharedScans;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.PlanText;
import dev.sluice.plan.TreeText;
import dev.sluice.planner.PhysicalPlanner;
import dev.sluice.state.StateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a query is going to run: its outputs' plans, planned together, and what they keep and read.
///
/// @param query what was said
/// @param optimized the outputs' plans
/// @param physical how they run
/// @param streams what they read, by place
/// @param watermarks of the query, in the order in which the log says how far they are
record QueryPlans(
        StreamingPlan query,
        List<LogicalPlan> optimized,
        List<PhysicalPlan> physical,
        List<LogicalPlan.StreamScan> streams,
        List<LogicalPlan.Watermark> watermarks) {

    /// The plans of a query that was not opened.
    static QueryPlans none(StreamingPlan query) {
        return new QueryPlans(query, List.of(), List.of(), List.of(), List.of());
    }

    static QueryPlans of(StreamingPlan query) {
        var optimizer = new Optimizer(query.zone());
        var planner = PhysicalPlanner.forStream(query.zone(), query.updateChains());
        List<LogicalPlan> optimized = SharedScans.widen(query.outputs().stream()
                .map(output -> optimizer.optimize(output.plan()))
                .toList());
        List<PhysicalPlan> physical = new ArrayList<>();
        for (StreamingPlan.QueryOutput output : query.outputs()) {
            physical.add(planner.plan(optimized.get(physical.size()), output.mode()));
        }
        return new QueryPlans(query, optimized, physical, planner.streams(), planner.watermarks());
    }

    Map<String, CollectMetricsExec> metrics() {
        return CollectMetricsExec.in(physical);
    }

    List<StatefulPlan> operators() {
        return StatefulPlans.of(physical);
    }

    /// @param before the run before, whose variables may be kept though nobody asks for them, or null
    List<StateSpec> specs(LogEntry.@Nullable Opened before) {
        return StatefulPlans.specs(operators(), before);
    }

    /// Compared with what a checkpoint has of the query.
    QueryRestart restart(Recovery recovery, QuerySources sources) {
        return new QueryRestart(recovery, specs(recovery.progress().opened()), StateMeanings.of(optimized), sources);
    }

    /// What starting the query from its checkpoint would do with what that holds. Changes nothing.
    List<String> describeRestart() {
        Recovery recovery = Recovery.look(query.checkpoint(), query.directory());
        if (recovery.progress().opened() == null) return List.of("there is no checkpoint yet: it begins anew");
        List<Source> opened = new ArrayList<>();
        try {
            QuerySources found = QuerySources.open(streams, recovery.progress(), opened);
            return restart(recovery, found).describe(query.onChange());
        } finally {
            opened.forEach(Source::close);
        }
    }

    /// The plans as text, for EXPLAIN.
    ///
    /// @param extended whether the logical plans are shown too
    String explain(boolean extended) {
        var text = new StringBuilder();
        if (extended) {
            text.append("== Analyzed Logical Plan ==\n");
            query.outputs().forEach(output -> text.append(PlanText.of(output.plan())));
            text.append("\n== Optimized Logical Plan ==\n");
            optimized.forEach(plan -> text.append(PlanText.of(plan)));
            text.append('\n');
        }
        text.append("== Physical Plan ==\n");
        physical.forEach(plan -> text.append(TreeText.of(plan, PhysicalPlan::children, PhysicalPlan::describe)));
        return text.toString();
    }

    /// How a run of it begins in the log.
    LogEntry.Opened opened(
            String engineVersion,
            String queryId,
            String runId,
            long epoch,
            List<StateSpec> specs,
            QuerySources sources,
            boolean adapted) {
        return new LogEntry.Opened(
                engineVersion,
                queryId,
                runId,
                String.join(
                        "\n",
                        query.outputs().stream()
                                .map(output -> PlanText.of(output.plan()))
                                .toList()),
                specs,
                epoch,
                query.statePartitions(),
                sources.descriptions(),
                watermarks.stream().map(QueryPlans::described).toList(),
                StateMeanings.of(optimized),
                StatefulPlans.dueTimes(operators()),
                adapted);
    }

    private static LogEntry.WatermarkDescription described(LogicalPlan.Watermark watermark) {
        List<LogicalPlan.StreamScan> under = watermark
                .collect(node -> node instanceof LogicalPlan.StreamScan scan ? Stream.of(scan) : Stream.empty())
                .toList();
        return new LogEntry.WatermarkDescription(
                watermark.time().name(),
                watermark.delayMillis(),
                under.stream().map(scan -> scan.table().description()).toList(),
                WatermarkTracker.timeoutMillis(watermark));
    }
}
