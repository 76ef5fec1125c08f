package dev.sluice.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.execution.EventTimeStats;
import dev.sluice.expression.Column;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.streaming.WatermarkTracker.Policy;
import dev.sluice.type.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatermarkTrackerTest {

    private static final LogicalPlan NOTHING = new LogicalPlan.Values(List.of(), List.of());

    @Test
    void theWatermarkIsTheNewestTimeLessTheDelayAndNeverGoesBack() {
        var one = List.of(watermark(10));
        WatermarkTracker first = WatermarkTracker.START.advance(one, _ -> seen(100), Policy.MIN);
        assertEquals(90, first.millis());
        assertEquals(90, first.advance(one, _ -> seen(50), Policy.MIN).millis());
        assertEquals(
                90, first.advance(one, _ -> EventTimeStats.NONE, Policy.MIN).millis());
    }

    @Test
    void ofSeveralTheLowestCountsAndOneThatSawNothingHoldsAllBack() {
        var two = List.of(watermark(0), watermark(0));
        WatermarkTracker silent =
                WatermarkTracker.START.advance(two, i -> i == 0 ? seen(100) : EventTimeStats.NONE, Policy.MIN);
        assertEquals(0, silent.millis());
        assertEquals(
                40,
                silent.advance(two, i -> i == 0 ? EventTimeStats.NONE : seen(40), Policy.MIN)
                        .millis());
    }

    @Test
    void ofSeveralTheHighestCountsIfThePolicySaysSo() {
        var two = List.of(watermark(0), watermark(0));
        WatermarkTracker one =
                WatermarkTracker.START.advance(two, i -> i == 0 ? seen(100) : EventTimeStats.NONE, Policy.MAX);
        assertEquals(100, one.millis());
    }

    @Test
    void whatItKnowsSurvivesTheLog() {
        var two = List.of(watermark(0), watermark(0));
        WatermarkTracker one =
                WatermarkTracker.START.advance(two, i -> i == 0 ? seen(100) : EventTimeStats.NONE, Policy.MIN);
        assertEquals(one, WatermarkTracker.of(one.millis(), one.toJson()));
    }

    private static LogicalPlan.Watermark watermark(long delayMillis) {
        return new LogicalPlan.Watermark(NOTHING, new Column(1, "at", DataType.Atomic.TIMESTAMP, true), delayMillis);
    }

    private static EventTimeStats seen(long maxMillis) {
        return new EventTimeStats(1, maxMillis, maxMillis, maxMillis);
    }
}
