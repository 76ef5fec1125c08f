package dev.sluice.function;

import dev.sluice.type.DataType;
import java.util.List;

/// An aggregate with its types decided: the arguments must have the parameters' types exactly.
///
/// @param name as it is shown in plans
/// @param nullable whether the result may be null
/// @param state the types of the accumulator's columns
/// @param ordered whether the result depends on the order of the rows, as `first` does
public record BoundAggregate(
        String name,
        List<DataType> parameters,
        DataType result,
        boolean nullable,
        List<DataType> state,
        boolean ordered,
        Accumulator accumulator) {

    public BoundAggregate {
        parameters = List.copyOf(parameters);
        state = List.copyOf(state);
    }
}
