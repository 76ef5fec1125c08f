package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.StandingClock;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The option `watermarkPerPartition`: of partitions that are read at a different pace, none makes another's rows late.
class PartitionWatermarksTest {

    private static final DataType.Struct COLUMNS = SqlParser.tableSchema("at TIMESTAMP");

    private final Map<String, List<Long>> partitions = new TreeMap<>();
    private final StandingClock clock = new StandingClock(1_000_000);
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .machine(clock.machine())
                .storage(new MemoryStorage())
                .parallelism(2)
                .config("spark.sql.session.timeZone", "UTC")
                .create();
        session.registerStream("times", COLUMNS, Divided::new);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void rowsOfTheSlowerPartitionAreNotLate() {
        add("a", 100);
        add("b", 10);
        try (SteppedQuery query = start("watermarkPerPartition = true")) {
            assertEquals("00:00:10", watermark(query));
            add("a", 200);
            add("b", 20);
            assertEquals("00:00:20", watermark(query));
            add("b", 15); // only b itself can make that late
            assertEquals(1, dropped(query));
        }
        add("b", 30);
        add("a", 300);
        try (SteppedQuery again = start("watermarkPerPartition = true")) {
            assertEquals("00:00:30", watermark(again), "where each stands is in the log");
            add("a", 310);
            assertEquals("00:00:30", watermark(again));
        }
    }

    @Test
    void withoutTheOptionTheFasterOneMakesThemLate() {
        add("a", 100);
        add("b", 10);
        try (SteppedQuery query = start("watermarkPerPartition = false")) {
            assertEquals("00:01:40", watermark(query));
            add("b", 20);
            assertEquals(1, dropped(query));
        }
    }

    @Test
    void aPartitionThatIsGoneHoldsNobodyBack() {
        add("a", 100);
        add("b", 10);
        try (SteppedQuery query = start("watermarkPerPartition = true")) {
            assertEquals("00:00:10", watermark(query));
            partitions.remove("b");
            add("a", 200);
            assertEquals("00:03:20", watermark(query));
        }
    }

    @Test
    void aSilentPartitionIsLetGoAndWhoHoldsTheWatermarkIsSaid() {
        add("a", 100);
        add("b", 10);
        try (SteppedQuery query = start("watermarkPerPartition = true, watermarkIdleTimeout = '30 seconds'")) {
            assertEquals("00:00:10", watermark(query));
            assertEquals(
                    "at of times, partition b, at 1970-01-01T00:00:10Z: a row with at of times, partition b from"
                            + " 1970-01-01T00:01:40Z",
                    session.sql("SELECT concat(held_by, ': ', released_by) FROM explain_waiting('checkpoint')")
                            .collectAsList()
                            .getLast()
                            .getString(0));
            clock.advance(20_000);
            add("a", 110);
            run(query);
            clock.advance(20_000);
            assertEquals("00:01:50", watermark(query));
        }
    }

    @Test
    void oneThatDoesNotSayItAnyMoreHasOneWatermark() {
        add("a", 100);
        add("b", 10);
        try (SteppedQuery query = start("watermarkPerPartition = true")) {
            assertEquals("00:00:10", watermark(query));
        }
        add("a", 120);
        try (SteppedQuery query = start("watermarkPerPartition = false")) {
            assertEquals("00:02:00", watermark(query));
        }
    }

    @Test
    void aStreamWithoutPartitionsIsRefused() {
        var words = new MemoryStream(COLUMNS);
        session.registerStream("words", COLUMNS, words::open);
        SluiceException error = assertThrows(SluiceException.class, () -> {
            try (SteppedQuery query = start("words", "watermarkPerPartition = true")) {
                run(query);
            }
        });
        assertEquals("SLUICE_OPTION.INVALID_VALUE", error.getCondition());
        assertEquals(
                "SLUICE_OPTION.INVALID_VALUE",
                assertThrows(SluiceException.class, () -> start("watermarkPerPartition = 'yes'"))
                        .getCondition());
    }

    private void add(String partition, long seconds) {
        partitions.computeIfAbsent(partition, _ -> new ArrayList<>()).add(seconds * 1_000_000);
    }

    private SteppedQuery start(String options) {
        return start("times", options);
    }

    private SteppedQuery start(String stream, String options) {
        return session.sql("SELECT at, count(*) AS n FROM STREAM " + stream + " WITH (" + options
                        + ") WATERMARK at DELAY OF INTERVAL 0 SECONDS GROUP BY at")
                .writeStream()
                .format("noop")
                .option("checkpointLocation", "checkpoint")
                .stepped();
    }

    private static List<QueryProgress> run(SteppedQuery query) {
        List<QueryProgress> batches = new ArrayList<>();
        for (var done = query.step(); done.isPresent(); done = query.step()) batches.add(done.get());
        return batches;
    }

    /// When all that is there was read.
    private static String watermark(SteppedQuery query) {
        return String.valueOf(run(query).getLast().eventTime().get("watermark")).substring(11, 19);
    }

    private static long dropped(SteppedQuery query) {
        return run(query).stream()
                .mapToLong(batch -> batch.stateOperators().getFirst().numRowsDroppedByWatermark())
                .sum();
    }

    /// Its offset says of each partition how many rows it has.
    private final class Divided implements Source {

        @Override
        public DataType.Struct schema() {
            return COLUMNS;
        }

        @Override
        public String description() {
            return "Divided";
        }

        @Override
        public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
            JsonValue.ObjectBuilder ends = JsonValue.object();
            partitions.forEach((name, rows) -> ends.put(name, rows.size()));
            return Optional.of(new Offset(ends.build()));
        }

        @Override
        public InputRange range(@Nullable Offset from, Offset to) {
            return new InputRange(from, to, JsonValue.JsonNull.NULL);
        }

        @Override
        public List<Split> splits(InputRange range) {
            List<Split> splits = new ArrayList<>();
            range.to().json().asObject().fields().forEach((name, end) -> {
                JsonValue begin = range.from() == null
                        ? null
                        : range.from().json().asObject().get(name);
                List<Long> rows =
                        partitions.get(name).subList(begin == null ? 0 : (int) begin.asLong(), (int) end.asLong());
                if (!rows.isEmpty()) splits.add(split(name, rows));
            });
            return splits;
        }

        @Override
        public Optional<Set<String>> partitions(@Nullable Offset at) {
            return Optional.of(
                    at == null ? Set.of() : at.json().asObject().fields().keySet());
        }

        @Override
        public void close() {}
    }

    private static Split split(String partition, List<Long> times) {
        VectorBuilder column = VectorBuilder.of(Atomic.TIMESTAMP, times.size());
        times.forEach(column::appendValue);
        var chunk = Chunk.of(times.size(), column.build());
        return new Split() {
            @Override
            public ChunkReader open() {
                return ChunkReader.of(List.of(chunk));
            }

            @Override
            public String partition() {
                return partition;
            }
        };
    }
}
