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
import dev.sluice.expression.WindowValue;
import dev.sluice.function.WindowFunction;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Counts rows that come in order: each partition's one after the other, from 1.
///
/// @param partition rows that agree in these follow each other
/// @param order by what rows of a partition are in order; those that agree share a rank
/// @param ranks functions that count rows, see [WindowFunction#countsRows]
public record RankExec(PhysicalPlan input, List<Expression> partition, List<Expression> order, List<WindowCall> ranks)
        implements OperatorPlan {

    private static final WindowValue RANK = new WindowValue.Place(WindowFunction.RANK);
    private static final WindowValue DENSE_RANK = new WindowValue.Place(WindowFunction.DENSE_RANK);

    public RankExec {
        partition = List.copyOf(partition);
        order = List.copyOf(order);
        ranks = List.copyOf(ranks);
    }

    @Override
    public List<Column> output() {
        return Stream.concat(input.output().stream(), ranks.stream().map(WindowCall::column))
                .toList();
    }

    @Override
    public Operator open(TaskContext task) {
        return new Rank(task.evaluators(partition, input.output()), task.evaluators(order, input.output()));
    }

    private final class Rank implements Operator {
        private final Evaluator[] partitionEvaluators;
        private final Evaluator[] orderEvaluators;
        private Vector[] lastPartition = new Vector[0];
        private Vector[] lastOrder = new Vector[0];
        private int lastRow = -1;
        private int number;
        private int rank;
        private int denseRank;

        Rank(Evaluator[] partitionEvaluators, Evaluator[] orderEvaluators) {
            this.partitionEvaluators = partitionEvaluators;
            this.orderEvaluators = orderEvaluators;
        }

        @Override
        public void push(Chunk chunk, Output out) {
            Chunk rows = chunk.compact();
            Vector[] partitions = evaluated(partitionEvaluators, rows);
            Vector[] orders = evaluated(orderEvaluators, rows);
            int[][] places = new int[ranks.size()][rows.size()];
            for (int row = 0; row < rows.size(); row++) {
                count(partitions, orders, row);
                for (int r = 0; r < places.length; r++) {
                    places[r][row] = place(ranks.get(r));
                }
                lastPartition = partitions;
                lastOrder = orders;
                lastRow = row;
            }
            Vector[] columns = Arrays.copyOf(rows.columns(), rows.columns().length + places.length);
            for (int r = 0; r < places.length; r++) {
                columns[rows.columns().length + r] = new IntVector(places[r], null, rows.size());
            }
            out.accept(Chunk.of(rows.size(), columns));
        }

        private int place(WindowCall call) {
            if (call.value().equals(RANK)) return rank;
            return call.value().equals(DENSE_RANK) ? denseRank : number;
        }

        private void count(Vector[] partitions, Vector[] orders, int row) {
            boolean begins = lastRow < 0 || !same(lastPartition, lastRow, partitions, row);
            if (begins) {
                number = 0;
                denseRank = 0;
            }
            number++;
            if (begins || !same(lastOrder, lastRow, orders, row)) {
                rank = number;
                denseRank++;
            }
        }

        private static boolean same(Vector[] a, int i, Vector[] b, int j) {
            for (int c = 0; c < a.length; c++) {
                if (ValueOrder.compareNullable(a[c], i, b[c], j) != 0) return false;
            }
            return true;
        }

        private static Vector[] evaluated(Evaluator[] evaluators, Chunk rows) {
            Vector[] values = new Vector[evaluators.length];
            for (int i = 0; i < values.length; i++) values[i] = evaluators[i].evaluate(rows);
            return values;
        }

        @Override
        public void finish(Output out) {
            lastRow = -1;
            lastPartition = new Vector[0];
            lastOrder = new Vector[0];
        }
    }

    @Override
    public String describe() {
        return "Rank " + ranks.stream().map(WindowCall::column).toList() + ", " + partition + ", " + order;
    }
}
