package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.RunReport;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.vector.Chunk;
import java.util.List;

/// Lets all rows through and counts those that are too late for the operator above. That one drops them, but sees them
/// grouped, and so counts groups, as Spark does.
///
/// @param operator the id of the operator above
public record LateRowCountExec(PhysicalPlan input, Expression time, long shiftMillis, String operator)
        implements OperatorPlan {

    /// What progress calls the count.
    private static final String METRIC = "lateInputRows";

    /// For an operator that drops late rows one by one.
    static void countDropped(int rows, String operator, RunReport report) {
        report.count(operator, RunReport.LATE_ROWS, rows);
        report.count(operator, METRIC, rows);
    }

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public Operator open(TaskContext task) {
        Evaluator times = task.evaluator(time, input.output());
        var key = new EventTimeKey(0, time.type(), shiftMillis);
        return new Operator() {
            private long late;

            @Override
            public void push(Chunk chunk, Output out) {
                EventTimes of = EventTimes.of(times.evaluate(chunk), time.type());
                late += of.upToCount(key.reached(task.watermarks().get().lateMicros()), chunk.selection());
                out.accept(chunk);
            }

            @Override
            public boolean mayPushAgain() {
                return true; // only finding the times can fail
            }

            @Override
            public void finish(Output out) {
                RunReport report = task.report();
                report.count(operator, METRIC, late);
                late = 0;
            }
        };
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public String describe() {
        return "LateRowCount " + time;
    }
}
