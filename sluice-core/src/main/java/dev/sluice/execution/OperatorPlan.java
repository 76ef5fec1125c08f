package dev.sluice.execution;

import java.util.List;

/// A node that takes its input's rows chunk by chunk.
public interface OperatorPlan extends PhysicalPlan {

    /// The input whose rows it is given.
    PhysicalPlan input();

    /// Makes the running thing. It lives as long as the query does and belongs to one task at a time.
    Operator open(TaskContext task);

    /// Pipelines that must have run before, since the operator looks their result up.
    default List<BuildPlan> builds() {
        return List.of();
    }

    /// Whether each row comes out where it stood in the chunk that went in.
    default boolean keepsPlaces() {
        return false;
    }

    @Override
    default List<PhysicalPlan> children() {
        return List.of(input());
    }
}
