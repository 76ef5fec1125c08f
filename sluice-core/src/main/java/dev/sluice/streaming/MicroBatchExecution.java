package dev.sluice.streaming;

import dev.sluice.checkpoint.CheckpointLog;
import dev.sluice.checkpoint.Holder;
import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.Recovery;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Sink;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.execution.QueryRunner;
import dev.sluice.execution.RunInfo;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.execution.Workers;
import dev.sluice.function.CallContext;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Cancellation;
import dev.sluice.machine.Machine;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.progress.QueryProgress;
import dev.sluice.progress.QueryStatus;
import dev.sluice.state.StateStores;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Drives one run of a streaming query: plans micro-batches, logs them, runs them, commits them.
///
/// ```text
/// open()  ── recover: fold the log, reopen sources, restore state ──▶ ready
/// step()  ── look at the sources ──▶ log Planned(n), sync ──▶ run ──▶ sinks commit n ──▶ log Changes(n), Committed(n)
///            └─ the next Planned, if there is one already, shares the sync ─┘
/// ```
///
/// With a trigger that lets rows flow, an [OpenMicroBatch] takes many steps, and is planned when it is over.
///
/// It has no thread of its own: whoever owns it calls [#step] in a loop, in one thread. Only [#cancel], [#hurry] and
/// questions about status and progress may come from others. After a failure it can only be closed; state that a
/// micro-batch touched that failed is void, and opening again folds it anew from the log.
public final class MicroBatchExecution implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("MicroBatchExecution");

    /// So many changed rows are encoded by one thread: others would take longer to begin.
    private static final long FEW_CHANGES = 10_000;

    /// How long a slow disk is left alone.
    private static final long DISK_MILLIS = 10;

    /// How the version that wrote a log is told from others.
    private static final String ENGINE_VERSION = "0.1.0";

    private final StreamingPlan query;
    private final Machine machine;
    private final Workers workers;
    private final Executor background;
    private final Runnable wake;
    private final String runId;
    private final Cancellation cancellation = new Cancellation();
    private final List<Source> opened = new CopyOnWriteArrayList<>(); // some thread may hurry them
    private final QuerySinks sinks = new QuerySinks();
    private final InputFailures inputFailures = new InputFailures();
    private final BatchLimits limits;

    private QueryPlans plans;
    private QuerySources sources = QuerySources.none();
    private List<StatefulPlan> operators = List.of();
    private List<LogicalPlan.Watermark> eventTimes = List.of();
    private @Nullable CheckpointLog log;
    private @Nullable StateStores stores;
    private @Nullable NextBatch next;
    private @Nullable QueryRunner runner;
    private volatile boolean finishing;
    private boolean unsynced;
    private @Nullable OpenMicroBatch flowing;
    private Phases phases = new Phases();
    private long batchesRun;
    private long lastTriggerMillis = -1;
    private long lastLookMillis = -1;
    private volatile String id = "";
    private volatile QueryStatus status = new QueryStatus("Initializing sources", false, false);
    private volatile boolean running;

    /// @param background makes snapshots beside the stream; run in the caller's thread by `Runnable::run`
    /// @param wake called by sources, in threads of their own, when there may be something new
    public MicroBatchExecution(
            StreamingPlan query, Machine machine, Workers workers, Executor background, Runnable wake) {
        this.query = query;
        this.machine = machine;
        this.workers = workers;
        this.background = background;
        this.wake = wake;
        runId = machine.newId().toString();
        limits = new BatchLimits(query.latencyTarget(), machine);
        plans = QueryPlans.none(query);
    }

    /// The query's id, the same in all its runs; empty before [#open].
    public String id() {
        return id;
    }

    public String runId() {
        return runId;
    }

    public QueryStatus status() {
        return status;
    }

    /// Opens checkpoint, sources and sinks, and brings the query to where its last run left it.
    public void open() {
        plans = QueryPlans.of(query);
        log = CheckpointLog.open(
                query.checkpoint(),
                query.directory(),
                query.checkpointSettings(),
                task -> background.execute(() -> aside(task)),
                Holder.here(runId, machine.nowMillis()),
                machine::newId,
                query.state());
        id = log.queryId();
        log.recovery().notes().forEach(note -> LOG.log(System.Logger.Level.WARNING, note));
        operators = plans.operators();
        eventTimes = plans.watermarks();
        StateStores restored = new StateStores(
                query.statePartitions(),
                plans.specs(log.recovery().progress().opened()),
                query.state().get());
        stores = restored;
        openSources();
        sinks.open(query, id, log.recovery().progress());
        goOn();
        next = new NextBatch(query, machine, log, sources, inputFailures, plans, restored, limits, this::isAsking);
        runner = new QueryRunner(
                plans.physical(),
                sources.size(),
                workers,
                query.statePartitions(),
                new CallContext(query.zone(), 0),
                (spec, partition) -> restored.store(spec.operator(), partition),
                query.badRows() == null ? -1 : query.outputs().size());
        if (!log.progress().ranges().isEmpty()) runner.goOn();
        unsynced = true;
    }

    /// Brings the sources to where the last run left them, unless the query begins anew.
    private void openSources() {
        Recovery recovery = log().recovery();
        sources = inputFailures.ask(() -> QuerySources.open(plans.streams(), recovery.progress(), opened));
        QueryRestart restart = plans.restart(recovery, sources);
        if (restart.isChanged() && query.onChange() == OnChange.FAIL) restart.refuse();
        inputFailures.ask(() -> {
            if (!restart.beginsAnew(query.onChange())) sources.restore(recovery);
            return sources;
        });
        opened.forEach(source -> Flowing.check(query.trigger(), source));
        opened.forEach(source -> source.onData(wake));
    }

    /// Restores the state and begins the run in the log: as the last one left it, or as the changed query can go on.
    private void goOn() {
        Recovery recovery = log().recovery();
        QueryRestart restart = plans.restart(recovery, sources);
        if (!restart.isChanged()) restart.moves().forEach(line -> LOG.log(System.Logger.Level.WARNING, line));
        if (restart.isChanged()) {
            restart.describe(query.onChange()).forEach(line -> LOG.log(System.Logger.Level.WARNING, line));
            restart.adapt(log(), openedEntry(true), stores(), query.onChange());
        } else {
            recovery.restoreState(stores());
            log().append(openedEntry(false));
        }
    }

    private LogEntry.Opened openedEntry(boolean adapted) {
        return plans.opened(ENGINE_VERSION, id, runId, log().epoch(), List.copyOf(stores().specs()), sources, adapted);
    }

    /// What starting the query from its checkpoint would do with what that holds. Changes nothing.
    public List<String> describeRestart() {
        return QueryPlans.of(query).describeRestart();
    }

    /// Says that somebody waits for what is there now. Called between two turns, in their thread.
    public void catchUp() {
        inputFailures.ask(sources::catchUp);
    }

    /// One turn: a micro-batch if there is one to make.
    public Step step() {
        long now = machine.nowMillis();
        Optional<LogEntry.Planned> pending = log().progress().pending();
        if (pending.isPresent()) return new Step.Ran(run(pending.get(), now));
        OptionalLong openMillis = BatchPlanner.openMillis(query.trigger());
        if (openMillis.isPresent()) return flow(now, openMillis.getAsLong());
        if (finishing || !mayGoOn()) return finished(now);
        long due = dueMillis(now);
        if (now < due) {
            status = new QueryStatus("Waiting for next trigger", false, false);
            return new Step.NotDue(goOnWithSnapshot(now, OptionalLong.of(due)).orElse(due));
        }
        phases = new Phases();
        lastLookMillis = now;
        Optional<LogEntry.Planned> planned = planNext();
        if (planned.isPresent()) return new Step.Ran(run(planned.get(), now));
        if (BatchPlanner.endsWhenQuiet(query.trigger())) return finished(now);
        sync();
        status = new QueryStatus("Waiting for data to arrive", false, false);
        return new Step.Quiet(goOnWithSnapshot(now, next().askAgainMillis(now)));
    }

    /// Uses the time in which there is nothing else to do, and says when to look at the sources again: then,
    /// or earlier.
    private OptionalLong goOnWithSnapshot(long now, OptionalLong askAgain) {
        return switch (log().goOnWithSnapshot(sources::memories)) {
            case GOES_ON -> OptionalLong.of(now);
            case WAITS -> OptionalLong.of(Math.min(now + DISK_MILLIS, askAgain.orElse(Long.MAX_VALUE)));
            case OVER -> askAgain;
        };
    }

    /// Does what goes on beside the stream; the end of the query may wait for it.
    private void aside(Runnable task) {
        task.run();
        if (finishing) wake.run();
    }

    /// A snapshot that is being made is brought to its end first: of many short runs else none would ever make one.
    private Step finished(long now) {
        finishing = true;
        sync();
        if (!log().isMakingSnapshot()) return new Step.Finished();
        return new Step.Quiet(goOnWithSnapshot(now, OptionalLong.of(now + DISK_MILLIS)));
    }

    private boolean mayGoOn() {
        return BatchPlanner.mayGoOn(query.trigger(), batchesRun) && !(batchesRun > 0 && next().endsAfterOne());
    }

    /// A clock that was put back does not make the query wait until it has caught up.
    private long dueMillis(long now) {
        return lastLookMillis < 0 ? 0 : BatchPlanner.nextTriggerMillis(query.trigger(), Math.min(lastLookMillis, now));
    }

    // ---- plan

    /// Plans the next micro-batch, if there is anything new, and appends it to the log; it is durable
    /// after the next sync.
    private Optional<LogEntry.Planned> planNext() {
        Optional<LogEntry.Planned> before = log().progress().plannedBefore();
        if (before.isPresent()) return Optional.of(planned(before.get()));
        return next().find(phases).map(this::planned);
    }

    /// A source is about to be asked how far it reaches.
    private void isAsking(Source source) {
        status = new QueryStatus("Getting offsets from " + source.description(), false, true);
    }

    private LogEntry.Planned planned(LogEntry.Planned batch) {
        next().planned(batch);
        phases.measure(Phase.PLAN, () -> log().append(batch));
        unsynced = true;
        return batch;
    }

    // ---- run

    private QueryProgress run(LogEntry.Planned batch, long triggerMillis) {
        long before = phases.totalNanos();
        long start = System.nanoTime();
        long previousTrigger = lastTriggerMillis;
        lastTriggerMillis = triggerMillis;
        lastLookMillis = triggerMillis;
        running = true;
        status = new QueryStatus("Processing new data", true, true);
        limits.begin();
        sync();
        Map<Integer, List<Split>> splits =
                phases.measure(Phase.SPLITS, () -> inputFailures.ask(() -> sources.splits(batch)));
        SinkOutputs outputs = SinkOutputs.of(sinks.all(), batch.batchId(), query.outputs());
        try {
            announce(batch);
            phases.measure(
                    Phase.TASKS,
                    () -> runner().run(
                                    stream -> splits.getOrDefault(stream, List.of()),
                                    timeOf(batch),
                                    query.watermarks(batch),
                                    outputs,
                                    cancellation));
            phases.measure(Phase.SINK_COMMIT, outputs::commit);
        } catch (RuntimeException | Error e) {
            outputs.abort(e);
            throw e;
        }
        Phases own = phases;
        phases = new Phases(); // what the commit plans ahead belongs to the next micro-batch
        StateCounts counts = StateCounts.of(operators, stores(), runner().report());
        finish(batch, stores().changedCount(), own);
        limits.end(runner()::rowsRead);
        long nanos = before + System.nanoTime() - start - phases.totalNanos();
        return report().of(batch, outputs.rowCounts(), counts, own, nanos, triggerMillis, previousTrigger, null);
    }

    private void announce(LogEntry.Planned batch) {
        runner().announce(new RunInfo(UUID.fromString(id), UUID.fromString(runId), batch.batchId()));
    }

    private CallContext timeOf(LogEntry.Planned batch) {
        // Of what is logged: a re-run has the same random numbers.
        long micros = Math.multiplyExact(batch.batchTimestampMillis(), 1_000L);
        return new CallContext(query.zone(), micros, UUID.fromString(id), batch.batchId());
    }

    /// Commits a micro-batch whose output is visible.
    ///
    /// @param changedRows how many rows of state it changed
    private void finish(LogEntry.Planned batch, long changedRows, Phases measured) {
        next().ran();
        batchesRun++;
        commit(batch, changedRows, measured);
    }

    private ProgressReport report() {
        return new ProgressReport(
                query.name(),
                id,
                runId,
                sources,
                sinks.all(),
                eventTimes.size(),
                plans.metrics(),
                query.zone(),
                runner());
    }

    // ---- flow

    /// One turn of a query whose rows flow: what is new goes to the sinks, and the micro-batch ends when it is time.
    private Step flow(long now, long openMillis) {
        Optional<LogEntry.Planned> before = log().progress().plannedBefore();
        if (flowing == null && before.isPresent()) return new Step.Ran(run(planned(before.get()), now));
        Phases measured = flowing == null ? new Phases() : flowing.phases();
        List<BatchPlanner.Position> positions = next().look(_ -> ReadLimit.OPTIONS, flowing, measured);
        boolean moves = BatchPlanner.hasNews(positions);
        if (flowing == null) {
            Optional<LogEntry.Planned> begun = next().open(moves);
            if (begun.isPresent()) {
                flowing = begin(begun.get(), now, measured);
                moves = true;
            }
        }
        if (flowing != null && moves) {
            running = true;
            status = new QueryStatus("Processing new data", true, true);
            flowing.run(positions, runner(), inputFailures, cancellation, machine.clock());
            flowing.drain(operators, stores(), runner().report());
        }
        if (flowing != null && flowing.isOver(machine.nowMillis(), openMillis)) return new Step.Ran(end(flowing));
        if (moves) return new Step.Flowed();
        status = new QueryStatus("Waiting for data to arrive", false, false);
        if (flowing == null) return new Step.Quiet(goOnWithSnapshot(now, next().askAgainMillis(now)));
        long end = flowing.startMillis() + openMillis;
        return new Step.Quiet(
                OptionalLong.of(Math.min(sources.nextAskMillis(now).orElse(end), end)));
    }

    private OpenMicroBatch begin(LogEntry.Planned begun, long now, Phases measured) {
        announce(begun);
        sync(); // what earlier runs of the query left
        return new OpenMicroBatch(
                begun,
                now,
                timeOf(begun),
                query.watermarks(begun),
                sources,
                log().progress().ranges(),
                new OpenOutputs(sinks.all(), begun.batchId()),
                measured);
    }

    /// Ends the open micro-batch of a query whose rows flow, if there is one, as if it were time: what has flowed is
    /// committed, and does not come again.
    public Optional<QueryProgress> settle() {
        return flowing == null ? Optional.empty() : Optional.of(end(flowing));
    }

    private QueryProgress end(OpenMicroBatch ended) {
        long previousTrigger = lastTriggerMillis;
        lastTriggerMillis = ended.startMillis();
        Phases measured = ended.phases();
        ended.outputs().close();
        LogEntry.Planned batch = planned(ended.planned());
        phases = measured;
        sync();
        phases = new Phases();
        measured.measure(Phase.SINK_COMMIT, ended.outputs()::commit);
        flowing = null;
        ended.changes().forEach(log()::append);
        finish(batch, ended.changedRows(), measured);
        long nanos = Math.max(1, machine.nowMillis() - ended.startMillis()) * 1_000_000;
        return report().of(
                        batch,
                        ended.outputs().rowCounts(),
                        ended.counts(),
                        measured,
                        nanos,
                        ended.startMillis(),
                        previousTrigger,
                        ended.latency());
    }

    /// Logs what the micro-batch did. It is durable with the plan of the next one if that is known already, else at
    /// once; only then may sources forget.
    private void commit(LogEntry.Planned batch, long changedRows, Phases own) {
        CheckpointLog current = log();
        own.measure(
                Phase.STATE_CHANGES,
                () -> stores().drainChanges(
                                (operator, partition, rows) -> current.append(
                                        new LogEntry.Changes(batch.batchId(), operator, partition, rows)),
                                tasks -> workers.run(tasks, changedRows < FEW_CHANGES ? 1 : workers.parallelism())));
        own.measure(Phase.COMMIT, () -> appendCommitted(batch, changedRows));
        unsynced = true;
        try {
            long now = machine.nowMillis();
            boolean flows = BatchPlanner.openMillis(query.trigger()).isPresent();
            if (!flows && mayGoOn() && dueMillis(now) <= now) planNext();
        } catch (RuntimeException | Error e) {
            syncAfter(e); // whatever happened to the next one, this one is done
            throw e;
        }
        own.measure(Phase.COMMIT_SYNC, current::sync);
        unsynced = false;
        current.takeSnapshotFailure()
                .ifPresent(
                        failure -> LOG.log(System.Logger.Level.WARNING, "A snapshot failed; the log goes on", failure));
        own.measure(Phase.SOURCE_COMMIT, () -> sources.commit(batch));
    }

    private void appendCommitted(LogEntry.Planned batch, long changedRows) {
        CheckpointLog current = log();
        var partitions = new PartitionTimes(sources, runner().report(), batch);
        WatermarkTracker reached = WatermarkTracker.reached(current.progress())
                .without(partitions::isGone)
                .advance(eventTimes, partitions::seen, query.watermarkRule(), batch.batchTimestampMillis());
        current.append(new LogEntry.Committed(
                batch.batchId(),
                reached.millis(),
                eventTimes.isEmpty() ? JsonValue.JsonNull.NULL : reached.toJson(),
                Collections.nCopies(sinks.all().size(), JsonValue.JsonNull.NULL)));
        current.goOnWithSnapshot(stores(), changedRows, sources::memories);
    }

    /// Where it was the log that failed, that is what is told.
    private void syncAfter(Throwable failure) {
        try {
            log().sync();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void sync() {
        if (!unsynced) return;
        phases.measure(Phase.PLAN_SYNC, () -> log().sync());
        unsynced = false;
    }

    // ---- tell

    /// The plans as they run, for EXPLAIN; nothing before the first micro-batch, as in Spark.
    ///
    /// @param extended whether the logical plans are shown too
    public Optional<String> explain(boolean extended) {
        return running ? Optional.of(plans.explain(extended)) : Optional.empty();
    }

    // ---- end

    /// Makes the running micro-batch end early; its work is void. May be called from any thread.
    public void cancel() {
        cancellation.cancel();
    }

    /// Says that somebody waits for the end of this run: who waits for a server that is away gives up. May be called by
    /// any thread, again and again.
    public void hurry() {
        opened.forEach(Source::hurry);
        sinks.all().forEach(Sink::hurry);
    }

    /// Whether what ended this run lay in an input and may pass, so that another run may get on where this one could
    /// not. To be asked before [#close].
    public boolean mayPass(Throwable failure) {
        RuntimeException inTask = runner == null ? null : runner.report().inputFailure();
        return inputFailures.mayPass(failure, inTask) && opened.stream().allMatch(Source::repeatable);
    }

    /// Whether the calling thread is one of those that work for this query.
    public boolean isWorkingHere() {
        return cancellation.isWorkingHere();
    }

    /// Ends the run and gives back what it holds. What was committed stays.
    @Override
    public void close() {
        var closing = new Closing();
        if (flowing != null)
            flowing.outputs().abort(new IllegalStateException("the query ended in the middle of an open micro-batch"));
        flowing = null;
        opened.forEach(source -> closing.close(source::close));
        sinks.all().forEach(sink -> closing.close(sink::close));
        if (log != null) closing.close(log::close);
        if (stores != null) closing.close(stores::close);
        // Whoever still holds the query to ask how it went does not hold its state.
        opened.clear();
        sources = QuerySources.none();
        sinks.clear();
        log = null;
        stores = null;
        next = null;
        runner = null;
        closing.rethrow();
    }

    private CheckpointLog log() {
        if (log == null) throw new IllegalStateException("not open");
        return log;
    }

    private StateStores stores() {
        if (stores == null) throw new IllegalStateException("not open");
        return stores;
    }

    private NextBatch next() {
        if (next == null) throw new IllegalStateException("not open");
        return next;
    }

    private QueryRunner runner() {
        if (runner == null) throw new IllegalStateException("not open");
        return runner;
    }
}
