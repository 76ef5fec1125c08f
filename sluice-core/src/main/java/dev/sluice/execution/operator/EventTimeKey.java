package dev.sluice.execution.operator;

import dev.sluice.type.DataType;
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

    @Override
    public String toString() {
        return "watermark on column " + ordinal + (shiftMillis == 0 ? "" : " " + shiftMillis + " ms");
    }
}
