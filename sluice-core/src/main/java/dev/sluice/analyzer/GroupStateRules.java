package dev.sluice.analyzer;

import dev.sluice.ast.GroupCode;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `mapGroupsWithState` and `flatMapGroupsWithState` can't do on a stream.
final class GroupStateRules {

    private static final String ON_STREAMS = " a streaming DataFrame/Dataset";

    private GroupStateRules() {}

    /// How many of them may stand together; looked at before anything else.
    static void checkTogether(LogicalPlan plan, OutputMode mode) {
        List<GroupCode.WithState> codes =
                plan.nodes().flatMap(GroupStateRules::code).toList();
        long single = codes.stream().filter(GroupCode.WithState::single).count();
        if (single >= 2)
            throw refused("Multiple mapGroupsWithStates are not supported on a streaming DataFrames/Datasets");
        if (single == 1 && codes.size() > 1) {
            throw refused("Mixing mapGroupsWithStates and flatMapGroupsWithStates are not supported on a streaming "
                    + "DataFrames/Datasets");
        }
        boolean append = mode == OutputMode.APPEND && codes.stream().allMatch(code -> code.mode() == OutputMode.APPEND);
        if (codes.size() > 1 && !append) {
            throw refused("Multiple flatMapGroupsWithStates are not supported when they are not all in append mode or "
                    + "the output mode is not append on a streaming DataFrames/Datasets");
        }
    }

    /// @param query what the node is part of
    static void check(LogicalPlan.UserGroups node, GroupCode.WithState code, OutputMode mode, LogicalPlan query) {
        checkInitial(node);
        Predicate<LogicalPlan> aggregates = each -> each instanceof LogicalPlan.Aggregate && each.isStreaming();
        boolean aggregated = query.nodes().anyMatch(aggregates);
        if (code.single() && mode != OutputMode.UPDATE) {
            throw refused(
                    "mapGroupsWithState is not supported with " + named(mode) + " output mode on" + ON_STREAMS,
                    "use outputMode 'update'; flatMapGroupsWithState(function, OutputMode.APPEND, …) is for 'append'.");
        }
        if (!code.single() && !aggregated && code.mode() != mode) {
            throw refused(
                    "flatMapGroupsWithState in " + code.mode().word() + " mode is not supported with " + named(mode)
                            + " output mode on" + ON_STREAMS,
                    "the two have to be the same: outputMode '" + code.mode().word()
                            + "', or another mode in the call of flatMapGroupsWithState.");
        }
        if (!code.single() && aggregated && code.mode() == OutputMode.UPDATE) {
            throw refused("flatMapGroupsWithState in update mode is not supported with aggregation on" + ON_STREAMS);
        }
        checkTimeout(node, code);
    }

    static void checkInitial(LogicalPlan.UserGroups node) {
        if (node.initial() != null && node.initial().input().isStreaming()) {
            throw refused("Non-streaming DataFrame/Dataset is not supported as the initial state in "
                    + "[flatMap|map]GroupsWithState operation on" + ON_STREAMS);
        }
    }

    private static void checkTimeout(LogicalPlan.UserGroups node, GroupCode.WithState code) {
        boolean eventTime = code.timeout() == GroupStateTimeout.EVENT_TIME_TIMEOUT;
        if (eventTime && EventTime.columns(node.input()).isEmpty()) {
            throw refused(
                    "Watermark must be specified in the query using '[Dataset/DataFrame].withWatermark()' for using "
                            + "event-time timeout in a [map|flatMap]GroupsWithState. Event-time timeout not supported without "
                            + "watermark.");
        }
    }

    private static Stream<GroupCode.WithState> code(LogicalPlan node) {
        return node.isStreaming()
                        && node instanceof LogicalPlan.UserGroups groups
                        && groups.code() instanceof GroupCode.WithState code
                ? Stream.of(code)
                : Stream.empty();
    }

    private static String named(OutputMode mode) {
        return Character.toUpperCase(mode.word().charAt(0)) + mode.word().substring(1);
    }

    private static SluiceException refused(String reason) {
        return refused(reason, null);
    }

    private static SluiceException refused(String reason, @Nullable String hint) {
        return ErrorCondition.STREAM_GROUPS_WITH_STATE
                .error()
                .with("reason", reason)
                .hint(hint)
                .build();
    }
}
