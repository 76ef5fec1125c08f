package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.execution.Watermarks;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Keeps the rows that are too late for an operator, and says of each why.
///
/// @param made the reason, the watermark that had passed, how far it was ahead
public record LateRowsExec(PhysicalPlan input, Expression time, long shiftMillis, String reason, List<Column> made)
        implements OperatorPlan {

    public LateRowsExec {
        made = List.copyOf(made);
    }

    @Override
    public List<Column> output() {
        return Stream.concat(input.output().stream(), made.stream()).toList();
    }

    @Override
    public Operator open(TaskContext task) {
        Evaluator times = task.evaluator(time, input.output());
        var key = new EventTimeKey(0, time.type(), shiftMillis);
        return new Operator() {
            @Override
            public void push(Chunk chunk, Output out) {
                EventTimes of = EventTimes.of(times.evaluate(chunk), time.type());
                Watermarks watermarks = task.watermarks().get();
                long reached = key.reached(watermarks.lateMicros());
                Selection late = of.upTo(reached, chunk.selection());
                if (late.size() > 0) out.accept(told(chunk.select(late), of, reached));
            }

            @Override
            public boolean mayPushAgain() {
                return true;
            }
        };
    }

    private Chunk told(Chunk late, EventTimes times, long reached) {
        int count = late.columns().length;
        Vector[] columns = Arrays.copyOf(late.columns(), count + made.size());
        columns[count] = constant(late, Atomic.STRING, reason);
        columns[count + 1] = constant(late, Atomic.TIMESTAMP, reached);
        long[] behind = new long[late.size()];
        for (int i = 0; i < late.rowCount(); i++) {
            int row = late.selection().row(i);
            behind[row] = reached - times.micros(row);
        }
        columns[count + 2] = new LongVector(behind, null, late.size());
        return late.with(columns);
    }

    private static Vector constant(Chunk chunk, DataType type, Object value) {
        return new ConstantVector(Vectors.single(type, value), chunk.size());
    }

    @Override
    public boolean isAside() {
        return true;
    }

    @Override
    public String describe() {
        return "LateRows " + time;
    }
}
