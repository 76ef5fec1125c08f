package dev.sluice.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.catalog.StreamTable;
import dev.sluice.execution.EventTimeStats;
import dev.sluice.expression.Column;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.streaming.WatermarkTracker.Policy;
import dev.sluice.streaming.WatermarkTracker.Rule;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WatermarkTrackerTest {

    private static final Rule MIN = new Rule(Policy.MIN, 0);
    private static final Rule MAX = new Rule(Policy.MAX, 0);
    private static final LogicalPlan NOTHING = new LogicalPlan.Values(List.of(), List.of());

    @Test
    void theWatermarkIsTheNewestTimeLessTheDelayAndNeverGoesBack() {
        var one = List.of(watermark(10));
        WatermarkTracker first = WatermarkTracker.START.advance(one, _ -> seen(100), MIN, 0);
        assertEquals(90, first.millis());
        assertEquals(90, first.advance(one, _ -> seen(50), MIN, 0).millis());
        assertEquals(90, first.advance(one, _ -> Map.of(), MIN, 0).millis());
    }

    @Test
    void ofSeveralTheLowestCountsAndOneThatSawNothingHoldsAllBack() {
        var two = List.of(watermark(0), watermark(0));
        WatermarkTracker silent = WatermarkTracker.START.advance(two, i -> i == 0 ? seen(100) : Map.of(), MIN, 0);
        assertEquals(0, silent.millis());
        assertEquals(
                40,
                silent.advance(two, i -> i == 0 ? Map.of() : seen(40), MIN, 0).millis());
    }

    @Test
    void ofSeveralTheHighestCountsIfThePolicySaysSo() {
        var two = List.of(watermark(0), watermark(0));
        WatermarkTracker one = WatermarkTracker.START.advance(two, i -> i == 0 ? seen(100) : Map.of(), MAX, 0);
        assertEquals(100, one.millis());
    }

    @Test
    void whatItKnowsSurvivesTheLog() {
        var two = List.of(watermark(0), watermark(0));
        WatermarkTracker one = WatermarkTracker.START.advance(two, i -> i == 0 ? seen(100) : Map.of(), MIN, 0);
        assertEquals(one, WatermarkTracker.of(one.millis(), one.toJson()));
    }

    @Test
    void anInputThatIsSilentForAsLongAsItSaidHoldsNobodyBack() {
        var two = List.of(watermark(0), patient(1_000));
        WatermarkTracker begun = WatermarkTracker.START.advance(two, i -> seen(10), MIN, 5_000);
        WatermarkTracker on = begun.advance(two, i -> i == 0 ? seen(70) : Map.of(), MIN, 5_500);
        assertEquals(10, on.millis());
        assertEquals(OptionalLong.of(6_000), on.nextIdleMillis(5_500, two));
        assertEquals(10, on.at(5_999, two, MIN).millis());
        assertEquals(70, on.at(6_000, two, MIN).millis());
        WatermarkTracker back = on.at(6_000, two, MIN).advance(two, i -> i == 1 ? seen(20) : Map.of(), MIN, 7_000);
        assertEquals(70, back.millis(), "it never goes back");
    }

    @Test
    void ifAllAreIdleTheWatermarkStays() {
        var one = List.of(patient(1_000));
        WatermarkTracker begun = WatermarkTracker.START.advance(one, i -> seen(10), MIN, 0);
        assertEquals(10, begun.at(100_000, one, MIN).millis());
    }

    @Test
    void ofPartitionsTheSlowestCountsFromItsFirstRowOn() {
        var one = List.of(watermark(10));
        WatermarkTracker first = WatermarkTracker.START.advance(one, _ -> seen("0:a", 30), MIN, 0);
        assertEquals(20, first.millis());
        WatermarkTracker second = first.advance(one, _ -> seen("0:b", 15), MIN, 0);
        assertEquals(20, second.millis(), "it never goes back");
        WatermarkTracker ahead = second.advance(one, _ -> seen("0:a", 100), MIN, 0);
        assertEquals(20, ahead.millis(), "b is at 5");
        assertEquals(40, ahead.advance(one, _ -> seen("0:b", 50), MIN, 0).millis());
        assertEquals(
                90,
                ahead.without("0:b"::equals).advance(one, _ -> Map.of(), MIN, 0).millis());
        assertEquals(ahead, WatermarkTracker.of(ahead.millis(), ahead.toJson()));
    }

    @Test
    void whatIsOfNoPartitionCountsAsOneMore() {
        var one = List.of(watermark(0));
        WatermarkTracker both = WatermarkTracker.START
                .advance(one, _ -> seen("0:a", 100), MIN, 0)
                .advance(one, _ -> seen("", 50), MIN, 0)
                .advance(one, _ -> seen("0:a", 200), MIN, 0);
        assertEquals(100, both.millis(), "it stood there before the others were seen");
        assertEquals(150, both.advance(one, _ -> seen("", 150), MIN, 0).millis());
        WatermarkTracker alone = both.without(_ -> true).advance(one, _ -> seen("", 160), MIN, 0);
        assertEquals(200, alone.millis(), "nothing is told apart any more");
    }

    @Test
    void aPartitionThatIsSilentHoldsNobodyBack() {
        var one = List.of(patient(1_000));
        WatermarkTracker begun = WatermarkTracker.START
                .advance(one, _ -> seen("0:a", 10), MIN, 5_000)
                .advance(one, _ -> seen("0:b", 70), MIN, 5_500);
        assertEquals(10, begun.millis());
        assertEquals(OptionalLong.of(6_000), begun.nextIdleMillis(5_500, one));
        assertEquals(OptionalLong.of(6_500), begun.nextIdleMillis(6_000, one));
        assertEquals(70, begun.at(6_000, one, MIN).millis());
        assertEquals(10, begun.at(6_500, one, MIN).millis(), "all are idle: it stays");
    }

    /// Of an input with a timeout.
    private static LogicalPlan.Watermark patient(long timeoutMillis) {
        var table = new StreamTable("s", new DataType.Struct(List.of()), () -> {
                    throw new IllegalStateException("not to be opened");
                })
                .with(new StreamTable.Times(timeoutMillis, true));
        var scan = new LogicalPlan.StreamScan(table, 0, List.of(), List.of());
        return new LogicalPlan.Watermark(scan, new Column(1, "at", DataType.Atomic.TIMESTAMP, true), 0, 0);
    }

    private static LogicalPlan.Watermark watermark(long delayMillis) {
        return new LogicalPlan.Watermark(NOTHING, new Column(1, "at", DataType.Atomic.TIMESTAMP, true), delayMillis, 0);
    }

    private static Map<String, EventTimeStats> seen(long maxMillis) {
        return seen("", maxMillis);
    }

    private static Map<String, EventTimeStats> seen(String partition, long maxMillis) {
        return Map.of(partition, new EventTimeStats(1, maxMillis, maxMillis, maxMillis));
    }
}
