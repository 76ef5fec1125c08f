package dev.sluice.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.Offset;
import dev.sluice.json.JsonValue;
import dev.sluice.stream.Trigger;
import dev.sluice.streaming.BatchPlanner.Position;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {

    private static Position position(@Nullable Integer from, @Nullable Integer latest) {
        return new Position(
                from == null ? null : offset(from), Optional.ofNullable(latest).map(BatchPlannerTest::offset));
    }

    private static Offset offset(int row) {
        return new Offset(JsonValue.of(row));
    }

    @Test
    void aMicroBatchRunsWhenAnySourceHasSomethingNew() {
        assertTrue(BatchPlanner.hasNews(List.of(position(3, 3), position(1, 2))));
        assertFalse(BatchPlanner.hasNews(List.of(position(3, 3), position(1, 1))));
    }

    @Test
    void aSourceThatCanNameItsBeginningMakesAnEmptyFirstMicroBatch() {
        assertTrue(BatchPlanner.hasNews(List.of(position(null, 0))));
    }

    @Test
    void aSourceThatHasNeverHadDataMakesNone() {
        assertFalse(BatchPlanner.hasNews(List.of(position(null, null))));
    }

    @Test
    void onceIsOnce() {
        assertTrue(BatchPlanner.mayGoOn(Trigger.Once(), 0));
        assertFalse(BatchPlanner.mayGoOn(Trigger.Once(), 1));
        assertTrue(BatchPlanner.mayGoOn(Trigger.AvailableNow(), 7));
    }

    @Test
    void queriesWithAnEndEndWhenNothingIsNew() {
        assertTrue(BatchPlanner.endsWhenQuiet(Trigger.AvailableNow()));
        assertTrue(BatchPlanner.endsWhenQuiet(Trigger.Once()));
        assertFalse(BatchPlanner.endsWhenQuiet(Trigger.DEFAULT));
        assertFalse(BatchPlanner.endsWhenQuiet(Trigger.Continuous(1_000)));
        assertFalse(BatchPlanner.endsWhenQuiet(Trigger.RealTime(5_000)));
    }

    @Test
    void onlyRealTimeAndContinuousLetRowsFlow() {
        assertEquals(OptionalLong.of(5_000), BatchPlanner.openMillis(Trigger.RealTime(5_000)));
        assertEquals(OptionalLong.of(0), BatchPlanner.openMillis(Trigger.Continuous(0)));
        for (Trigger other :
                List.of(Trigger.DEFAULT, Trigger.ProcessingTime(1), Trigger.Once(), Trigger.AvailableNow()))
            assertEquals(OptionalLong.empty(), BatchPlanner.openMillis(other));
    }

    @Test
    void aTriggerFiresAtTheMultiplesOfItsInterval() {
        Trigger everyTen = Trigger.ProcessingTime(10_000);
        assertEquals(20_000, BatchPlanner.nextTriggerMillis(everyTen, 10_000));
        assertEquals(20_000, BatchPlanner.nextTriggerMillis(everyTen, 19_999));
        assertEquals(7, BatchPlanner.nextTriggerMillis(Trigger.DEFAULT, 7));
    }
}
