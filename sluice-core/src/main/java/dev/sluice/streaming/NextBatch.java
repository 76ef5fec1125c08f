package dev.sluice.streaming;

import dev.sluice.checkpoint.CheckpointLog;
import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.state.StateStores;
import dev.sluice.stream.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks whether there is a next micro-batch to make, and says what it is: how far it reads, its time, its watermark.
///
/// It logs and runs nothing. What it knows besides the log is when to look again.
final class NextBatch {

    private final StreamingPlan query;
    private final Machine machine;
    private final CheckpointLog log;
    private final QuerySources sources;
    private final InputFailures inputFailures;
    private final List<StatefulPlan> operators;
    private final List<LogicalPlan.Watermark> eventTimes;
    private final StateStores stores;
    private final BatchLimits limits;
    private final Consumer<Source> asked;
    private final WatermarkTracker.Rule watermarkRule;
    private boolean frozen;
    private boolean endsAfterOne;
    private long lastTimestampMillis;

    /// Until then no micro-batch is made unless a source has news, and that need not be found out at each look.
    private long quietUntilMillis = Long.MIN_VALUE;

    /// @param asked told which source is about to be asked
    NextBatch(
            StreamingPlan query,
            Machine machine,
            CheckpointLog log,
            QuerySources sources,
            InputFailures inputFailures,
            QueryPlans plans,
            StateStores stores,
            BatchLimits limits,
            Consumer<Source> asked) {
        this.query = query;
        this.machine = machine;
        this.log = log;
        this.sources = sources;
        this.inputFailures = inputFailures;
        this.operators = plans.operators();
        this.eventTimes = plans.watermarks();
        this.stores = stores;
        this.limits = limits;
        this.asked = asked;
        watermarkRule = query.watermarkRule();
        LogEntry.Planned last = log.recovery().progress().planned();
        if (last != null) lastTimestampMillis = last.batchTimestampMillis();
    }

    /// The next micro-batch, if there is anything new.
    Optional<LogEntry.Planned> find(Phases measured) {
        freeze();
        boolean limited = BatchPlanner.heedsLimits(query.trigger());
        List<BatchPlanner.Position> positions = look(i -> limited ? limits.of(i) : ReadLimit.ALL, null, measured);
        Optional<LogEntry.Planned> next = plan(
                BatchPlanner.hasNews(positions),
                () -> measured.measure(Phase.GET_BATCH, () -> sources.inputs(positions)));
        if (next.isPresent()) limits.planned(sources.all());
        return next;
    }

    /// A micro-batch whose rows are still to come, if there is news or one is wanted without.
    Optional<LogEntry.Planned> open(boolean hasNews) {
        return plan(hasNews, List::of);
    }

    private Optional<LogEntry.Planned> plan(boolean hasNews, Supplier<List<SourceInput>> inputs) {
        long now = Math.max(lastTimestampMillis, machine.nowMillis());
        if (!hasNews && now < quietUntilMillis) return Optional.empty();
        WatermarkTracker reached = reached().at(now, eventTimes, watermarkRule);
        long lateMillis = log.progress().lastWatermarkMillis();
        boolean mayBeEmpty = query.emptyBatches() && log.progress().committed() != null;
        boolean moved = reached.millis() > lateMillis;
        if (!hasNews && !(mayBeEmpty && StatefulPlans.wantRun(operators, stores, moved, now))) return Optional.empty();
        return Optional.of(new LogEntry.Planned(
                log.progress().committedBatchId() + 1,
                inputs.get(),
                now,
                reached.millis(),
                JsonValue.object().put("lateMs", lateMillis).build(),
                query.conf()));
    }

    /// How far each source reaches, from where the last micro-batch ended or where the open one has come to.
    List<BatchPlanner.Position> look(
            IntFunction<ReadLimit> limitOf, @Nullable OpenMicroBatch flowing, Phases measured) {
        Map<String, InputRange> done = log.progress().ranges();
        List<BatchPlanner.Position> positions = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            ReadLimit limit = limitOf.apply(i);
            InputRange last = done.get(sources.id(i));
            Offset committed = last == null ? null : last.to();
            Offset from = flowing == null ? committed : flowing.reached(i);
            asked.accept(source);
            Optional<Offset> latest =
                    measured.measure(Phase.LATEST_OFFSET, () -> inputFailures.ask(() -> source.latest(from, limit)));
            positions.add(new BatchPlanner.Position(from, latest));
        }
        return positions;
    }

    /// Makes sure that a query that ends has an end to reach.
    private void freeze() {
        if (!(query.trigger() instanceof Trigger.AvailableNowTrigger) || frozen) return;
        frozen = true;
        for (Source source : sources.all()) endsAfterOne |= !source.freeze();
    }

    /// Whether one micro-batch is all there will be, since a source does not know its end.
    boolean endsAfterOne() {
        return endsAfterOne;
    }

    /// Later micro-batches are not earlier in time.
    void planned(LogEntry.Planned batch) {
        lastTimestampMillis = batch.batchTimestampMillis();
    }

    /// A micro-batch changed the state and perhaps the watermark: what was found out about quiet times is void.
    void ran() {
        quietUntilMillis = Long.MIN_VALUE;
    }

    /// When a source wants to be asked, a silent input lets the watermark go, or state is due.
    OptionalLong askAgainMillis(long now) {
        if (now >= quietUntilMillis) {
            long due = reached().nextIdleMillis(now, eventTimes).orElse(Long.MAX_VALUE);
            if (query.emptyBatches()) due = Math.min(due, StatefulPlans.nextDueMillis(operators, stores));
            quietUntilMillis = due;
        }
        long next = Math.min(quietUntilMillis, sources.nextAskMillis(now).orElse(Long.MAX_VALUE));
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /// The watermarks as the log has them.
    private WatermarkTracker reached() {
        return WatermarkTracker.reached(log.progress());
    }
}
