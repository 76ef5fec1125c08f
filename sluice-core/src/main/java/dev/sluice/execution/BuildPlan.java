package dev.sluice.execution;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import java.util.List;

/// Collects an input as a whole, to be looked up by key: the side of a join that is held.
public record BuildPlan(PhysicalPlan input, List<Expression> keys) implements PhysicalPlan {

    public BuildPlan {
        keys = List.copyOf(keys);
    }

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public List<PhysicalPlan> children() {
        return List.of(input);
    }

    @Override
    public String describe() {
        return "Build " + keys;
    }
}
