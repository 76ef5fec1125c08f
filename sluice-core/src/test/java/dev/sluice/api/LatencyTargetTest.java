package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.connector.Sink;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.StandingClock;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.Trigger;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Queries with a latency target, on a clock that only the sink moves: a millisecond for each micro-batch, and one for
/// each thousand rows.
class LatencyTargetTest {

    private final StandingClock clock = new StandingClock(1_714_564_800_000L);
    private final Storage storage = new MemoryStorage(clock::millis);
    private final MemoryStream numbers = new MemoryStream(SqlParser.tableSchema("n INT"));
    private final List<Integer> written = new ArrayList<>();

    private Session session() {
        Session session = Session.builder()
                .machine(clock.machine())
                .storage(storage)
                .parallelism(1)
                .create();
        session.registerStream("numbers", numbers.schema(), numbers::open);
        return session;
    }

    private DataStreamWriter<Row> writer(Session session) {
        return session.sql("SELECT n FROM STREAM numbers")
                .writeStream()
                .option("checkpointLocation", "checkpoint")
                .option("latencyTarget", "10 ms")
                .sink(SlowSink::new);
    }

    /// In pieces of a thousand rows, which are what the stream in memory can be cut to.
    private void add(int rows) {
        for (int i = 0; i < rows; i += 1_000) {
            List<List<Integer>> some = new ArrayList<>();
            for (int j = i; j < i + 1_000; j++) some.add(List.of(j));
            numbers.add(some);
        }
    }

    private static List<Long> run(SteppedQuery query) {
        List<Long> rows = new ArrayList<>();
        for (Optional<QueryProgress> step = query.step(); step.isPresent(); step = query.step()) {
            rows.add(step.get().numInputRows());
        }
        return rows;
    }

    @Test
    void microBatchesTakeHalfTheTargetAsSoonAsItIsKnownWhatTheyCost() {
        try (Session session = session();
                SteppedQuery query = writer(session).stepped()) {
            add(100_000);
            List<Long> rows = run(query);
            assertEquals(1_000, rows.getFirst(), "nothing is known at first");
            // 1 ms and 4,000 rows of a microsecond are 5 ms.
            List<Long> later = rows.subList(8, rows.size() - 1);
            assertTrue(later.size() > 10 && later.stream().allMatch(each -> each == 4_000), rows::toString);
            add(2_000);
            assertEquals(List.of(2_000L), run(query), "little is not cut");
        }
        assertEquals(102_000, written.size());
    }

    @Test
    void aRestartRunsWhatWasPlannedAndFindsOutAnew() {
        try (Session session = session();
                SteppedQuery query = writer(session).stepped()) {
            add(50_000);
            for (int i = 0; i < 10; i++) query.step();
        }
        try (Session session = session();
                SteppedQuery query = writer(session).stepped()) {
            List<Long> rows = run(query);
            assertEquals(4_000, rows.getFirst(), "as it was planned");
        }
        assertEquals(50_000, written.size());
    }

    @Test
    void availableNowIsCutToo() {
        try (Session session = session()) {
            add(20_000);
            try (SteppedQuery query =
                    writer(session).trigger(Trigger.AvailableNow()).stepped()) {
                assertTrue(run(query).size() >= 4);
            }
        }
        assertEquals(20_000, written.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 second", "once", "continuous 1 second"})
    void triggersThatSayTheSizeThemselvesAreRefused(String trigger) {
        try (Session session = session()) {
            DataStreamWriter<Row> writer = writer(session).trigger(Trigger.parse(trigger));
            var refused = assertThrows(SluiceException.class, writer::stepped);
            assertEquals(
                    "SLUICE_STREAMING.LATENCY_TARGET_AND_TRIGGER",
                    refused.condition().condition());
        }
    }

    @Test
    void theSettingIsForTriggersThatItGoesWith() {
        try (Session session = session()) {
            session.conf().set("sluice.latencyTarget", "10 ms");
            add(20_000);
            DataStreamWriter<Row> writer = session.sql("SELECT n FROM STREAM numbers")
                    .writeStream()
                    .option("checkpointLocation", "checkpoint")
                    .sink(SlowSink::new);
            try (SteppedQuery query = writer.trigger(Trigger.Once()).stepped()) {
                assertEquals(List.of(20_000L), run(query));
            }
            add(20_000);
            try (SteppedQuery query = writer.trigger(Trigger.AvailableNow()).stepped()) {
                assertTrue(run(query).size() >= 4);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"often", "'-1 ms'", "'0 seconds'", "'5 parsecs'", "''"})
    void whatIsNoDurationIsRefused(String target) {
        try (Session session = session()) {
            DataStreamWriter<Row> writer = writer(session).option("latencyTarget", target);
            var refused = assertThrows(SluiceException.class, writer::stepped);
            assertEquals("SLUICE_OPTION.INVALID_VALUE", refused.condition().condition());
        }
    }

    private final class SlowSink implements Sink, Sink.Batch, Sink.Writer {

        private long rows;

        @Override
        public String description() {
            return "slow";
        }

        @Override
        public Batch begin(long batchId, boolean complete) {
            rows = 0;
            return this;
        }

        @Override
        public Writer writer(int partition) {
            return this;
        }

        @Override
        public void write(Chunk chunk) {
            rows += chunk.rowCount();
            for (int i = 0; i < chunk.rowCount(); i++) written.add(i);
        }

        @Override
        public void commit() {
            clock.advance(1 + rows / 1_000);
        }

        @Override
        public void abort(Throwable cause) {}

        @Override
        public void close() {}
    }
}
