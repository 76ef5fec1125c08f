package dev.sluice.streaming;

import dev.sluice.checkpoint.CheckpointSettings;
import dev.sluice.checkpoint.LogEntry;
import dev.sluice.connector.Sink;
import dev.sluice.execution.Watermarks;
import dev.sluice.json.JsonValue;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.state.StatePlace;
import dev.sluice.storage.Storage;
import dev.sluice.stream.Interval;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A streaming query, ready to be started.
///
/// @param name or null
/// @param outputs at least one; streams that several of them read are read once
/// @param badRows opens the sink of rows that can't be worked on; without one they fail the query
/// @param latencyTarget how long after they came rows should be committed, or null if micro-batches take what there is
/// @param checkpoint where the log is kept, and its directory there
/// @param temporary whether the checkpoint goes when the query ends well
/// @param statePartitions in how many partitions state is kept
/// @param conf the settings that the answer depends on, for the log
/// @param state opens the place where state is kept
/// @param onChange what to do if the checkpoint is that of the query in another form
public record StreamingPlan(
        @Nullable String name,
        List<QueryOutput> outputs,
        @Nullable Supplier<Sink> badRows,
        Trigger trigger,
        @Nullable Duration latencyTarget,
        Storage checkpoint,
        String directory,
        boolean temporary,
        int statePartitions,
        ZoneId zone,
        Map<String, String> conf,
        Upkeep upkeep,
        Supplier<StatePlace> state,
        OnChange onChange) {

    /// How the checkpoint is kept: what no answer depends on, and is therefore not in the log.
    ///
    /// @param historyMillis for how long back, so that the query can be taken back; besides the number of micro-batches
    ///     that is in the settings
    /// @param historyBytes where a history that is this large ends, however young it is
    /// @param shareRows see [CheckpointSettings]
    /// @param sharePercent see [CheckpointSettings]
    public record Upkeep(long historyMillis, long historyBytes, long shareRows, long sharePercent) {
        public static final Upkeep DEFAULT = new Upkeep(3_600_000, 4L << 30, 1_024, 100);
    }

    public StreamingPlan {
        outputs = List.copyOf(outputs);
        conf = Map.copyOf(conf);
        if (outputs.isEmpty()) throw new IllegalArgumentException("a query without output");
    }

    private static final String RETAINED_BATCHES = "spark.sql.streaming.minBatchesToRetain";
    private static final String POLICY = "spark.sql.streaming.multipleWatermarkPolicy";
    private static final String WATERMARK_INTERVAL = "sluice.watermark.interval";
    private static final String EMPTY_BATCHES = "spark.sql.streaming.noDataMicroBatches.enabled";

    private static final String ALLOW_MULTIPLE = "spark.sql.streaming.statefulOperator.allowMultiple";

    private static final String UPDATE_CHAINS = "sluice.sql.beyondSpark.updateChains";

    /// How its checkpoint is kept.
    CheckpointSettings checkpointSettings() {
        if (temporary) return CheckpointSettings.TEMPORARY;
        CheckpointSettings usual = CheckpointSettings.DEFAULT;
        return new CheckpointSettings(
                setting("sluice.checkpoint.segmentBytes", usual.segmentBytes()),
                setting("sluice.checkpoint.snapshotBytes", usual.snapshotLogBytes()),
                usual.snapshotBatches(),
                upkeep.shareRows(),
                upkeep.sharePercent(),
                setting(RETAINED_BATCHES, usual.minBatchesToRetain()),
                upkeep.historyMillis(),
                upkeep.historyBytes());
    }

    private long setting(String key, long usual) {
        String said = conf.get(key);
        return said == null ? usual : Long.parseLong(said);
    }

    /// Which of several watermarks is the query's, and in what steps it moves.
    WatermarkTracker.Rule watermarkRule() {
        return new WatermarkTracker.Rule(
                WatermarkTracker.Policy.valueOf(conf.getOrDefault(POLICY, "min").toUpperCase(Locale.ROOT)),
                Interval.millis(conf.getOrDefault(WATERMARK_INTERVAL, "0 seconds")));
    }

    /// Whether a micro-batch without input is made when the watermark has moved.
    boolean emptyBatches() {
        return Boolean.parseBoolean(conf.getOrDefault(EMPTY_BATCHES, "true"));
    }

    /// Whether groups below other operators are given out when they are over, though the query is in update mode.
    boolean updateChains() {
        return Boolean.parseBoolean(conf.getOrDefault(UPDATE_CHAINS, "false"));
    }

    /// Whether rows are late by the watermark of the micro-batch before, and not already by the current one.
    boolean lateByTheBatchBefore() {
        return Boolean.parseBoolean(conf.getOrDefault(ALLOW_MULTIPLE, "true"));
    }

    /// The watermarks that a micro-batch runs with.
    Watermarks watermarks(LogEntry.Planned batch) {
        JsonValue said = batch.watermarks();
        if (!lateByTheBatchBefore()) return new Watermarks(batch.watermarkMillis(), batch.watermarkMillis());
        long late = said == JsonValue.JsonNull.NULL
                ? 0
                : said.asObject().require("lateMs").asLong();
        return new Watermarks(late, batch.watermarkMillis());
    }

    /// Whether one of several outputs may have been out of the query for a while, without harm to the others.
    private static final String BESIDE = SinkPlaces.LATE_ROWS;

    /// @param plan analyzed, its stateful operators with ids
    /// @param sink opens the sink; once for each run
    /// @param mode what of the result a micro-batch writes
    /// @param what goes there, in words that tell it from the query's other outputs: [SinkPlaces#RESULT], if it has one
    public record QueryOutput(LogicalPlan plan, Supplier<Sink> sink, OutputMode mode, String what) {

        /// The one result of a query.
        public static QueryOutput result(LogicalPlan plan, Supplier<Sink> sink, OutputMode mode) {
            return new QueryOutput(plan, sink, mode, SinkPlaces.RESULT);
        }

        /// One of several results of a query.
        ///
        /// @param table which takes it
        public static QueryOutput rowsOf(String table, LogicalPlan plan, Supplier<Sink> sink, OutputMode mode) {
            return new QueryOutput(plan, sink, mode, SinkPlaces.rowsOf(table));
        }

        /// Rows that were dropped as late for a result, which are only ever added.
        ///
        /// @param result for which they were late
        public static QueryOutput lateRows(LogicalPlan plan, Supplier<Sink> sink, String result) {
            String what = result.equals(SinkPlaces.RESULT) ? BESIDE : BESIDE + " of " + result;
            return new QueryOutput(plan, sink, OutputMode.APPEND, what);
        }

        /// Whether it is a result, and no rows beside one.
        boolean isResult() {
            return !what.startsWith(BESIDE);
        }
    }
}
