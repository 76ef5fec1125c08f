package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.WindowCall;
import dev.sluice.expression.WindowFrame.Bound;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Functions over the rows around each row, of rows that come in order. A partition is held until it has ended.
///
/// @param partition rows that agree in these follow each other
/// @param order by what rows of a partition are in order; those that agree are peers
public record WindowExec(PhysicalPlan input, List<Expression> partition, List<Expression> order, List<WindowCall> calls)
        implements OperatorPlan {

    public WindowExec {
        partition = List.copyOf(partition);
        order = List.copyOf(order);
        calls = List.copyOf(calls);
    }

    @Override
    public List<Column> output() {
        return Stream.concat(input.output().stream(), calls.stream().map(WindowCall::column))
                .toList();
    }

    @Override
    public Operator open(TaskContext task) {
        return new Windows(task);
    }

    /// What a call reads, ready to run.
    private record Reads(
            Evaluator[] arguments,
            @Nullable Evaluator filter,
            Evaluator @Nullable [] lower,
            Evaluator @Nullable [] upper) {

        static Reads of(WindowCall call, TaskContext task, List<Column> columns) {
            return new Reads(
                    task.evaluators(call.arguments(), columns),
                    call.filter() == null ? null : task.evaluator(call.filter(), columns),
                    limit(call.frame().lower(), task, columns),
                    limit(call.frame().upper(), task, columns));
        }

        private static Evaluator @Nullable [] limit(Bound bound, TaskContext task, List<Column> columns) {
            return bound instanceof Bound.Values(Expression key, Expression limit, _, _, _)
                    ? task.evaluators(List.of(key, limit), columns)
                    : null;
        }
    }

    private final class Windows implements Operator {
        private final Evaluator[] partitionEvaluators;
        private final Evaluator[] orderEvaluators;
        private final List<Reads> reads;
        private final List<Chunk> held = new ArrayList<>();
        private Vector[] lastPartition = new Vector[0];
        private int lastRow;

        Windows(TaskContext task) {
            partitionEvaluators = task.evaluators(partition, input.output());
            orderEvaluators = task.evaluators(order, input.output());
            reads = calls.stream()
                    .map(call -> Reads.of(call, task, input.output()))
                    .toList();
        }

        @Override
        public void push(Chunk chunk, Output out) {
            Chunk rows = chunk.compact();
            if (rows.size() == 0) return;
            Vector[] values = evaluated(partitionEvaluators, rows);
            int last = rows.size() - 1;
            int begin = last; // where the chunk's last partition begins
            while (begin > 0 && same(values, begin - 1, values, last)) begin--;
            boolean goesOn = begin == 0 && !held.isEmpty() && same(lastPartition, lastRow, values, last);
            if (!goesOn && (begin > 0 || !held.isEmpty())) {
                if (begin > 0) held.add(slice(rows, 0, begin));
                answer(out);
            }
            held.add(begin == 0 ? rows : slice(rows, begin, rows.size()));
            lastPartition = values;
            lastRow = last;
        }

        @Override
        public void finish(Output out) {
            if (!held.isEmpty()) answer(out);
            lastPartition = new Vector[0];
        }

        /// What is held are whole partitions.
        private void answer(Output out) {
            Chunk rows = together();
            WindowRows places =
                    WindowRows.of(evaluated(partitionEvaluators, rows), evaluated(orderEvaluators, rows), rows.size());
            Vector[] columns = Arrays.copyOf(rows.columns(), rows.columns().length + calls.size());
            for (int i = 0; i < calls.size(); i++) {
                columns[rows.columns().length + i] = value(calls.get(i), reads.get(i), rows, places);
            }
            Chunk answered = Chunk.of(rows.size(), columns);
            for (int from = 0; from < rows.size(); from += Chunk.ROWS) {
                out.accept(slice(answered, from, Math.min(rows.size(), from + Chunk.ROWS)));
            }
        }

        private Chunk together() {
            Chunk all = Chunk.concat(input.output().stream().map(Column::type).toList(), held);
            held.clear();
            return all;
        }
    }

    private static Vector value(WindowCall call, Reads reads, Chunk rows, WindowRows places) {
        Vector[] arguments = evaluated(reads.arguments, rows);
        Selection all = Selection.all(rows.size());
        Selection taken = reads.filter == null ? all : all.where(reads.filter.evaluate(rows));
        int[] lower = places.lower(call.frame().lower(), limit(reads.lower, rows));
        int[] upper = places.upper(call.frame().upper(), limit(reads.upper, rows), lower);
        return WindowValues.of(call, arguments, taken, places, lower, upper);
    }

    private static Vector[] limit(Evaluator @Nullable [] evaluators, Chunk rows) {
        return evaluators == null ? new Vector[0] : evaluated(evaluators, rows);
    }

    private static Vector[] evaluated(Evaluator[] evaluators, Chunk rows) {
        Vector[] values = new Vector[evaluators.length];
        for (int i = 0; i < values.length; i++) values[i] = evaluators[i].evaluate(rows);
        return values;
    }

    private static boolean same(Vector[] a, int i, Vector[] b, int j) {
        for (int c = 0; c < a.length; c++) {
            if (ValueOrder.compareNullable(a[c], i, b[c], j) != 0) return false;
        }
        return true;
    }

    private static Chunk slice(Chunk rows, int from, int to) {
        int[] places = new int[to - from];
        for (int i = 0; i < places.length; i++) places[i] = from + i;
        Vector[] columns = new Vector[rows.columns().length];
        for (int c = 0; c < columns.length; c++) columns[c] = Vectors.gather(rows.column(c), places, places.length);
        return Chunk.of(places.length, columns);
    }

    @Override
    public String describe() {
        return "Window " + calls + ", " + partition + ", " + order;
    }
}
