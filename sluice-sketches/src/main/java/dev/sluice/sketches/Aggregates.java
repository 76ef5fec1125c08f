package dev.sluice.sketches;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Collecting;
import dev.sluice.function.Argument;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.function.BiFunction;

/// What aggregates that give sketches have in common: the value is never null, and types are taken as they are.
final class Aggregates {

    private Aggregates() {}

    /// @param values the types that the first argument may have
    /// @param others the types of the others, each with a comma before it
    /// @param making of the first argument's type and all arguments
    static AggregateFunction.Builder over(
            AggregateFunction.Builder function,
            List<String> values,
            String others,
            BiFunction<DataType, List<Argument>, Sketching<?>> making) {
        function.neverNull().exact();
        for (String type : values) {
            function.overload(
                    "(" + type + others + ") -> BINARY",
                    (match, arguments) -> new Collecting(
                            List.of(Atomic.BINARY),
                            new SketchAccumulator<>(
                                    making.apply(match.parameters().getFirst(), arguments))));
        }
        return function;
    }

    /// A constant number, 0 for NULL as in Spark.
    static int constant(Argument argument, ErrorCondition otherwise, String function) {
        if (!argument.constant()) {
            throw otherwise.error().with("function", "`" + function + "`").build();
        }
        return argument.value() instanceof Number number ? number.intValue() : 0;
    }
}
