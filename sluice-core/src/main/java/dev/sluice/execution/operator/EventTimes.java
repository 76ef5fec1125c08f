package dev.sluice.execution.operator;

import dev.sluice.type.DataType;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.NullVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;

/// The times in a column of events: timestamps as they are, of windows their end.
///
/// @param ends the timestamps, flat
/// @param rows the column itself, flat, which may be null where the end is not
record EventTimes(Vector ends, Vector rows) {

    static EventTimes of(Vector column, DataType type) {
        Vector flat = Vectors.flatten(column);
        if (!(type instanceof DataType.Struct)) return new EventTimes(flat, flat);
        return flat instanceof StructVector struct
                ? new EventTimes(Vectors.flatten(struct.fields()[1]), flat)
                : new EventTimes(flat, flat);
    }

    boolean isNull(int row) {
        return rows.isNull(row) || ends.isNull(row);
    }

    /// Where it is not null.
    long micros(int row) {
        return switch (ends) {
            case LongVector(long[] values, _, _) -> values[row];
            case NullVector _ -> 0;
            default -> throw new IllegalStateException("not a time: " + ends.physical());
        };
    }

    /// Those of the rows whose time is after the given one, or null.
    Selection after(long micros, Selection among) {
        int[] kept = new int[among.size()];
        int count = 0;
        for (int i = 0; i < among.size(); i++) {
            int row = among.row(i);
            kept[count] = row;
            if (isNull(row) || micros(row) > micros) count++;
        }
        return count == among.size() ? among : new Selection(kept, count);
    }

    /// How many of the rows have a time that is not after the given one.
    int upToCount(long micros, Selection among) {
        int count = 0;
        for (int i = 0; i < among.size(); i++) {
            int row = among.row(i);
            if (!isNull(row) && micros(row) <= micros) count++;
        }
        return count;
    }

    /// Those of the rows whose time is not after the given one.
    Selection upTo(long micros, Selection among) {
        int[] kept = new int[among.size()];
        int count = 0;
        for (int i = 0; i < among.size(); i++) {
            int row = among.row(i);
            kept[count] = row;
            if (!isNull(row) && micros(row) <= micros) count++;
        }
        return new Selection(kept, count);
    }
}
