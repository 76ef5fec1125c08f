package dev.sluice.execution.operator;

import dev.sluice.expression.Column;
import dev.sluice.type.DataType;
import dev.sluice.vector.Vector;
import java.util.List;

/// Which columns of an operator's input are its key.
///
/// @param columns the key, in its order
/// @param ordinals their places in the input
public record KeyColumns(List<Column> columns, List<Integer> ordinals) {

    public KeyColumns {
        columns = List.copyOf(columns);
        ordinals = List.copyOf(ordinals);
    }

    /// Some of the columns of an input.
    public static KeyColumns among(List<Column> input, List<Column> keys) {
        List<Long> ids = input.stream().map(Column::id).toList();
        return new KeyColumns(
                keys, keys.stream().map(key -> ids.indexOf(key.id())).toList());
    }

    /// The key as a schema, for state.
    public DataType.Struct schema() {
        return new DataType.Struct(columns.stream().map(Column::field).toList());
    }

    List<DataType> types() {
        return columns.stream().map(Column::type).toList();
    }

    Vector[] of(Vector[] input) {
        Vector[] keys = new Vector[ordinals.size()];
        for (int i = 0; i < keys.length; i++) keys[i] = input[ordinals.get(i)];
        return keys;
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}
