package dev.sluice.api;

import dev.sluice.analyzer.StreamingRules;
import dev.sluice.error.SluiceException;
import dev.sluice.execution.Outputs;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.QueryRunner;
import dev.sluice.execution.StreamInputs;
import dev.sluice.execution.Watermarks;
import dev.sluice.execution.operator.CollectMetricsExec;
import dev.sluice.function.CallContext;
import dev.sluice.optimizer.Optimizer;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.planner.PhysicalPlanner;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;

/// Runs a query, or several together, once over what is there.
final class BatchQuery {

    private final Session session;
    private final List<LogicalPlan> plans;
    private final long timeMicros;

    BatchQuery(Session session, LogicalPlan plan) {
        this(session, List.of(plan));
    }

    BatchQuery(Session session, List<LogicalPlan> plans) {
        this(session, plans, Math.multiplyExact(session.machine().nowMillis(), 1_000L));
    }

    /// @param timeMicros what `current_timestamp` is; rounds of a recursion have that of the query they belong to
    private BatchQuery(Session session, List<LogicalPlan> plans, long timeMicros) {
        this.session = session;
        this.plans = plans;
        this.timeMicros = timeMicros;
    }

    LogicalPlan optimized() {
        return optimized(plans.getFirst());
    }

    PhysicalPlan physical() {
        return physical(plans.getFirst());
    }

    private LogicalPlan optimized(LogicalPlan plan) {
        return new Optimizer(session.conf().zone()).optimize(plan);
    }

    private PhysicalPlan physical(LogicalPlan plan) {
        LogicalPlan whole = Rounds.in(
                optimized(plan),
                round -> new BatchQuery(session, List.of(round), timeMicros).run(),
                session.conf().recursionLimits());
        return PhysicalPlanner.forBatch(session.conf().zone()).plan(whole);
    }

    /// The result, in order if the query has one.
    List<Chunk> run() {
        session.requireRunning();
        var collected = new Collected();
        run(collected);
        return collected.chunks();
    }

    /// Gives the result away while it is made, in order if the query has one.
    void run(ChunkTaker<?> taker) {
        session.requireRunning();
        run(new TakenInOrder<>(taker));
    }

    /// Gives the results to the outputs, task by task.
    void run(Outputs outputs) {
        plans.forEach(StreamingRules::checkBatch);
        var zone = session.conf().zone();
        var call = new CallContext(zone, timeMicros, session.machine().newId());
        List<PhysicalPlan> physical = plans.stream().map(this::physical).toList();
        var runner = new QueryRunner(
                physical,
                0,
                session.workers(),
                session.conf().partitions(),
                call,
                (spec, partition) -> {
                    throw SluiceException.bug("state " + spec.operator() + " in a batch query");
                },
                -1);
        session.operations()
                .run(
                        runner.stages(),
                        cancellation -> runner.run(StreamInputs.NONE, call, Watermarks.NONE, outputs, cancellation));
        for (CollectMetricsExec metrics : CollectMetricsExec.in(physical).values()) {
            metrics.result(runner.report(), call)
                    .ifPresent(row -> metrics.taker().take(row, metrics.metricsSchema()));
        }
    }

    /// Keeps each task's rows, and puts them together in the order of the tasks.
    private static final class Collected implements Outputs {
        private final List<List<Chunk>> tasks = new ArrayList<>();

        @Override
        public TaskOutput task(int sink) {
            List<Chunk> rows = new ArrayList<>();
            tasks.add(rows);
            return new TaskOutput() {
                @Override
                public void write(Chunk chunk) {
                    rows.add(chunk);
                }

                @Override
                public void close() {}
            };
        }

        List<Chunk> chunks() {
            return tasks.stream().flatMap(List::stream).toList();
        }
    }
}
