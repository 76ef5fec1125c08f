package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.EventTimeStats;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.RunReport;
import dev.sluice.execution.StreamPartition;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.vector.Chunk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets all rows through and notes their times, of which the driver makes the watermark of the next micro-batch.
///
/// @param number the place among the query's watermarks
public record WatermarkExec(PhysicalPlan input, Column time, long delayMillis, int number) implements OperatorPlan {

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public Operator open(TaskContext task) {
        return new Notes(task.evaluator(new Expression.ColumnRef(time), input.output()), task.report());
    }

    private final class Notes implements Operator {
        private final Evaluator times;
        private final RunReport report;
        private EventTimeStats seen = EventTimeStats.NONE;
        private @Nullable StreamPartition partition;

        Notes(Evaluator times, RunReport report) {
            this.times = times;
            this.report = report;
        }

        @Override
        public void from(@Nullable StreamPartition next) {
            partition = next;
        }

        @Override
        public void push(Chunk chunk, Output out) {
            seen = seen.and(stats(EventTimes.of(times.evaluate(chunk), time.type()), chunk));
            out.accept(chunk);
        }

        private static EventTimeStats stats(EventTimes times, Chunk chunk) {
            long count = 0;
            long min = Long.MAX_VALUE;
            long max = Long.MIN_VALUE;
            double sum = 0;
            for (int i = 0; i < chunk.rowCount(); i++) {
                int row = chunk.selection().row(i);
                if (times.isNull(row)) continue;
                long millis = Math.floorDiv(times.micros(row), 1_000L);
                count++;
                min = Math.min(min, millis);
                max = Math.max(max, millis);
                sum += millis;
            }
            return new EventTimeStats(count, min, max, sum);
        }

        @Override
        public void finish(Output out) {
            if (seen.count() > 0) report.saw(number, partition, seen);
            seen = EventTimeStats.NONE;
        }
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public String describe() {
        return "EventTimeWatermark " + time + ", delay " + delayMillis + " ms";
    }
}
