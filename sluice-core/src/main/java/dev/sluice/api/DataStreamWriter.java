package dev.sluice.api;

import dev.sluice.api.function.VoidFunction2;
import dev.sluice.builtin.ForeachBatchSink;
import dev.sluice.builtin.ForeachSink;
import dev.sluice.builtin.MemorySink;
import dev.sluice.builtin.MemoryTable;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.catalog.Formats;
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
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import dev.sluice.streaming.MicroBatchExecution;
import dev.sluice.streaming.StreamingPlan;
import dev.sluice.type.DataType;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Says where a stream goes, how, and when, with Spark's method names; [#start] starts it.
public final class DataStreamWriter<T> extends FormatChoice<DataStreamWriter<T>> {

    private static final Set<String> ALL_MODES = Set.of("append", "update", "complete");

    final Dataset<T> frame;
    private LogicalPlan written;

    @Nullable
    OutputMode mode;

    @Nullable
    Trigger trigger;

    @Nullable
    String name;

    @Nullable
    Supplier<Sink> callback;

    @Nullable
    Function<DataType.Struct, Sink> lateRows;

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
        callback =
                () -> new ForeachBatchSink((chunks, batchId) -> function.call(frame.holding(chunks, schema), batchId));
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

    public StreamingQuery start(String path) {
        return path(path).start();
    }

    /// Writes into a table that was declared by CREATE TABLE.
    public StreamingQuery toTable(String table) {
        Optional<ClusterSession> cluster = session.cluster();
        if (cluster.isPresent() && session.names().table(table).isEmpty())
            return cluster.get().start(this, table);
        return new InsertCommands(session).insert(table, frame.toDF(), options, mode, trigger, name);
    }

    /// Starts the query.
    ///
    /// @throws SluiceException if it is refused, or can't be opened
    public StreamingQuery start() {
        Optional<ClusterSession> cluster = session.cluster();
        if (cluster.isPresent()) return cluster.get().start(this, null);
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
        return new WrittenQuery(session, List.of(new WrittenQuery.Part(this, written, null, null))).plan();
    }

    // ---- the sink

    /// How the sink is opened, if it may be written so.
    ///
    /// @param rowsTable which table shows the rows that the sink memory has, or null
    Supplier<Sink> open(OutputMode outputMode, @Nullable String rowsTable) {
        if (callback != null) return callback;
        Provider provider = session.names()
                .provider(format)
                .orElseThrow(() -> Formats.unknown(format, session.names().formatNames()));
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
        if (provider.name().equals("memory")) return memorySink(rowsTable);
        DataType.Struct schema = frame.schema();
        return () -> provider.sink(own, schema, session.surroundings())
                .orElseThrow(() -> SluiceException.bug(provider.name() + " gave no sink"));
    }

    /// Whether its rows are shown as a table of the session.
    boolean isMemory() {
        return callback == null && format.equalsIgnoreCase("memory");
    }

    private Supplier<Sink> memorySink(@Nullable String table) {
        if (table == null) throw ErrorCondition.QUERY_NAME_NEEDED.error().build();
        var rows = new MemoryTable(frame.schema());
        return () -> {
            session.names().put(table, new CatalogEntry.Static(rows));
            return new MemorySink(rows);
        };
    }

    /// A plan as a stream would run it, for EXPLAIN.
    static String physicalText(Session session, LogicalPlan plan) {
        ZoneId zone = session.conf().zone();
        PhysicalPlan physical = PhysicalPlanner.forStream(
                        zone, session.conf().permissions().updateChains())
                .plan(new Optimizer(zone).optimize(StateIds.assign(plan)), OutputMode.UPDATE);
        return TreeText.of(physical, PhysicalPlan::children, PhysicalPlan::describe);
    }
}
