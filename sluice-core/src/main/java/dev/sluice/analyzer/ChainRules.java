package dev.sluice.analyzer;

import dev.sluice.ast.GroupCode;
import dev.sluice.error.ErrorCondition;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;

/// Which stateful operators can't stand above which others: those whose rows may come late to the upper one, or again
/// and again.
final class ChainRules {

    private static final System.Logger LOG = System.getLogger("UnsupportedOperationChecker");

    private ChainRules() {}

    static void check(LogicalPlan plan, OutputMode mode, StreamingPermissions permissions) {
        boolean risky = plan.nodes()
                .filter(LogicalPlan::isStreaming)
                .filter(ChainRules::isStateful)
                .flatMap(node -> node.children().stream())
                .flatMap(LogicalPlan::nodes)
                .filter(LogicalPlan::isStreaming)
                .anyMatch(below -> endsChains(below, mode) && !(permissions.updateChains() && isOver(below, mode)));
        if (!risky) return;
        if (permissions.checksCorrectness())
            throw ErrorCondition.STREAM_CHAINED_STATE.error().build();
        LOG.log(
                System.Logger.Level.WARNING,
                ErrorCondition.STREAM_CHAINED_STATE.error().build().sentence());
    }

    /// Whether the node's groups can be given out once, when they are over, so that the nodes above see each once.
    private static boolean isOver(LogicalPlan node, OutputMode mode) {
        return mode == OutputMode.UPDATE
                && node instanceof LogicalPlan.Aggregate aggregate
                && StreamingRules.ends(aggregate);
    }

    /// Whether late rows are lost to the node. Duplicates are dropped without regard to time, if it is no key.
    private static boolean isStateful(LogicalPlan node) {
        return switch (node) {
            case LogicalPlan.Aggregate _ -> true;
            case LogicalPlan.Deduplicate deduplicate ->
                deduplicate.withinWatermark()
                        || EventTime.columns(deduplicate.input()).stream().anyMatch(deduplicate.keys()::contains);
            case LogicalPlan.UserGroups groups -> !(groups.code() instanceof GroupCode.Each);
            case LogicalPlan.Join join ->
                join.left().isStreaming() && join.right().isStreaming();
            case LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.Filter _,
                    LogicalPlan.Project _,
                    LogicalPlan.Watermark _,
                    LogicalPlan.CollectMetrics _,
                    LogicalPlan.Generate _,
                    LogicalPlan.Window _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.Sort _,
                    LogicalPlan.Limit _,
                    LogicalPlan.Union _ -> false;
        };
    }

    /// Whether no stateful operator may stand above the node.
    private static boolean endsChains(LogicalPlan node, OutputMode mode) {
        return switch (node) {
            case LogicalPlan.Aggregate _ -> mode != OutputMode.APPEND;
            case LogicalPlan.UserGroups groups ->
                groups.code() instanceof GroupCode.WithState code
                        && code.timeout() == GroupStateTimeout.EVENT_TIME_TIMEOUT;
            case LogicalPlan.Deduplicate _,
                    LogicalPlan.Join _,
                    LogicalPlan.Scan _,
                    LogicalPlan.StreamScan _,
                    LogicalPlan.Values _,
                    LogicalPlan.Filter _,
                    LogicalPlan.Project _,
                    LogicalPlan.Watermark _,
                    LogicalPlan.CollectMetrics _,
                    LogicalPlan.Generate _,
                    LogicalPlan.Window _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.Sort _,
                    LogicalPlan.Limit _,
                    LogicalPlan.Union _ -> false;
        };
    }
}
