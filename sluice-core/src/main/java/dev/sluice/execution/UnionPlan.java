package dev.sluice.execution;

import dev.sluice.expression.Column;
import java.util.List;

/// The rows of several inputs. Nothing runs here: each input's pipeline goes on as if the others were not there.
public record UnionPlan(List<PhysicalPlan> children, List<Column> output) implements PhysicalPlan {

    public UnionPlan {
        children = List.copyOf(children);
        output = List.copyOf(output);
    }

    @Override
    public String describe() {
        return "Union";
    }
}
