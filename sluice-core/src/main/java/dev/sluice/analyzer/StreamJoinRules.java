package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;

/// Which joins a stream can have.
final class StreamJoinRules {

    private StreamJoinRules() {}

    static void check(LogicalPlan.Join join) {
        boolean left = join.left().isStreaming();
        boolean right = join.right().isStreaming();
        if (left && right) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "a join of two streams")
                    .build();
        }
        String streaming = left ? "left" : "right";
        String kind = join.kind().sql();
        boolean refused = switch (join.kind()) {
            case INNER -> false;
            case LEFT_OUTER, LEFT_SEMI, LEFT_ANTI -> right;
            case RIGHT_OUTER -> left;
            case FULL_OUTER -> true;
        };
        if (!refused) return;
        String text = join.kind() == JoinKind.FULL_OUTER
                ? "FullOuter joins with streaming DataFrames/Datasets on the " + streaming
                        + " and a static DataFrame/Dataset on the " + other(streaming) + " is not supported"
                : join.kind() == JoinKind.RIGHT_OUTER
                        ? kind
                                + " join with a streaming DataFrame/Dataset on the left and a static DataFrame/DataSet on the"
                                + " right not supported"
                        : kind
                                + " join with a streaming DataFrame/Dataset on the right and a static DataFrame/Dataset on"
                                + " the left is not supported";
        throw ErrorCondition.STREAM_STATIC_JOIN.error().with("join", text).build();
    }

    private static String other(String side) {
        return side.equals("left") ? "right" : "left";
    }
}
