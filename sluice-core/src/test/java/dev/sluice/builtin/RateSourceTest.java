package dev.sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.StandingClock;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateSourceTest {

    /// 2020-01-01.
    private final StandingClock clock = new StandingClock(1_577_836_800_000L);

    private Source open(String format, String... namesAndValues) {
        Provider provider = Rows.provider(format);
        Options options = Rows.options(namesAndValues);
        var around = Rows.around(new MemoryStorage(), clock, new ByteArrayOutputStream());
        return provider.source(options, provider.schema(options, null, true, around), around)
                .orElseThrow();
    }

    private static Offset latest(Source source, @Nullable Offset from) {
        return source.latest(from, ReadLimit.OPTIONS).orElseThrow();
    }

    /// The rows in the order of their numbers, whichever split they are in.
    private static List<String> rows(Source source, InputRange range) {
        return Rows.of(source.splits(range), source.schema()).stream()
                .sorted(Comparator.comparingLong(RateSourceTest::value))
                .toList();
    }

    private static long value(String row) {
        return Long.parseLong(row.substring(row.indexOf('|') + 1));
    }

    private static String refused(String format, String... namesAndValues) {
        return assertThrows(
                        SluiceException.class,
                        () -> Rows.provider(format).schema(Rows.options(namesAndValues), null, true, Rows.around()))
                .sentence();
    }

    @Test
    void rowsComeSecondBySecondEvenlySpread() {
        try (Source source = open("rate", "rowsPerSecond", "2")) {
            assertEquals("timestamp TIMESTAMP,value BIGINT", source.schema().toDdl());
            Offset start = latest(source, null);
            assertEquals("0", start.toString());
            assertEquals(List.of(), rows(source, source.range(null, start)));
            clock.advance(2_700);
            Offset end = latest(source, start);
            assertEquals("2", end.toString());
            InputRange range = source.range(start, end);
            assertEquals(
                    List.of(
                            "2020-01-01 00:00:00|0",
                            "2020-01-01 00:00:00.5|1",
                            "2020-01-01 00:00:01|2",
                            "2020-01-01 00:00:01.5|3"),
                    rows(source, range));
            assertEquals(4, source.rowCount(range).orElseThrow());
            assertEquals(Duration.ofMillis(300), source.pollInterval().orElseThrow());
        }
    }

    @Test
    void itGetsFasterWhileRampUpLasts() {
        var rate = RateOptions.of(Rows.options("rowsPerSecond", "10", "rampUpTime", "4s"));
        assertEquals(
                List.of(0L, 2L, 6L, 12L, 20L, 30L, 40L),
                LongStream.rangeClosed(0, 6).map(rate::rowsAt).boxed().toList());
    }

    @Test
    void aReplayInALaterLifeMakesTheSameRows() {
        InputRange planned;
        List<String> before;
        JsonValue memory;
        try (Source source = open("rate", "rowsPerSecond", "3", "numPartitions", "2")) {
            clock.advance(1_500);
            planned = source.range(null, latest(source, null));
            before = rows(source, planned);
            memory = source.memory();
        }
        clock.advance(10_000);
        try (Source source = open("rate", "rowsPerSecond", "3", "numPartitions", "5")) {
            assertEquals(before, rows(source, planned));
            source.replay(planned);
            assertEquals("11", latest(source, planned.to()).toString());
        }
        try (Source source = open("rate", "rowsPerSecond", "3")) {
            source.restore(memory);
            assertEquals("11", latest(source, planned.to()).toString());
        }
    }

    @Test
    void aClockThatGoesBackTakesNothingBack() {
        try (Source source = open("rate")) {
            clock.advance(5_000);
            Offset end = latest(source, null);
            clock.advance(-3_000);
            assertEquals(end, latest(source, end));
        }
    }

    @Test
    void whatComesAfterFreezingIsLeftOut() {
        try (Source source = open("rate")) {
            clock.advance(5_000);
            assertTrue(source.freeze());
            clock.advance(5_000);
            assertEquals("5", latest(source, null).toString());
        }
    }

    @Test
    void manyRowsAreDealtOutToAllReaders() {
        try (Source source = open("rate", "rowsPerSecond", "100001", "numPartitions", "7")) {
            clock.advance(1_000);
            InputRange range = source.range(null, latest(source, null));
            assertEquals(7, source.splits(range).size());
            List<Long> values = Rows.of(source.splits(range), source.schema()).stream()
                    .map(RateSourceTest::value)
                    .sorted()
                    .toList();
            assertEquals(LongStream.range(0, 100_001).boxed().toList(), values);
        }
    }

    @Test
    void valuesThatRunOutAreSaid() {
        String fastest = String.valueOf(Long.MAX_VALUE);
        var rampUp =
                assertThrows(SluiceException.class, () -> open("rate", "rowsPerSecond", fastest, "rampUpTime", "2s"));
        assertEquals("INCORRECT_RAMP_UP_RATE", rampUp.getCondition());
        try (Source source = open("rate", "rowsPerSecond", fastest)) {
            clock.advance(2_000);
            InputRange range = source.range(null, latest(source, null));
            var end = assertThrows(SluiceException.class, () -> source.splits(range));
            assertEquals("INCORRECT_END_OFFSET", end.getCondition());
        }
    }

    @Test
    void progressShowsTheRateAsSparkDoes() {
        try (Source source = open("rate");
                Source perBatch = open("rate-micro-batch", "rowsPerBatch", "5")) {
            assertEquals(
                    "RateStreamV2[rowsPerSecond=1, rampUpTimeSeconds=0, numPartitions=default", source.description());
            assertEquals(
                    "RatePerMicroBatchStream[rowsPerBatch=5, numPartitions=default, startTimestamp=0, "
                            + "advanceMsPerBatch=1000]",
                    perBatch.description());
        }
    }

    @Test
    void badOptionsAreRefusedInTheWordsOfSpark() {
        assertTrue(refused("rate", "rowsPerSecond", "0")
                .contains("Invalid value '0'. The option 'rowsPerSecond' must be positive"));
        assertTrue(refused("rate", "rowsPerSecond", "x").contains("Invalid value 'x' for option 'rowsPerSecond'"));
        assertTrue(refused("rate", "numPartitions", "0")
                .contains("Invalid value '0'. The option 'numPartitions' must be positive"));
        assertTrue(refused("rate", "rampUpTime", "-1s")
                .contains("Invalid value '-1'. The option 'rampUpTime' must not be negative"));
        assertTrue(refused("rate", "rampUpTime", "x").contains("Failed to parse time string: x"));
        assertTrue(
                refused("rate-micro-batch").contains("Invalid value '0'. The option 'rowsPerBatch' must be positive"));
        assertTrue(refused("rate-micro-batch", "rowsPerBatch", "1", "startTimestamp", "-1")
                .contains("Invalid value '-1'. The option 'startTimestamp' must be non-negative"));
        var own = DataType.Struct.of(Field.of("a", DataType.Atomic.INT));
        assertTrue(assertThrows(
                        SluiceException.class,
                        () -> Rows.provider("rate").schema(Rows.options(), own, true, Rows.around()))
                .sentence()
                .contains("RateStreamProvider source does not support user-specified schema."));
    }

    @Test
    void everyMicroBatchHasItsRowsAndOneTimestamp() {
        String[] options = {"rowsPerBatch", "3", "startTimestamp", "1000", "advanceMillisPerBatch", "50"};
        try (Source source = open("rate-micro-batch", options)) {
            Offset first = latest(source, null);
            assertEquals("{\"offset\":3,\"timestamp\":1050}", first.toString());
            assertEquals(
                    List.of("1970-01-01 00:00:01|0", "1970-01-01 00:00:01|1", "1970-01-01 00:00:01|2"),
                    rows(source, source.range(null, first)));
            Offset second = latest(source, first);
            InputRange range = source.range(first, second);
            assertEquals(
                    List.of("1970-01-01 00:00:01.05|3", "1970-01-01 00:00:01.05|4", "1970-01-01 00:00:01.05|5"),
                    rows(source, range));
            assertEquals(3, source.rowCount(range).orElseThrow());
        }
    }

    @Test
    void frozenItHasOneMicroBatchMore() {
        try (Source source = open("rate-micro-batch", "rowsPerBatch", "3")) {
            assertTrue(source.freeze());
            Offset end = latest(source, null);
            assertEquals(end, latest(source, end));
        }
    }

    @Test
    void aLimitInRowsTakesWholeSecondsAndAtLeastOne() {
        try (Source source = open("rate", "rowsPerSecond", "10")) {
            Offset start = latest(source, null);
            clock.advance(10_000);
            assertEquals(
                    "1", source.latest(start, ReadLimit.rows(5)).orElseThrow().toString());
            assertEquals(90, source.rowsLeft());
            Offset third = source.latest(start, ReadLimit.rows(39)).orElseThrow();
            assertEquals("3", third.toString());
            assertEquals(
                    "10", source.latest(third, ReadLimit.rows(70)).orElseThrow().toString());
            assertEquals(0, source.rowsLeft());
        }
    }
}
