package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.JoinTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.stream.OutputMode;
import org.jspecify.annotations.Nullable;

/// Which joins a stream can have.
final class StreamJoinRules {

    private StreamJoinRules() {}

    static void check(LogicalPlan.Join join, OutputMode mode) {
        if (join.joinsStreams()) {
            checkStreams(join, mode);
            return;
        }
        boolean left = join.left().isStreaming();
        boolean right = join.right().isStreaming();
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
        throw join.kind() == JoinKind.LEFT_ANTI ? antiRefused() : refused(text);
    }

    private static SluiceException antiRefused() {
        return refused("LeftAnti joins with a streaming DataFrame/Dataset on the right are not supported");
    }

    /// A row that comes out because it has no partner must be known to get none, so something must end the waiting.
    private static void checkStreams(LogicalPlan.Join join, OutputMode mode) {
        String kind = join.kind().sql();
        JoinTime time = JoinTime.of(join);
        boolean ends = switch (join.kind()) {
            case INNER -> true;
            case LEFT_OUTER, LEFT_SEMI -> time.left().isPresent();
            case RIGHT_OUTER -> time.right().isPresent();
            case FULL_OUTER -> time.left().isPresent() || time.right().isPresent();
            case LEFT_ANTI -> throw antiRefused();
        };
        boolean outer = join.kind() != JoinKind.INNER && join.kind() != JoinKind.LEFT_SEMI;
        if (outer && mode != OutputMode.APPEND || mode == OutputMode.COMPLETE) {
            String name = mode == OutputMode.UPDATE ? "Update" : "Complete";
            throw refused(kind + " join between two streaming DataFrames/Datasets is not supported in " + name
                    + " output mode, only in Append " + (outer ? "" : "and Update ") + "output mode"
                    + (outer ? "" : "s"));
        }
        if (!ends) {
            throw refused(
                    "Stream-stream " + kind
                            + " join between two streaming DataFrame/Datasets is not supported without a watermark in the"
                            + " join keys, or a watermark on the nullable side and an appropriate range condition",
                    "a row can come out alone only when no partner can come any more: give both streams a watermark"
                            + " (withWatermark, or WATERMARK … DELAY OF), and say in the condition how far apart in time"
                            + " partners may be, such as r.at BETWEEN l.at AND l.at + INTERVAL 10 MINUTES.");
        }
    }

    private static SluiceException refused(String text) {
        return refused(text, null);
    }

    private static SluiceException refused(String text, @Nullable String hint) {
        return ErrorCondition.STREAM_JOIN.error().with("join", text).hint(hint).build();
    }

    private static String other(String side) {
        return side.equals("left") ? "right" : "left";
    }
}
