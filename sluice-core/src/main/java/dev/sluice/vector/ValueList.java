package dev.sluice.vector;

import dev.sluice.type.DataType;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A growing list of values of one type, kept as a column: for aggregates that collect.
///
/// As a [java.util.List] it has its values in the form of [Values], made anew at each look.
public class ValueList extends AbstractList<@Nullable Object> {

    private static final int FEW = 4;

    private final DataType type;
    private final VectorBuilder values;

    /// @param type of the values
    public ValueList(DataType type) {
        this.type = type;
        values = VectorBuilder.of(type, FEW);
    }

    /// Appends the row of a vector of the type.
    public final void append(Vector from, int row) {
        values.append(from, row);
    }

    /// Appends rows that lie side by side in a vector of the type.
    public final void appendRange(Vector from, int start, int count) {
        values.appendRange(from, start, count);
    }

    /// A list in the form of [Values] as a column, such as one that came back from the log.
    public static Vector columnOf(DataType type, List<?> list) {
        if (list instanceof ValueList values) return values.column();
        VectorBuilder column = VectorBuilder.of(type, list.size());
        for (Object value : list) column.appendValue(value);
        return column.build();
    }

    /// The values so far, flat. Costs no copy of them.
    public final Vector column() {
        return values.build();
    }

    @Override
    public final @Nullable Object get(int index) {
        return Values.get(column(), index, type);
    }

    @Override
    public final int size() {
        return values.size();
    }
}
