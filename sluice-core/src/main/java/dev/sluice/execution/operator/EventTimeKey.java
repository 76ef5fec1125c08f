package dev.sluice.execution.operator;

import dev.sluice.execution.TaskContext;
import dev.sluice.state.DueTime;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;

/// Which column of an operator is the time of events, and which watermark it is under.
///
/// @param ordinal the place of the column: a timestamp, or a window, of which the end counts
/// @param type its type
/// @param shiftMillis how far the operator's watermark lies from the query's
public record EventTimeKey(int ordinal, DataType type, long shiftMillis) {

    EventTimes of(Vector[] columns) {
        return EventTimes.of(columns[ordinal], type);
    }

    /// The rows of a chunk that are not late. Counts the others, for an operator that drops them itself.
    Selection onTime(Chunk chunk, String operator, TaskContext task) {
        Selection kept =
                of(chunk.columns()).after(reached(task.watermarks().get().lateMicros()), chunk.selection());
        LateRowCountExec.countDropped(chunk.rowCount() - kept.size(), operator, task.report());
        return kept;
    }

    /// The operator's watermark, in microseconds, when the query's is this. Before the first row there is none,
    /// which Spark calls 0 in all operators.
    long reached(long watermarkMicros) {
        if (watermarkMicros == 0) return 0;
        return DueTimes.plus(watermarkMicros, 1_000L * shiftMillis);
    }

    /// The query's watermark, in microseconds, at which the operator's has reached a time.
    long due(long timeMicros) {
        return DueTimes.plus(timeMicros, -1_000L * shiftMillis);
    }

    /// By the same time, where a state has it.
    DueTime in(boolean key, int column) {
        return new DueTime(key, column, shiftMillis);
    }

    @Override
    public String toString() {
        return "watermark on column " + ordinal + (shiftMillis == 0 ? "" : " " + shiftMillis + " ms");
    }
}
