package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Named;
import dev.sluice.type.DataType;
import dev.sluice.vector.MutableVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The keys and aggregates of a grouping, and how the aggregates' state is laid out: one column after the other.
///
/// @param keys in terms of the rows that are grouped
/// @param stateColumns the state of all aggregates, as columns of rows that go through an exchange
public record Grouping(List<Named> keys, List<AggregateCall> aggregates, List<Column> stateColumns) {

    public Grouping {
        keys = List.copyOf(keys);
        aggregates = List.copyOf(aggregates);
        stateColumns = List.copyOf(stateColumns);
    }

    public List<Column> keyColumns() {
        return keys.stream().map(Named::column).toList();
    }

    public List<DataType> keyTypes() {
        return keys.stream().map(key -> key.column().type()).toList();
    }

    /// Keys and partial states: what goes through the exchange.
    public List<Column> partialColumns() {
        return Stream.concat(keyColumns().stream(), stateColumns.stream()).toList();
    }

    /// Keys and results.
    public List<Column> resultColumns() {
        return Stream.concat(keyColumns().stream(), aggregates.stream().map(AggregateCall::column))
                .toList();
    }

    Evaluator[] keyEvaluators(TaskContext task, List<Column> input) {
        return task.evaluators(keys.stream().map(Named::expression).toList(), input);
    }

    MutableVector[] newState() {
        return stateColumns.stream()
                .map(column -> MutableVector.of(column.type()))
                .toArray(MutableVector[]::new);
    }

    /// The part of the columns that belongs to each aggregate.
    <T> List<T[]> slices(T[] columns) {
        List<T[]> slices = new ArrayList<>();
        int from = 0;
        for (AggregateCall call : aggregates) {
            int to = from + call.function().state().size();
            slices.add(Arrays.copyOfRange(columns, from, to));
            from = to;
        }
        return slices;
    }

    @Override
    public String toString() {
        return "keys=" + keys + ", functions=" + aggregates;
    }
}
