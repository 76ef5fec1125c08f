package dev.sluice.execution;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.Wanted;
import dev.sluice.error.ErrorKind;
import dev.sluice.error.SluiceException;
import dev.sluice.evaluator.Evaluator;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.execution.Pipeline.Branch;
import dev.sluice.execution.Pipeline.Target;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.function.CallContext;
import dev.sluice.function.TaskPlace;
import dev.sluice.machine.Cancellation;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Vector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs a plan, as often as asked: a batch query once, a streaming query once for every micro-batch. Planned and opened
/// once; operators, tables and state stay from run to run.
///
/// A run goes pipeline by pipeline. A pipeline that reads a leaf has a task for each split, one that reads an exchange
/// has a task for each partition; tasks of one pipeline run side by side on the session's workers. Little work is done
/// by the calling thread alone, since handing it over would cost more (see `docs/decisions/`).
public final class QueryRunner {

    /// Below this number of rows in an exchange its partitions are worked off by one thread.
    private static final long FEW_ROWS = 5_000;

    private final List<Pipeline> pipelines;
    private final Workers workers;
    private final int partitionCount;
    private final BiFunction<StateSpec, Integer, StateStore> stores;
    private final Map<Branch, Deque<Chain>> idle = new IdentityHashMap<>();
    private final Map<Branch, Chain[]> owned = new IdentityHashMap<>();
    private final Map<ExchangePlan, Exchange> exchanges = new IdentityHashMap<>();
    private final Map<BuildPlan, BuildTable> tables = new IdentityHashMap<>();
    private final Map<Branch, Integer> numbers = new IdentityHashMap<>();
    private final Map<LeafPlan, List<Split>> splits = new IdentityHashMap<>(); // of this run
    private final Set<PhysicalPlan> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final RunReport report = new RunReport();
    private final RunStages stages = new RunStages();
    private static final String PAST_IT =
            "A query that shall go on past such rows has the option badRowsTo: the name of a table that takes them.";

    private final int badRowsSink;
    private final Set<Pipeline> always;
    private final List<Pipeline> withoutHeld;
    private boolean begun;
    private volatile CallContext call;
    private volatile Watermarks watermarks = Watermarks.NONE;
    private volatile RunInfo info = RunInfo.BATCH;
    private volatile LongAdder[] rowsRead = new LongAdder[0];

    /// @param roots one plan for each output
    /// @param streamCount the number of streams the plans read
    /// @param partitionCount how many partitions an exchange by key has
    /// @param stores finds the store of a state for a partition
    /// @param badRowsSink the output that takes rows which can't be done, or -1 if they fail the run
    public QueryRunner(
            List<PhysicalPlan> roots,
            int streamCount,
            Workers workers,
            int partitionCount,
            CallContext call,
            BiFunction<StateSpec, Integer, StateStore> stores,
            int badRowsSink) {
        this.badRowsSink = badRowsSink;
        pipelines = Pipelines.of(roots);
        int operators = 0;
        for (Pipeline pipeline : pipelines) {
            for (Branch branch : pipeline.branches()) {
                numbers.put(branch, operators);
                operators += branch.operators().size();
            }
        }
        always = Pipelines.always(pipelines);
        Set<Pipeline> held = Pipelines.held(pipelines);
        withoutHeld =
                pipelines.stream().filter(pipeline -> !held.contains(pipeline)).toList();
        this.workers = workers;
        this.partitionCount = partitionCount;
        this.call = call;
        this.stores = stores;
        rowsRead = new LongAdder[streamCount];
        for (int i = 0; i < streamCount; i++) rowsRead[i] = new LongAdder();
        Set<Integer> seen = new HashSet<>();
        for (Pipeline pipeline : pipelines) {
            // A stream that is read in several ways has its rows counted once.
            if (pipeline.source() instanceof LeafPlan leaf && seen.add(leaf.stream())) counted.add(leaf);
        }
    }

    /// The columns of what is told of rows that can't be done: `condition`, `sql_state` and `message` say what went
    /// wrong, `operator` where, `row` is the row as JSON; as it was read, if the operator saw it one to one.
    public static DataType.Struct badRowsSchema() {
        return BadRows.SCHEMA;
    }

    /// Runs the plan over the inputs. If it fails or is cancelled, the state stores are no longer to be used.
    ///
    /// @param time the time of this run, as `current_timestamp` gives it
    public void run(
            StreamInputs inputs, CallContext time, Watermarks eventTime, Outputs outputs, Cancellation cancellation) {
        call = time;
        watermarks = eventTime;
        report.reset();
        stages.reset();
        for (LongAdder rows : rowsRead) rows.reset();
        newTables();
        run(pipelines, inputs, outputs, cancellation);
    }

    /// Runs the plan over more inputs of the same micro-batch: what was counted is counted on, and what joins look up
    /// is there already.
    public void runMore(StreamInputs inputs, Outputs outputs, Cancellation cancellation) {
        stages.reset();
        run(withoutHeld, inputs, outputs, cancellation);
    }

    /// The calling thread works for the run as well: it asks for splits.
    private void run(List<Pipeline> chosen, StreamInputs inputs, Outputs outputs, Cancellation cancellation) {
        cancellation
                .marking(() -> runAll(chosen, inputs, outputs, cancellation))
                .run();
    }

    private void runAll(List<Pipeline> chosen, StreamInputs inputs, Outputs outputs, Cancellation cancellation) {
        splits.clear(); // of a run that failed
        exchanges.values().forEach(Exchange::clear);
        for (Pipeline pipeline : chosen) {
            if (!begun || always.contains(pipeline)) run(pipeline, inputs, outputs, cancellation);
        }
        begun = true;
        splits.clear();
        exchanges.values().forEach(Exchange::clear);
    }

    /// Says which run comes next.
    public void announce(RunInfo next) {
        info = next;
    }

    /// Says that the query has run before, in another life: what is there only for its first run does not run.
    public void goOn() {
        begun = true;
    }

    /// How many rows of a stream the last micro-batch read.
    public long rowsRead(int stream) {
        return rowsRead[stream].sum();
    }

    /// How far the run is that goes on, or how far the last one came.
    public RunStages stages() {
        return stages;
    }

    /// What the operators counted in the last micro-batch.
    public RunReport report() {
        return report;
    }

    private void run(Pipeline pipeline, StreamInputs inputs, Outputs outputs, Cancellation cancellation) {
        for (Branch branch : pipeline.branches()) {
            for (OperatorPlan operator : branch.operators())
                operator.builds().forEach(build -> table(build).build());
        }
        List<int[]> firsts = pipeline.branches().stream()
                .map(branch -> firsts(branch, inputs))
                .toList();
        List<Runnable> tasks = new ArrayList<>();
        List<BadRows> bad = new ArrayList<>();
        int atOnce = Integer.MAX_VALUE;
        if (!pipeline.exchanges().isEmpty()) {
            List<Exchange> exchanges =
                    pipeline.exchanges().stream().map(this::exchange).toList();
            int partitions = exchanges.getFirst().partitionCount();
            if (exchanges.stream().mapToLong(Exchange::rowCount).sum() < FEW_ROWS) atOnce = 1;
            for (int p = 0; p < partitions; p++) {
                int partition = p;
                tasks.add(task(
                        pipeline,
                        outputs,
                        bad,
                        branch -> ownedChain(branch, pipeline.source().schema(), partition, partitions),
                        false,
                        partition,
                        firsts,
                        run -> work(exchanges, partition, run, cancellation)));
            }
        } else {
            var leaf = (LeafPlan) pipeline.source();
            List<Split> splits = splits(leaf, inputs);
            Wanted wanted = sifts(pipeline) ? Wanted.ALL : leaf.wanted();
            // Without input one task still runs: an aggregate over nothing has a row.
            if (splits.isEmpty()) splits = List.of(() -> ChunkReader.of(List.of()));
            for (int i = 0; i < splits.size(); i++) {
                Split split = splits.get(i);
                tasks.add(task(
                        pipeline,
                        outputs,
                        bad,
                        branch -> idleChain(branch, leaf.readSchema()),
                        true,
                        i,
                        firsts,
                        run -> read(leaf, split, wanted, run, cancellation)));
            }
        }
        RunStages.Stage stage = stages.begin(tasks.size());
        workers.run(
                tasks.stream().map(stage::counting).map(cancellation::marking).toList(), atOnce);
        write(bad, outputs);
    }

    /// For each operator, how many tasks of other branches of a union flow into it before those of this one, as Spark
    /// numbers the partitions of a union.
    private int[] firsts(Branch branch, StreamInputs inputs) {
        return branch.before().stream()
                .mapToInt(sources -> sources.stream()
                        .mapToInt(source -> taskCount(source, inputs))
                        .sum())
                .toArray();
    }

    private int taskCount(PhysicalPlan source, StreamInputs inputs) {
        if (source instanceof LeafPlan leaf) return splits(leaf, inputs).size();
        return exchange(Pipeline.exchanges(source).getFirst()).partitionCount();
    }

    private List<Split> splits(LeafPlan leaf, StreamInputs inputs) {
        return splits.computeIfAbsent(leaf, asked -> asked.splits(inputs));
    }

    /// Rows that are there for good would be told of in every run, so they fail it.
    private boolean sifts(Pipeline pipeline) {
        return badRowsSink >= 0 && !(pipeline.source() instanceof LeafPlan leaf && leaf.stream() < 0);
    }

    /// Writes the rows that could not be done, in the order of the tasks.
    private void write(List<BadRows> bad, Outputs outputs) {
        if (bad.stream().allMatch(BadRows::isEmpty)) return;
        outputs.nextTask();
        Outputs.TaskOutput output = outputs.task(badRowsSink);
        for (BadRows rows : bad) {
            if (!rows.isEmpty()) output.write(rows.toChunk());
        }
        output.close();
    }

    private static void work(List<Exchange> exchanges, int partition, TaskRun run, Cancellation cancellation) {
        boolean first = true;
        for (Exchange exchange : exchanges) {
            if (!first) run.nextInput();
            first = false;
            for (Chunk chunk : exchange.rows(partition)) {
                cancellation.check();
                run.push(chunk, chunk);
            }
        }
    }

    /// @param wanted what is read of the split: everything, if rows that fail are shown as they came
    private void read(LeafPlan leaf, Split split, Wanted wanted, TaskRun run, Cancellation cancellation) {
        int[] ordinals = leaf.ordinals();
        run.from(leaf.perPartition() ? new StreamPartition(leaf.stream(), split.partition()) : null);
        try (ChunkReader reader = input(() -> split.open(wanted))) {
            for (Chunk chunk = input(reader::read); chunk != null && run.wantsMore(); chunk = input(reader::read)) {
                cancellation.check();
                if (chunk.rowCount() == 0) continue; // it waits
                if (leaf.stream() >= 0 && counted.contains(leaf)) rowsRead[leaf.stream()].add(chunk.rowCount());
                try {
                    run.push(chosen(chunk, ordinals), chunk);
                } catch (SluiceException e) {
                    throw leaf.stream() >= 0 && run.failedAtRow(e) ? poisoned(e, reader.place()) : e;
                }
            }
        }
    }

    /// An error that a row of a stream makes each time it is read, with where it is and how to get past it.
    private SluiceException poisoned(SluiceException failure, String place) {
        if (failure.kind() != ErrorKind.DATA) return failure;
        return failure.with(place.isEmpty() ? null : "in a row of " + place, PAST_IT);
    }

    /// Asks an input, and notes if it was there that a run failed.
    private <T extends @Nullable Object> T input(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (RuntimeException e) {
            report.inputFailed(e);
            throw e;
        }
    }

    private static Chunk chosen(Chunk chunk, int[] ordinals) {
        Vector[] columns = new Vector[ordinals.length];
        for (int i = 0; i < columns.length; i++) columns[i] = chunk.column(ordinals[i]);
        return chunk.with(columns);
    }

    // ---- tasks

    private interface Work {
        void run(TaskRun run);
    }

    private interface ChainSource {
        Chain of(Branch branch);
    }

    /// A task of a pipeline. Its outputs are made here and now, in the order of the tasks.
    private Runnable task(
            Pipeline pipeline,
            Outputs outputs,
            List<BadRows> badRows,
            ChainSource chains,
            boolean borrowed,
            int partition,
            List<int[]> firsts,
            Work work) {
        List<Output> targets = new ArrayList<>();
        List<Outputs.TaskOutput> closing = new ArrayList<>();
        outputs.nextTask();
        for (Branch branch : pipeline.branches()) targets.add(target(branch.target(), outputs, closing));
        BadRows bad = sifts(pipeline) ? new BadRows(() -> call.zone()) : null;
        if (bad != null) badRows.add(bad);
        return () -> {
            try {
                Chain[] opened = new Chain[targets.size()];
                for (int i = 0; i < opened.length; i++) {
                    Branch branch = pipeline.branches().get(i);
                    opened[i] = chains.of(branch);
                    opened[i].direct(
                            targets.get(i), bad != null && branch.isAside() ? new BadRows(() -> call.zone()) : bad);
                }
                var run = new TaskRun(opened);
                run.begin(partition, firsts);
                work.run(run);
                run.finish();
                closing.forEach(Outputs.TaskOutput::close);
                if (borrowed) {
                    for (int i = 0; i < opened.length; i++)
                        giveBack(pipeline.branches().get(i), opened[i]);
                }
            } catch (RuntimeException | Error e) {
                closing.forEach(Outputs.TaskOutput::abandon);
                throw e;
            }
        };
    }

    private Output target(Target target, Outputs outputs, List<Outputs.TaskOutput> closing) {
        return switch (target) {
            case Target.ToExchange(ExchangePlan plan) -> {
                var compiler = new EvaluatorCompiler(plan.output(), () -> call);
                Column hash = plan.hash();
                if (hash != null) {
                    yield exchange(plan).writer(Exchange.Hashes.of(compiler.compile(new Expression.ColumnRef(hash))));
                }
                Evaluator[] keys = compiler.compileAll(plan.keys()).toArray(Evaluator[]::new);
                yield exchange(plan)
                        .writer(Exchange.Hashes.ofKeys(
                                plan.keys().stream().map(Expression::type).toList(), keys));
            }
            case Target.ToBuild(BuildPlan plan) -> table(plan).writer();
            case Target.ToSink(int sink) -> {
                Outputs.TaskOutput output = outputs.task(sink);
                closing.add(output);
                yield output::write;
            }
        };
    }

    private record TaskRun(Chain[] chains) {
        void push(Chunk chunk, Chunk read) {
            for (Chain chain : chains) chain.push(chunk, read);
        }

        void begin(int partition, List<int[]> firsts) {
            for (int i = 0; i < chains.length; i++) chains[i].begin(partition, firsts.get(i));
        }

        void from(@Nullable StreamPartition partition) {
            for (Chain chain : chains) chain.from(partition);
        }

        boolean failedAtRow(SluiceException thrown) {
            for (Chain chain : chains) {
                if (chain.failedAtRow(thrown)) return true;
            }
            return false;
        }

        void nextInput() {
            for (Chain chain : chains) chain.nextInput();
        }

        void finish() {
            for (Chain chain : chains) chain.finish();
        }

        boolean wantsMore() {
            for (Chain chain : chains) {
                if (chain.wantsMore()) return true;
            }
            return false;
        }
    }

    // ---- what stays from run to run

    private Chain idleChain(Branch branch, DataType.Struct readSchema) {
        synchronized (idle) {
            @Nullable Chain chain = idleOf(branch).poll();
            if (chain != null) return chain;
        }
        return new Chain(branch.operators(), readSchema, i -> context(branch, i, 0));
    }

    private void giveBack(Branch branch, Chain chain) {
        synchronized (idle) {
            idleOf(branch).push(chain);
        }
    }

    private Deque<Chain> idleOf(Branch branch) {
        return idle.computeIfAbsent(branch, _ -> new ArrayDeque<>());
    }

    private Chain ownedChain(Branch branch, DataType.Struct schema, int partition, int partitions) {
        Chain[] chains;
        synchronized (owned) {
            chains = owned.computeIfAbsent(branch, _ -> new Chain[partitions]);
        }
        if (chains[partition] == null) {
            chains[partition] = new Chain(branch.operators(), schema, i -> context(branch, i, partition));
        }
        return chains[partition];
    }

    private TaskContext context(Branch branch, int operator, int partition) {
        int number = Objects.requireNonNull(numbers.get(branch)) + operator;
        return new TaskContext(
                partition,
                new TaskPlace(number),
                () -> call,
                spec -> stores.apply(spec, partition),
                this::table,
                () -> watermarks,
                () -> info,
                report);
    }

    private Exchange exchange(ExchangePlan plan) {
        return exchanges.computeIfAbsent(plan, p -> new Exchange(p.keys().isEmpty() ? 1 : partitionCount));
    }

    private BuildTable table(BuildPlan plan) {
        BuildTable table = tables.get(plan);
        if (table == null) throw new IllegalStateException("not built: " + plan.describe());
        return table;
    }

    /// Fresh tables for this run: what is held may have changed since the last. One table may be filled by several
    /// pipelines, if its rows come from a union, and is built when the first pipeline needs it.
    private void newTables() {
        for (Pipeline pipeline : pipelines) {
            for (Branch branch : pipeline.branches()) {
                if (branch.target() instanceof Target.ToBuild(BuildPlan build)) tables.put(build, newTable(build));
            }
        }
    }

    private BuildTable newTable(BuildPlan plan) {
        var compiler = new EvaluatorCompiler(plan.output(), () -> call);
        return new BuildTable(
                plan.output().stream().map(Column::type).toList(),
                plan.keys().stream().map(Expression::type).toList(),
                compiler.compileAll(plan.keys()).toArray(Evaluator[]::new));
    }
}
