package dev.sluice.execution.operator;

import dev.sluice.ast.MetricsTaker;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.RunReport;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.Named;
import dev.sluice.function.CallContext;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Lets all rows through, and aggregates them beside: each task its own, merged when the run is over, in the order of
/// the tasks.
///
/// @param name of the metrics
/// @param number the place among the query's metrics
/// @param grouping the aggregates, without keys
/// @param metrics in terms of the aggregates
/// @param taker is given them after a batch
public record CollectMetricsExec(
        PhysicalPlan input, String name, int number, Grouping grouping, List<Named> metrics, MetricsTaker taker)
        implements OperatorPlan {

    private static final int[] ONE_SLOT = {0};

    public CollectMetricsExec {
        metrics = List.copyOf(metrics);
    }

    /// What plans that have run together collected, by name; where rows were computed twice, of the first time.
    public static Map<String, CollectMetricsExec> in(List<PhysicalPlan> roots) {
        Map<String, CollectMetricsExec> found = new LinkedHashMap<>();
        roots.stream().flatMap(CollectMetricsExec::nodes).forEach(node -> {
            if (node instanceof CollectMetricsExec collect) found.putIfAbsent(collect.name, collect);
        });
        return found;
    }

    private static Stream<PhysicalPlan> nodes(PhysicalPlan plan) {
        return Stream.concat(Stream.of(plan), plan.children().stream().flatMap(CollectMetricsExec::nodes));
    }

    public DataType.Struct metricsSchema() {
        return new DataType.Struct(
                metrics.stream().map(named -> named.column().field()).toList());
    }

    /// One row: the metrics of a run. Nothing if the run left this part of the query out.
    public Optional<Chunk> result(RunReport report, CallContext call) {
        return report.collected(number, this::merged).map(partial -> {
            List<MutableVector[]> states = grouping.slices(merge(List.of(partial)));
            Vector[] values = new Vector[states.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] =
                        grouping.aggregates().get(i).function().accumulator().result(states.get(i), ONE_SLOT, 1);
            }
            Chunk aggregates = Chunk.of(1, values);
            Vector[] columns = new EvaluatorCompiler(grouping.resultColumns(), () -> call)
                    .compileAll(metrics.stream().map(Named::expression).toList()).stream()
                            .map(evaluator -> evaluator.evaluate(aggregates))
                            .toArray(Vector[]::new);
            return Chunk.of(1, columns);
        });
    }

    private Chunk merged(Chunk one, Chunk other) {
        MutableVector[] state = merge(List.of(one, other));
        Vector[] columns = new Vector[state.length];
        for (int i = 0; i < columns.length; i++) columns[i] = state[i].gather(ONE_SLOT, 1);
        return Chunk.of(1, columns);
    }

    private MutableVector[] merge(List<Chunk> partials) {
        MutableVector[] state = grouping.newState();
        for (MutableVector column : state) column.ensure(1);
        List<MutableVector[]> states = grouping.slices(state);
        for (Chunk partial : partials) {
            List<Vector[]> parts = grouping.slices(partial.columns());
            for (int i = 0; i < parts.size(); i++) {
                var accumulator = grouping.aggregates().get(i).function().accumulator();
                accumulator.merge(states.get(i), ONE_SLOT, parts.get(i), Selection.all(1));
            }
        }
        return state;
    }

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public Operator open(TaskContext task) {
        return new CollectMetrics(task);
    }

    private final class CollectMetrics implements Operator {
        private final Operator aggregate;
        private final TaskContext task;

        CollectMetrics(TaskContext task) {
            this.task = task;
            aggregate = new PartialAggregateExec(input, grouping, null).open(task);
        }

        @Override
        public void push(Chunk chunk, Output out) {
            aggregate.push(chunk, partial -> {
                throw new IllegalStateException("one group is given out at the end");
            });
            out.accept(chunk);
        }

        @Override
        public boolean mayPushAgain() {
            return aggregate.mayPushAgain();
        }

        @Override
        public void finish(Output out) {
            aggregate.finish(
                    partial -> task.report().collect(number, task.place(), partial, CollectMetricsExec.this::merged));
        }
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public String describe() {
        return "CollectMetrics " + name + ", " + metrics + ", functions=" + grouping.aggregates();
    }
}
