package dev.sluice.execution;

import dev.sluice.expression.Column;
import java.util.List;
import java.util.stream.Stream;

/// The rows of two exchanges, partition by partition: first those of the one, then those of the other. The operator
/// above is told where the second begins, by [Operator#nextInput].
public record TwoInputsPlan(ExchangePlan first, ExchangePlan second) implements PhysicalPlan {

    @Override
    public List<Column> output() {
        return Stream.concat(first.output().stream(), second.output().stream()).toList();
    }

    @Override
    public List<PhysicalPlan> children() {
        return List.of(first, second);
    }

    @Override
    public String describe() {
        return "TwoInputs";
    }
}
