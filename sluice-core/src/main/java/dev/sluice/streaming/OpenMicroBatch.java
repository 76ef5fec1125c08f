package dev.sluice.streaming;

import dev.sluice.checkpoint.LogEntry;
import dev.sluice.checkpoint.SourceInput;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Split;
import dev.sluice.execution.QueryRunner;
import dev.sluice.execution.RunReport;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.execution.StreamInputs;
import dev.sluice.execution.Watermarks;
import dev.sluice.function.CallContext;
import dev.sluice.machine.Cancellation;
import dev.sluice.progress.QueryProgress;
import dev.sluice.state.StateStores;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A micro-batch whose end is not known before it is there: rows flow from the sources to the sinks, run by run, and
/// nothing is written into the log until the micro-batch is over.
///
/// ```text
/// Committed(n-1) ─▶ run ─▶ run ─▶ run … ─▶ Planned(n) ─▶ sync ─▶ sinks commit n ─▶ Changes(n)… Committed(n) ─▶ sync
///                    └ its rows are in the sinks when it is done
/// ```
///
/// A crash before `Planned(n)` is durable leaves no trace in the log: the sources are read again from where n-1 ended,
/// and what the sinks have seen of n they see again. Behind it, it is a micro-batch like any other.
///
/// The runs share the time and the watermark of the micro-batch, so that they can be run again as one.
final class OpenMicroBatch {

    private static final long MOST_CHANGED_BYTES = 16L << 20;

    private final LogEntry.Planned begun;
    private final QuerySources sources;
    private final CallContext time;
    private final Watermarks watermarks;
    private final @Nullable Offset[] from;
    private final @Nullable Offset[] reached;
    private final OpenOutputs outputs;
    private final Phases phases;
    private final RowLatencies latencies = new RowLatencies();
    private final List<LogEntry.Changes> changes = new ArrayList<>();
    private StateCounts counts = StateCounts.NONE;
    private long changedBytes;
    private long changedRows;
    private long startMillis;
    private boolean hasRun;
    private boolean isRunning;

    /// @param begun what is known of it: all but the inputs
    /// @param startMillis when it began, by the clock
    /// @param done where each source stands
    OpenMicroBatch(
            LogEntry.Planned begun,
            long startMillis,
            CallContext time,
            Watermarks watermarks,
            QuerySources sources,
            Map<String, InputRange> done,
            OpenOutputs outputs,
            Phases phases) {
        this.begun = begun;
        this.startMillis = startMillis;
        this.time = time;
        this.watermarks = watermarks;
        this.sources = sources;
        this.outputs = outputs;
        this.phases = phases;
        from = new Offset[sources.size()];
        for (int i = 0; i < from.length; i++) {
            InputRange last = done.get(sources.id(i));
            from[i] = last == null ? null : last.to();
        }
        reached = from.clone();
    }

    /// Where a source stands now.
    @Nullable
    Offset reached(int place) {
        return reached[place];
    }

    long startMillis() {
        return startMillis;
    }

    /// Whether it has to end: it was long enough, or has changed so much state that its changes would be too many to
    /// wait for the log. A clock that is put back does not make it longer.
    boolean isOver(long nowMillis, long openMillis) {
        startMillis = Math.min(startMillis, nowMillis);
        return nowMillis - startMillis >= openMillis || changedBytes >= MOST_CHANGED_BYTES;
    }

    Phases phases() {
        return phases;
    }

    OpenOutputs outputs() {
        return outputs;
    }

    /// Lets flow what is new.
    ///
    /// @param clock tells when it is in the sinks
    /// @param failures notes those of the sources
    void run(
            List<BatchPlanner.Position> positions,
            QueryRunner runner,
            InputFailures failures,
            Cancellation cancellation,
            Clock clock) {
        isRunning = true;
        Map<Integer, List<Split>> splits = phases.measure(Phase.SPLITS, () -> failures.ask(() -> splits(positions)));
        outputs.nextRun();
        phases.measure(Phase.TASKS, () -> {
            StreamInputs inputs = stream -> splits.getOrDefault(stream, List.of());
            if (hasRun) {
                runner.runMore(inputs, outputs, cancellation);
            } else {
                runner.run(inputs, time, watermarks, outputs, cancellation);
            }
        });
        hasRun = true;
        for (int i = 0; i < reached.length; i++) {
            if (positions.get(i).isNew()) reached[i] = positions.get(i).latest().orElseThrow();
        }
        isRunning = false;
        latencies.reached(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }

    /// Takes what the last run changed of the state, to be logged when the micro-batch is over: the next run is to give
    /// out its own changes alone.
    void drain(List<StatefulPlan> operators, StateStores stores, RunReport report) {
        if (operators.isEmpty()) return;
        counts = StateCounts.of(operators, stores, report).after(counts, operators);
        changedRows += stores.changedCount();
        stores.drainChanges((operator, partition, rows) -> {
            changes.add(new LogEntry.Changes(begun.batchId(), operator, partition, rows));
            changedBytes += rows.length;
        });
    }

    /// What the micro-batch changed of the state, in order.
    List<LogEntry.Changes> changes() {
        return changes;
    }

    /// How many rows of state its runs changed.
    long changedRows() {
        return changedRows;
    }

    StateCounts counts() {
        return counts;
    }

    private Map<Integer, List<Split>> splits(List<BatchPlanner.Position> positions) {
        Map<Integer, List<Split>> splits = new HashMap<>();
        for (int i = 0; i < positions.size(); i++) {
            BatchPlanner.Position position = positions.get(i);
            if (!position.isNew()) continue;
            Offset to = position.latest().orElseThrow();
            InputRange range = sources.get(i).range(position.from(), to);
            splits.put(
                    i,
                    sources.get(i).splits(range).stream().map(latencies::watch).toList());
        }
        return splits;
    }

    /// What it was, now that it is over: a micro-batch that can be run again.
    LogEntry.Planned planned() {
        if (isRunning)
            throw new IllegalStateException("a run of micro-batch " + begun.batchId() + " failed: its state is void");
        List<SourceInput> inputs = new ArrayList<>();
        for (int i = 0; i < reached.length; i++) {
            Offset to = reached[i];
            if (to != null)
                inputs.add(new SourceInput(sources.id(i), sources.get(i).range(from[i], to)));
        }
        return new LogEntry.Planned(
                begun.batchId(),
                inputs,
                begun.batchTimestampMillis(),
                begun.watermarkMillis(),
                begun.watermarks(),
                begun.conf());
    }

    QueryProgress.@Nullable RowLatency latency() {
        return latencies.told();
    }
}
