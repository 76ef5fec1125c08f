package dev.sluice.api;

import dev.sluice.analyzer.StreamingRules;
import dev.sluice.api.function.VoidFunction2;
import dev.sluice.ast.Relation;
import dev.sluice.builtin.ForeachBatchSink;
import dev.sluice.builtin.ForeachSink;
import dev.sluice.builtin.MemorySink;
import dev.sluice.builtin.MemoryTable;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.catalog.Formats;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.Suggestion;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.expression.Column;
import dev.sluice.json.JsonValue;
import dev.sluice.optimizer.Optimizer;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.StateIds;
import dev.sluice.plan.TreeText;
import dev.sluice.planner.PhysicalPlanner;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import dev.sluice.streaming.MicroBatchExecution;
import dev.sluice.streaming.OnChange;
import dev.sluice.streaming.SinkPlaces;
import dev.sluice.streaming.StreamingPlan;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Says where a stream goes, how, and when, with Spark's method names; [#start] starts it.
public final class DataStreamWriter<T> extends FormatChoice<DataStreamWriter<T>> {

    private static final System.Logger LOG = System.getLogger("StreamingQueryManager");
    private static final Set<String> ALL_MODES = Set.of("append", "update", "complete");

    private final Dataset<T> frame;
    private LogicalPlan written;
    private @Nullable OutputMode mode;
    private @Nullable Trigger trigger;
    private @Nullable String name;
    private @Nullable Supplier<Sink> callback;
    private @Nullable Function<DataType.Struct, Sink> lateRows;

    DataStreamWriter(Dataset<T> frame) {
        super(frame.sparkSession());
        this.frame = frame;
        written = frame.plan();
    }

    @Override
    DataStreamWriter<T> self() {
        return this;
    }

    /// @param name `append`, `update` or `complete`
    public DataStreamWriter<T> outputMode(String name) {
        return outputMode(OutputMode.named(name)
                .orElseThrow(() -> ErrorCondition.OUTPUT_MODE_INVALID
                        .error()
                        .with("outputMode", name)
                        .hint(Suggestion.likely(name, ALL_MODES)
                                .map(near -> "did you mean " + near + "?")
                                .orElse(null))
                        .build()));
    }

    public DataStreamWriter<T> outputMode(OutputMode wanted) {
        mode = wanted;
        return this;
    }

    public DataStreamWriter<T> trigger(Trigger when) {
        trigger = when;
        return this;
    }

    /// The columns that become directories.
    public DataStreamWriter<T> partitionBy(String... columns) {
        return option("partitionBy", JsonValue.of(List.of(columns)).toText());
    }

    public DataStreamWriter<T> queryName(String unique) {
        name = unique;
        return this;
    }

    /// Gives each object to a program.
    public DataStreamWriter<T> foreach(ForeachWriter<T> writer) {
        format = "foreach";
        written = frame.objects();
        List<DataType> types = written.output().stream().map(Column::type).toList();
        callback = () -> new ForeachSink(
                () -> new OneAtATime<>(writer, frame.encoder().reader(types)),
                () -> new AsTheyCome<>(writer, frame.encoder().reader(types)));
        return this;
    }

    /// Gives each micro-batch to a program, as a Dataset of its rows and its id. The id and the rows are the same if it
    /// has to be run again.
    public DataStreamWriter<T> foreachBatch(VoidFunction2<Dataset<T>, Long> function) {
        DataType.Struct schema = frame.schema();
        format = "foreachBatch";
        callback = () -> new ForeachBatchSink((chunks, batchId) -> function.call(rows(chunks, schema), batchId));
        return this;
    }

    /// Gives the micro-batches to a sink of the program's own.
    ///
    /// @param open opens it; once for each run of the query
    public DataStreamWriter<T> sink(Supplier<Sink> open) {
        format = "sink";
        callback = open;
        return this;
    }

    /// Gives the rows that come too late to a sink of the program's own, as the option `lateRowsTo` does to a table.
    ///
    /// @param open opens it for rows of a schema; once for each run of the query
    public DataStreamWriter<T> lateRowsTo(Function<DataType.Struct, Sink> open) {
        lateRows = open;
        return this;
    }

    private Dataset<T> rows(List<Chunk> chunks, DataType.Struct schema) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Chunk chunk : chunks) {
            for (int i = 0; i < chunk.rowCount(); i++) {
                rows.add(Values.row(chunk, chunk.selection().row(i), schema));
            }
        }
        return frame.with(new Relation.LocalRows(schema, rows));
    }

    public StreamingQuery start(String path) {
        return path(path).start();
    }

    /// Writes into a table that was declared by CREATE TABLE.
    public StreamingQuery toTable(String table) {
        return new SqlCommands(session).insert(table, frame.toDF(), options, mode, trigger, name);
    }

    /// Starts the query.
    ///
    /// @throws SluiceException if it is refused, or can't be opened
    public StreamingQuery start() {
        return session.streams().start(plan());
    }

    /// Opens the query without a thread of its own: the caller makes its micro-batches. For tests.
    ///
    /// @throws SluiceException if it is refused, or can't be opened
    public SteppedQuery stepped() {
        return stepped(Runnable::run);
    }

    /// As [#stepped()].
    ///
    /// @param background makes snapshots, whenever it likes
    public SteppedQuery stepped(Executor background) {
        return new SteppedQuery(
                new MicroBatchExecution(plan(), session.machine(), session.workers(), background, () -> {}));
    }

    StreamingPlan plan() {
        OutputMode outputMode = mode == null ? OutputMode.APPEND : mode;
        Trigger when = trigger == null ? defaultTrigger() : trigger;
        LogicalPlan plan = StateIds.assign(written);
        StreamingRules.checkStreaming(plan, outputMode, session.conf().permissions());
        checkTables();
        checkFlow(when, plan, outputMode);
        Supplier<Sink> sink = callback == null ? sink(outputMode) : callback;
        Checkpoint checkpoint = checkpoint();
        return new StreamingPlan(
                name,
                outputs(plan, sink, outputMode),
                new Options(options)
                        .get(OptionCheck.BAD_ROWS_TO)
                        .map(table -> SideOutputs.badRows(table, session))
                        .orElse(null),
                outputMode,
                when,
                LatencyTarget.of(new Options(options), session.conf(), when),
                checkpoint.storage,
                checkpoint.directory,
                checkpoint.temporary,
                session.conf().partitions(),
                session.conf().zone(),
                Map.of(
                        SessionConf.SHUFFLE_PARTITIONS, session.conf().get(SessionConf.SHUFFLE_PARTITIONS),
                        SessionConf.RETAINED_BATCHES, session.conf().get(SessionConf.RETAINED_BATCHES),
                        SessionConf.SEGMENT_BYTES, session.conf().get(SessionConf.SEGMENT_BYTES),
                        SessionConf.SNAPSHOT_BYTES, session.conf().get(SessionConf.SNAPSHOT_BYTES),
                        SessionConf.WATERMARK_POLICY, session.conf().get(SessionConf.WATERMARK_POLICY),
                        SessionConf.WATERMARK_INTERVAL, session.conf().get(SessionConf.WATERMARK_INTERVAL),
                        SessionConf.UPDATE_CHAINS, session.conf().get(SessionConf.UPDATE_CHAINS),
                        SessionConf.ALLOW_MULTIPLE, session.conf().get(SessionConf.ALLOW_MULTIPLE),
                        SessionConf.EMPTY_BATCHES, session.conf().get(SessionConf.EMPTY_BATCHES)),
                new StreamingPlan.Upkeep(
                        Long.parseLong(session.conf().get(SessionConf.HISTORY_SECONDS)) * 1_000,
                        Long.parseLong(session.conf().get(SessionConf.HISTORY_MEGABYTES)) << 20,
                        Long.parseLong(session.conf().get(SessionConf.SHARE_ROWS)),
                        Long.parseLong(session.conf().get(SessionConf.SHARE_PERCENT))),
                StateBackends.of(session.conf()),
                OnChange.valueOf(session.conf().get(SessionConf.ON_CHANGE).toUpperCase(Locale.ROOT)));
    }

    /// What rows need to flow, if the trigger wants them to. Whether sources and sinks let them is seen when they are
    /// opened.
    private void checkFlow(Trigger when, LogicalPlan plan, OutputMode outputMode) {
        switch (when) {
            case Trigger.ContinuousTrigger _ -> StreamingRules.checkContinuous(plan);
            case Trigger.RealTimeTrigger(long duration) -> {
                long minimum = Long.parseLong(session.conf().get(SessionConf.REAL_TIME_MINIMUM));
                if (duration < minimum) {
                    throw ErrorCondition.REAL_TIME_INTERVAL
                            .error()
                            .with("interval", duration)
                            .with("minBatchDuration", minimum)
                            .build();
                }
                boolean checks = Boolean.parseBoolean(session.conf().get(SessionConf.REAL_TIME_CHECK));
                StreamingRules.checkRealTime(plan, outputMode, checks);
            }
            case Trigger.ProcessingTimeTrigger _, Trigger.OneTimeTrigger _, Trigger.AvailableNowTrigger _ -> {}
        }
    }

    /// Late and bad rows need tables of their own; those that are only known when they are opened are checked then.
    private void checkTables() {
        var places = new SinkPlaces();
        var said = new Options(options);
        if (name != null && callback == null && format.equalsIgnoreCase("memory")) {
            places.take(tablePlace(name), SinkPlaces.RESULT);
        }
        said.get(OptionCheck.LATE_ROWS_TO).ifPresent(table -> places.take(tablePlace(table), SinkPlaces.LATE_ROWS));
        said.get(OptionCheck.BAD_ROWS_TO).ifPresent(table -> places.take(tablePlace(table), SinkPlaces.BAD_ROWS));
    }

    private static String tablePlace(String table) {
        return "the table " + Field.quote(table.toLowerCase(Locale.ROOT));
    }

    private List<StreamingPlan.QueryOutput> outputs(LogicalPlan plan, Supplier<Sink> sink, OutputMode outputMode) {
        var result = new StreamingPlan.QueryOutput(plan, sink);
        if (lateRows != null) return List.of(result, SideOutputs.lateRows(lateRows, plan, outputMode, session));
        return new Options(options)
                .get(OptionCheck.LATE_ROWS_TO)
                .map(table -> List.of(result, SideOutputs.lateRows(table, plan, outputMode, session)))
                .orElse(List.of(result));
    }

    private Trigger defaultTrigger() {
        String said = session.conf().get(SessionConf.TRIGGER);
        return said.isEmpty() ? Trigger.DEFAULT : Trigger.parse(said);
    }

    // ---- the sink

    private Supplier<Sink> sink(OutputMode outputMode) {
        Provider provider = session.catalog()
                .provider(format)
                .orElseThrow(() -> Formats.unknown(format, session.catalog().formatNames()));
        if (provider.sinkModes().isEmpty()) {
            throw ErrorCondition.NOT_A_STREAMING_SINK
                    .error()
                    .with("format", provider.name())
                    .build();
        }
        if (!provider.sinkModes().contains(outputMode.word())) {
            throw ErrorCondition.OUTPUT_MODE_UNSUPPORTED_DATASOURCE
                    .error()
                    .with("outputMode", outputMode.word())
                    .with("className", provider.name())
                    .hint(provider.name() + " takes outputMode '"
                            + String.join(
                                    "' or '",
                                    provider.sinkModes().stream().sorted().toList())
                            + "'; what changes goes to console, memory, foreachBatch or jdbc.")
                    .build();
        }
        Options own = BatchWrite.options(provider, options, session);
        provider.checkSink(own, outputMode.word());
        if (provider.name().equals("memory")) return memorySink();
        DataType.Struct schema = frame.schema();
        return () -> provider.sink(own, schema, session.surroundings())
                .orElseThrow(() -> SluiceException.bug(provider.name() + " gave no sink"));
    }

    /// The memory sink's rows are a table of the query's name.
    private Supplier<Sink> memorySink() {
        String table = name;
        if (table == null) throw ErrorCondition.QUERY_NAME_NEEDED.error().build();
        var rows = new MemoryTable(frame.schema());
        return () -> {
            session.catalog().put(table, new CatalogEntry.Static(rows));
            return new MemorySink(rows);
        };
    }

    // ---- the checkpoint

    private record Checkpoint(Storage storage, String directory, boolean temporary) {}

    private Checkpoint checkpoint() {
        String own = new Options(options).get("checkpointLocation", "");
        if (!own.isEmpty()) return new Checkpoint(session.storage(), own, false);
        String root = session.conf().get(SessionConf.CHECKPOINT_LOCATION);
        if (!root.isEmpty()) {
            String directory = name != null ? name : session.machine().newId().toString();
            return new Checkpoint(session.storage(), root + "/" + directory, false);
        }
        boolean may = callback != null
                || session.catalog()
                        .provider(format)
                        .map(Provider::temporaryCheckpoint)
                        .orElse(false);
        if (!may) throw ErrorCondition.CHECKPOINT_NEEDED.error().build();
        String directory = "temporary-" + session.machine().newId();
        LOG.log(
                System.Logger.Level.WARNING,
                "Temporary checkpoint location created which is deleted normally when the query didn''t fail:"
                        + " memory:/{0}. It is kept in memory and gone with the process; set checkpointLocation to restart"
                        + " the query.",
                directory);
        return new Checkpoint(new MemoryStorage(session.machine()::nowMillis), directory, true);
    }

    /// A plan as a stream would run it, for EXPLAIN.
    static String physicalText(Session session, LogicalPlan plan) {
        ZoneId zone = session.conf().zone();
        PhysicalPlan physical = PhysicalPlanner.forStream(
                        zone, OutputMode.UPDATE, session.conf().permissions().updateChains())
                .plan(new Optimizer(zone).optimize(StateIds.assign(plan)));
        return TreeText.of(physical, PhysicalPlan::children, PhysicalPlan::describe);
    }
}
